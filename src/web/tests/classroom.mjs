// Plays the classroom in Chromium against the real program: alone, and as a small class. Use: node tests/classroom.mjs TARAZI [SHOTS]
// SHOTS is a folder for pictures to look at. Exit code 77 = no browser here, 1 = something failed.
import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [program, shots] = process.argv.slice(2);
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(executablePath)) {
  console.log(`skipped: no browser at ${executablePath}`);
  process.exit(77);
}
const lesson = fileURLToPath(new URL('../../../configs/lessons/hedging.yaml', import.meta.url));
const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const out = await mkdtemp(path.join(os.tmpdir(), 'tarazi-class-'));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking', '--no-first-run'] });
let served = 0;

/** Starts the server on a free port; answers with its addresses and a way to end it. */
async function serve(...options) {
  const recording = path.join(out, `session-${++served}.tarazi`);
  const child = spawn(program, ['serve', lesson, '--port', '0', '--record', recording, ...options]);
  let text = '';
  child.stdout.on('data', (part) => { text += part; });
  child.stderr.on('data', (part) => { text += part; });
  for (let k = 0; k < 200 && !text.includes('Recording:'); k++) await new Promise((done) => setTimeout(done, 50));
  const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(text)?.[0];
  assert.ok(address, `the server did not start: ${text}`);
  return {
    address, recording, console: /http:\S+#console=\S+/.exec(text)?.[0], code: /room code (\w+)/.exec(text)?.[1], said: () => text,
    stop: () => new Promise((done) => { if (child.exitCode !== null) return done(); child.on('exit', done); child.kill('SIGINT'); }),
    kill: () => new Promise((done) => { child.on('exit', done); child.kill('SIGKILL'); }),
  };
}

/** A page that collects every console problem and every request elsewhere. */
async function open(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', bypassCSP: options.axe ?? false, ...options });
  const page = await context.newPage();
  const problems = [];
  page.on('console', (m) => ['error', 'warning'].includes(m.type()) && problems.push(`console: ${m.text()}`));
  page.on('pageerror', (e) => problems.push(`error: ${e.message}`));
  page.on('request', (r) => { if (!new URL(r.url()).host.startsWith('127.0.0.1') && !r.url().startsWith('file:') && !r.url().startsWith('blob:') && !r.url().startsWith('data:')) problems.push(`request: ${r.url()}`); });
  page.setDefaultTimeout(15000);
  await page.goto(address);
  return { page, problems, close: () => context.close() };
}
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const picture = async (page, name) => { if (shots) await page.bringToFront(); if (shots) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true }); };
const fits = async (page, what) => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth) <= 0, `${what}: wider than the screen`);

/** Serious findings of axe-core on the page as it stands. */
async function accessible(page, what) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
  assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary}`), [], what);
}

const tests = {
  async 'one person plays Azerbaijan from the first press to the debrief'() {
    const server = await serve();
    for (const [name, options] of [['desk', {}], ['phone', PHONE]]) {
      const { page, problems, close } = await open(server.address, options);
      await page.waitForSelector('.hero');
      await picture(page, `${name}-1-start`);
      await page.click('button.large');
      await page.waitForSelector('.tabs');
      await fits(page, `${name} brief`);
      await picture(page, `${name}-2-brief`);
      await page.click('#tab-act');
      await page.click('.stance:has-text("Hedge")');
      await page.locator('.lever').first().locator('button').last().click();
      await page.waitForSelector('.forecast svg');
      await page.waitForTimeout(700);
      await fits(page, `${name} act`);
      await picture(page, `${name}-3-act`);
      assert.match(await page.textContent('.budget'), /0\.4 of 10/);
      await page.click('#tab-if');
      await page.waitForSelector('.forecast svg');
      await picture(page, `${name}-4-if`);
      await page.click('#tab-see');
      await page.waitForSelector('.map svg');
      await page.waitForTimeout(300);
      await fits(page, `${name} see`);
      await picture(page, `${name}-5-see`);
      for (let round = 1; round <= 6; round++) {
        await page.click('.foot button.primary');
        if (round === 6) break;
        await page.waitForSelector(`#happened:has-text("Round ${round} is over")`);
        if (round === 1) {
          await page.waitForTimeout(300);
          await fits(page, `${name} happened`);
          await picture(page, `${name}-6-happened`);
          const table = await page.$eval('.why-table tfoot tr', (row) => [Number(row.dataset.sum), Number(row.dataset.move)]);
          assert.ok(Math.abs(table[0] - table[1]) < 1e-5, 'the terms do not add up to the move');
        }
        await page.click('.foot button.primary');
        await page.waitForSelector('.tabs');
      }
      await page.waitForSelector('#over');
      await fits(page, `${name} debrief`);
      await picture(page, `${name}-7-debrief`);
      assert.deepEqual(problems, [], name);
      await close();
    }
    await server.stop();
  },

  async 'a round goes by keyboard alone, and undoing brings it back'() {
    const server = await serve();
    const { page, problems, close } = await open(server.address);
    await page.waitForSelector('.hero');
    const tabTo = async (wanted) => {
      for (let k = 0; k < 120; k++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate((selector) => document.activeElement?.matches(selector), wanted)) return;
      }
      assert.fail(`the keyboard does not reach ${wanted}`);
    };
    await tabTo('button.large');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.tabs');
    await tabTo('[role=tab]');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('.stances');
    await tabTo('input[name=stance]');
    await page.keyboard.press('ArrowDown');
    await tabTo('.lever input[type=range]');
    await page.keyboard.press('ArrowRight');
    await tabTo('.foot button.primary');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#happened');
    await page.keyboard.press('?');
    await page.waitForSelector('dialog.window');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog.window', { state: 'detached' });
    await page.click('button:has-text("Undo the round")');
    await page.waitForSelector('.tabs');
    assert.match(await page.textContent('.foot'), /Round 1 of 6/);
    assert.deepEqual(problems, []);
    await close();
    await server.stop();
  },

  async 'every language shows every screen without a missing text'() {
    const server = await serve();
    for (const language of ['en', 'az', 'ru', 'zh-Hans', 'fa']) {
      const { page, problems, close } = await open(server.address, PHONE);
      await page.waitForSelector('.hero');
      await page.selectOption('header select', language);
      await page.waitForFunction((l) => document.documentElement.lang === l, language);
      assert.equal(await page.evaluate(() => document.documentElement.dir), language === 'fa' ? 'rtl' : 'ltr');
      const check = async (what) => {
        const text = await page.evaluate(() => document.body.innerText);
        const missing = text.match(/\{\w+\}|\b(?:start|seat|tab|brief|word|goal|act|lever|stance|stop|ask|if|quantity|see|news|posture|happened|debrief|why|chart|error|card)\.[a-z_.]+\b/);
        assert.equal(missing, null, `${language} ${what}: ${missing}`);
        await fits(page, `${language} ${what}`);
      };
      await check('start');
      await page.click('button.large');
      await page.waitForSelector('.tabs');
      await check('brief');
      for (const tab of ['see', 'act', 'if']) {
        await page.click(`#tab-${tab}`);
        await page.waitForTimeout(500);
        await check(tab);
        if (language !== 'en') await picture(page, `${language}-${tab}`);
      }
      for (let round = 1; round <= 6; round++) {
        await page.click('.foot button.primary');
        if (round === 6) break;
        await page.waitForSelector('#happened');
        await check(`round ${round}`);
        await page.click('.foot button.primary');
        await page.waitForSelector('.tabs');
      }
      await page.waitForSelector('#over');
      await check('debrief');
      assert.deepEqual(problems, [], language);
      await close();
    }
    await server.stop();
  },

  async 'screens pass axe-core in both themes'() {
    const server = await serve();
    for (const colorScheme of ['light', 'dark']) {
      const { page, close } = await open(server.address, { axe: true, colorScheme });
      await page.waitForSelector('.hero');
      await accessible(page, `${colorScheme} start`);
      await page.click('button.large');
      for (const tab of ['brief', 'see', 'act', 'if']) {
        await page.click(`#tab-${tab}`);
        await page.waitForTimeout(600);
        await accessible(page, `${colorScheme} ${tab}`);
      }
      await page.click('.foot button.primary');
      await page.waitForSelector('#happened');
      await page.waitForTimeout(300);
      await accessible(page, `${colorScheme} happened`);
      await picture(page, `${colorScheme}-happened`);
      await close();
    }
    await server.stop();
  },

  async 'a seat comes back by itself after the server was killed'() {
    let server = await serve();
    const port = new URL(server.address).port;
    const { page, close } = await open(server.address);
    await page.click('button.large');
    await page.waitForSelector('.tabs');
    await page.click('.foot button.primary');
    await page.waitForSelector('#happened');
    await server.kill();
    await page.waitForSelector('.lost');
    const child = spawn(program, ['serve', '--resume', server.recording, '--port', port]);
    await page.waitForSelector('.lost', { state: 'detached', timeout: 30000 });
    assert.match(await page.textContent('.foot'), /Round 2 of 6/);
    await close();
    await new Promise((done) => { child.on('exit', done); child.kill('SIGINT'); });
  },

  async 'the Lab: equal sides differ by nothing, one slider in B shows in strip and table'() {
    const server = await serve();
    const differences = (page) => page.$$eval('#lab-outcomes tbody tr', (rows) => rows.map((r) => r.dataset.difference));
    const widest = (page) => page.$eval('#lab-strip', (strip) => Number(strip.dataset.widest));
    for (const [name, options] of [['desk', {}], ['phone', PHONE], ['small', { viewport: { width: 320, height: 640 } }], ['dark', { colorScheme: 'dark' }]]) {
      const { page, problems, close } = await open(server.address, { ...options, axe: true });
      await page.click('button:has-text("Lab")');
      await page.waitForSelector('#lab-outcomes');
      assert.ok((await differences(page)).every((d) => d === '0 0 0'), 'equal sides differ');
      assert.equal(await widest(page), 0);
      await page.waitForSelector('#lab-same');
      assert.equal(await page.$$eval('#lab-outcomes tbody tr', (rows) => rows.length), 8);
      await page.locator('.lab-B .lever').first().locator('button').last().click();
      await page.waitForSelector('#lab-changed');
      await page.waitForFunction(() => Number(document.querySelector('#lab-strip').dataset.widest) > 0);
      assert.match(await page.textContent('#lab-changed'), /Openness/);
      assert.ok((await differences(page)).some((d) => d !== '0 0 0'), 'a slider changes nothing');
      await page.waitForTimeout(200);
      await fits(page, `lab ${name}`);
      await picture(page, `lab-${name}`);
      await accessible(page, `lab ${name}`);
      // The same in A again: exactly nothing, as the luck is the same.
      await page.click('.lab-A button:has-text("Same as B")');
      await page.waitForFunction(() => Number(document.querySelector('#lab-strip').dataset.widest) === 0);
      // A parameter, in B alone.
      await page.click('.lab-B summary');
      await page.locator('.lab-B [data-parameter=influence] .lever-row button').last().click();
      await page.waitForFunction(() => Number(document.querySelector('#lab-strip').dataset.widest) > 0);
      assert.match(await page.textContent('#lab-changed'), /Pull of partners/);
      await page.selectOption('#lab-months', '40');
      await page.waitForFunction(() => document.querySelectorAll('#lab-outcomes').length && /2027/.test(document.querySelector('#lab-outcomes caption').textContent));
      assert.deepEqual(problems, [], name);
      await close();
    }
    // From Why? with a parameter, by keyboard; the draft of the seat comes along as B, and is still there afterwards.
    const { page, problems, close } = await open(server.address);
    await page.click('button.large');
    await page.click('#tab-act');
    await page.click('.stance:has-text("Hedge")');
    await page.click('#tab-if');
    await page.click('a[href="#lab"]');
    await page.waitForSelector('#lab-changed');
    assert.match(await page.textContent('#lab-changed'), /Hedge/);
    await page.click('header a[href="#seat"]');
    await page.click('#tab-act');
    assert.ok(await page.isChecked('input[value=hedge]'), 'the draft is lost');
    await page.click('.foot button.primary');
    await page.waitForSelector('.mechanics summary');
    await page.locator('.mechanics summary').first().focus();
    await page.keyboard.press('Enter');
    const link = page.locator('.mechanics details[open] a').first();
    const parameter = (await link.getAttribute('href')).slice('#lab='.length);
    await picture(page, 'why');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector(`.lab-B .lab-chosen[data-parameter=${parameter}]`);
    await page.selectOption('#lab-round', '0');
    await page.waitForFunction(() => document.querySelector('#lab-changed, #lab-same') !== null);
    await page.focus('.lab-B input[type=range]');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => Number(document.querySelector('#lab-strip')?.dataset.widest) > 0);
    for (const language of ['az', 'ru', 'zh-Hans', 'fa']) {
      await page.selectOption('header select', language);
      await page.waitForFunction((l) => document.documentElement.lang === l, language);
      await page.waitForSelector('#lab-outcomes');
      const text = await page.evaluate(() => document.body.innerText);
      assert.equal(text.match(/\{\w+\}|\b(?:lab|quantity|parameter|lever|stance|act|error)\.[a-z_.]+\b/), null, language);
      await picture(page, `lab-${language}`);
    }
    assert.deepEqual(problems, []);
    await close();
    await server.stop();
  },

  async 'the Lab in a class: the instructor sees every state and world, a seat its own'() {
    const server = await serve('--worlds', '2');
    const instructor = await open(server.console);
    await instructor.page.waitForSelector('.controls-big');
    await instructor.page.click('.controls-big button.primary');
    await instructor.page.click('header a[href="#lab"]');
    await instructor.page.waitForSelector('#lab-outcomes');
    await instructor.page.selectOption('#lab-state', 'RUS');
    await instructor.page.selectOption('.lab-moment select >> nth=0', '1');
    await instructor.page.waitForSelector('#lab-same');
    assert.equal(await instructor.page.locator('.lab-B [data-parameter]').count(), 9);
    await instructor.page.click('header a[href="#console"]');
    await instructor.page.waitForSelector('.controls-big');
    const seat = await open(`${server.address}#join=${server.code}`, PHONE);
    await seat.page.click('form.join button[type=submit]');
    await seat.page.waitForSelector('.tabs');
    await seat.page.click('#tab-if');
    await seat.page.click('a[href="#lab"]');
    await seat.page.waitForSelector('#lab-outcomes');
    assert.equal(await seat.page.locator('#lab-state').count() + await seat.page.locator('[data-parameter]').count(), 0);
    assert.equal(await seat.page.locator('#lab-outcomes tbody tr').count(), 7);
    for (const one of [instructor, seat]) {
      assert.deepEqual(one.problems, []);
      await one.close();
    }
    await server.stop();
  },

  async 'a class of two worlds: console, board, two phones'() {
    const server = await serve('--worlds', '2');
    const instructor = await open(server.console);
    await instructor.page.waitForSelector('.controls-big');
    assert.equal(new URL(instructor.page.url()).hash, '#console', 'the token stays in the address');
    const players = [await open(`${server.address}#join=${server.code}`, PHONE), await open(`${server.address}#join=${server.code}`, PHONE)];
    for (const { page } of players) {
      await page.click('form.join button[type=submit]');
      await page.waitForSelector('.lead');
    }
    const context = instructor.page.context();
    const board = await context.newPage();
    const token = new URL(server.console).hash;
    await board.goto(`${server.address}${token}`);
    await board.waitForSelector('.controls-big');
    await board.goto(`${server.address}#board`);
    await board.waitForSelector('.lobby .qr path');
    assert.equal((await board.textContent('.code')).trim(), server.code);
    await picture(board, 'board-1-lobby');
    await instructor.page.click('.controls-big button.primary');
    for (const { page } of players) {
      await page.waitForSelector('.tabs');
      await page.click('.foot button.primary');
    }
    await players[0].page.waitForSelector('#happened');
    await board.waitForSelector('.wall');
    await board.waitForTimeout(400);
    await picture(board, 'board-2-reveal');
    await instructor.page.click('.controls-big button.primary');
    await instructor.page.waitForSelector('.deck');
    await instructor.page.click('.deck button >> nth=7');
    await players[0].page.waitForSelector('.news-card');
    await instructor.page.click('summary:has-text("Write a card")');
    await instructor.page.fill('.card-form label:nth-of-type(1) input', 'A storm of letters');
    await instructor.page.fill('.card-form label:nth-of-type(2) input', 'Parliaments write to each other.');
    await instructor.page.click('.card-form button[type=submit]');
    await instructor.page.click('.deck li:has-text("A storm of letters") button');
    await players[0].page.waitForSelector('.news-card:has-text("Parliaments write")');
    await instructor.page.click('summary:has-text("Show on the board")');
    await instructor.page.selectOption('.spotlight-form label:first-child select', 'exports');
    await instructor.page.click('.spotlight-form button');
    await board.waitForSelector('.spotlight .fan-summary');
    await board.waitForTimeout(300);
    await picture(board, 'board-3-spotlight');
    await fits(board, 'spotlight');
    await picture(instructor.page, 'console');
    await fits(instructor.page, 'console');
    for (let round = 2; round <= 6; round++) {
      await instructor.page.click('.controls-big button.primary:has-text("Close")');
      if (round < 6) await instructor.page.click('.controls-big button.primary:has-text("Open")');
    }
    await players[0].page.waitForSelector('#over');
    const [download] = await Promise.all([instructor.page.waitForEvent('download'), instructor.page.click('button:has-text("report.html")')]);
    const file = path.join(out, 'report.html');
    await download.saveAs(file);
    for (const [name, options] of [['desk', {}], ['phone', PHONE]]) {
      const report = await open(pathToFileURL(file).href, { ...options, axe: true });
      await report.page.waitForSelector('.goals');
      await fits(report.page, `report on the ${name}`);
      await picture(report.page, `report-${name}`);
      for (const language of ['az', 'ru', 'zh-Hans', 'fa', 'en']) {
        await report.page.selectOption('header select', language);
        const missing = (await report.page.evaluate(() => document.body.innerText)).match(/\{\w+\}|\b(?:report|debrief|stance|quantity|goal|news|lever)\.[a-z_.]+\b/);
        assert.equal(missing, null, `report in ${language}: ${missing}`);
      }
      await accessible(report.page, `report on the ${name}`);
      assert.deepEqual(report.problems, []);
      await report.close();
    }
    for (const one of [instructor, ...players]) {
      assert.deepEqual(one.problems, []);
      await one.close();
    }
    await server.stop();
  },

  async 'under invented names no real one is seen, in any language'() {
    const server = await serve('--fictional');
    const real = /Azerbaijan|AZE|Azərbaycan|Азербайджан|阿塞拜疆|آذربایجان|Russia|Rusiya|Росси|俄罗斯|روسیه|China|Çin|Кита|中国|چین|Iran|İran|Иран|伊朗|ایران|Europe|Avropa|Европ|欧|اروپا|Beijing|Brussels/;
    for (const language of ['en', 'az', 'ru', 'zh-Hans', 'fa']) {
      const { page, problems, close } = await open(server.address, PHONE);
      await page.waitForSelector('.hero');
      await page.selectOption('header select', language);
      await page.waitForFunction((l) => document.documentElement.lang === l, language);
      const check = async (what) => {
        // The choice of language names languages, some after countries.
        const text = await page.evaluate(() => document.getElementById('main').innerText);
        assert.equal(text.match(real), null, `${language} ${what}: ${text.match(real)}`);
        await fits(page, `${language} ${what}`);
      };
      await check('start');
      await page.click('button.large');
      await page.waitForSelector('.tabs');
      for (const tab of ['brief', 'see', 'act', 'if']) {
        await page.click(`#tab-${tab}`);
        await page.waitForTimeout(300);
        await check(tab);
        if (tab === 'see') await picture(page, `fictional-${language}`);
      }
      for (let round = 1; round <= 6; round++) {
        await page.click('.foot button.primary');
        if (round === 6) break;
        await page.waitForSelector('#happened');
        await check(`round ${round}`);
        await page.click('.foot button.primary');
        await page.waitForSelector('.tabs');
      }
      await page.waitForSelector('#over');
      await check('debrief');
      assert.deepEqual(problems, [], language);
      await close();
    }
    await server.stop();
  },

  async 'one number arranges a class, a team suggests, a press takes it, a press deletes all'() {
    const server = await serve('--worlds', '3');
    const { page, problems, close } = await open(server.console, { axe: true });
    await page.waitForSelector('input.students');
    await page.fill('input.students', '64');
    assert.match(await page.textContent('output'), /6 worlds × 5 teams, 2–3/);
    await page.fill('input.students', '12');
    await page.click('button:has-text("Set up")');
    await page.waitForFunction(() => document.querySelectorAll('ul.seats').length === 1);
    await picture(page, 'console-lobby');
    const phones = [];
    for (const name of ['Pen', 'Mate']) {
      const phone = await open(`${server.address}#join=${server.code}`, { ...PHONE, axe: true });
      await phone.page.selectOption('form.join select', 'AZE');
      await phone.page.fill('form.join label:last-of-type input', name);
      await phone.page.click('form.join button[type=submit]');
      await phone.page.waitForSelector('.lead');
      phones.push(phone);
    }
    await page.click('.controls-big button.primary');
    for (const phone of phones) {
      await phone.page.waitForSelector('.tabs');
      await phone.page.click('#tab-act');
    }
    await phones[1].page.click('.stance:has-text("Hedge")');
    await phones[1].page.click('.foot button:has-text("Suggest")');
    await phones[0].page.waitForSelector('.suggestions:has-text("Mate")');
    await phones[0].page.selectOption('header select', 'fa');
    await phones[0].page.waitForFunction(() => document.documentElement.dir === 'rtl');
    await fits(phones[0].page, 'suggestions');
    await picture(phones[0].page, 'phone-suggestions-fa');
    await phones[0].page.click('.suggestions button');
    assert.ok(await phones[0].page.isChecked('input[name=stance][value=hedge]'));
    await accessible(phones[0].page, 'suggestions');
    await accessible(page, 'console with tools');
    await page.click('button.danger:has-text("Delete")');
    await page.click('button.danger:has-text("Yes, delete")');
    await phones[0].page.waitForSelector('button.primary.enter, .card button.primary');
    assert.ok(!existsSync(server.recording), 'the recording is still there');
    for (const one of [...phones, { problems, close }]) {
      assert.deepEqual(one.problems, []);
      await one.close();
    }
    await server.stop();
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  if (process.env.ONLY && !name.includes(process.env.ONLY)) continue;
  try {
    await test();
    console.log(`ok      ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
}
await browser.close();
await rm(out, { recursive: true, force: true });
process.exit(failed ? 1 : 0);
