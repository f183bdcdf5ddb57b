// Opens generated run reports from the disk in Chromium and checks what a reader would notice.
// How a browser is found: browser_page.mjs.
import { strict as assert } from 'node:assert';
import path from 'node:path';
import { checkAccess, openPage, runTests, scratch } from './browser_page.mjs';
import { runReport } from './fixture.mjs';
import { makeReports } from './make_report.mjs';

// A report of a real run can be checked too: REPORT=results/report.html npm run test:browser
const given = process.env.REPORT ? { given: path.resolve(process.env.REPORT) } : {};
const pages = {
  ...await makeReports(scratch, {
    ensemble: runReport(), single: runReport({ replicates: 1, months: 30 }), hostile: runReport({ hostile: true, months: 24 }), template: null,
  }),
  ...given,
};
const open = (name, options) => openPage(pages[name], name === 'template' ? '.empty-page' : 'canvas', options);

/** Charts of the page with the share of their pixels that is not background: an empty canvas has none. */
const inkOf = (page) => page.$$eval('.plot canvas', (all) => all.map((canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let ink = 0;
  for (let i = 3; i < data.length; i += 4) if (data[i] > 0) ink++;
  return ink / (data.length / 4);
}));

const tests = {
  async 'draws every chart at every width without errors, requests or overflow'() {
    for (const name of ['ensemble', 'single', 'hostile', ...Object.keys(given)]) {
      for (const width of [1280, 768, 360]) {
        const { page, problems, close } = await open(name, { viewport: { width, height: 800 } });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${name} at ${width}: ${overflow} px too wide`);
        const ink = await inkOf(page);
        assert.ok(ink.length >= 12, `${name}: only ${ink.length} charts`);
        assert.ok(ink.every((v) => v > 0.005), `${name} at ${width}: an empty chart (${Math.min(...ink)})`);
        assert.deepEqual(problems, [], `${name} at ${width}`);
        await close();
      }
    }
  },

  async 'sets hostile texts as text'() {
    const { page, close } = await open('hostile');
    assert.match(await page.title(), /^Azerbaijan between five vectors/);
    assert.match(await page.textContent('h1'), /<script>/);
    assert.equal(await page.locator('#app script').count(), 0);
    await close();
  },

  async 'says that an empty template is empty'() {
    const { page, problems, close } = await open('template');
    assert.match(await page.textContent('.empty-page'), /template/);
    assert.deepEqual(problems, []);
    await close();
  },

  async 'shows terms that add up, for every state and span'() {
    for (const name of ['ensemble', 'single', ...Object.keys(given)]) {
      const { page, close } = await open(name);
      const panel = page.locator('#why');
      const states = await panel.locator('.section-head input').count();
      for (let s = 0; s < Math.max(1, states); s++) {
        if (states) await panel.locator('.section-head input').nth(s).check({ force: true });
        for (const span of ['month', 'year', 'start']) {
          await panel.locator(`#why-panel input[value="${span}"]`).check({ force: true });
          const sums = await panel.evaluate((el) => {
            const foot = el.querySelector('tr[data-sum]');
            const rows = [...el.querySelectorAll('tr[data-row]')].map((r) => Number(r.dataset.total));
            return { rows: rows.reduce((a, b) => a + b, 0), scale: rows.reduce((a, b) => a + Math.abs(b), 0), sum: Number(foot.dataset.sum), move: Number(foot.dataset.move) };
          });
          const slack = 1e-5 * sums.scale + 1e-9;
          assert.ok(Math.abs(sums.rows - sums.sum) <= slack && Math.abs(sums.sum - sums.move) <= slack, JSON.stringify(sums));
        }
      }
      assert.match(await panel.locator('.why-sentence').textContent(), /^From /);
      await close();
    }
  },

  async 'follows the reader: state, month, map channel, hidden lines, search'() {
    const { page, problems, close } = await open('ensemble', { reducedMotion: 'reduce' });
    await page.locator('#trade .section-head label', { hasText: 'RUS' }).click();
    assert.match(await page.locator('#trade .chart-title').first().textContent(), /Trade of Russia/);
    assert.match(await page.locator('#why .chart-title').first().textContent(), /Why Russia moved/);
    const arcs = () => page.$$eval('#map .arcs path', (all) => all.map((p) => p.getAttribute('d')));
    const trade = await arcs();
    assert.ok(trade.length >= 4 && trade.every((d) => d.length > 20));
    await page.locator('#map label', { hasText: 'investment' }).click();
    const dashed = await arcs();
    assert.ok((dashed[0].match(/M/g) ?? []).length > 3, 'investment is dashed');
    const before = await page.locator('#map output').textContent();
    await page.locator('#map button[aria-label="One month back"]').click();
    assert.notEqual(await page.locator('#map output').textContent(), before);
    await page.locator('#map button[aria-label="Play"]').click();
    await page.waitForSelector('#map button[aria-label="Play"]', { timeout: 5000 });
    const toggle = page.locator('#position .legend button').first();
    await toggle.click();
    assert.equal(await toggle.getAttribute('aria-pressed'), 'false');
    await page.locator('#sources input[type=search]').fill('middle');
    assert.match(await page.locator('#sources .found').textContent(), /^1 found/);
    assert.deepEqual(problems, []);
    await close();
  },

  async 'works from the keyboard and offers the numbers of each chart'() {
    const { page, close } = await open('ensemble');
    const plot = page.locator('#position .plot').first();
    await plot.focus();
    await page.keyboard.press('Home');
    await page.waitForTimeout(60);
    assert.match(await page.locator('#position .legend-when').first().textContent(), /Jan 2024/);
    await page.keyboard.press('Shift+ArrowRight');
    await page.waitForTimeout(60);
    assert.match(await page.locator('#position .legend-when').first().textContent(), /Jan 2025/);
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('#why output').textContent(), 'Jan 2025');
    assert.equal(await page.$$eval('.plot, .map > svg, .posture', (all) => all.filter((e) => e.getAttribute('role') !== 'img' || (e.getAttribute('aria-label') ?? '').length < 20).length), 0);
    for (const fold of await page.locator('figure details.data > summary').all()) await fold.click();
    await page.waitForTimeout(200);
    const rows = await page.$$eval('figure details.data', (all) => all.map((d) => d.querySelectorAll('tbody tr').length));
    assert.ok(rows.every((n) => n > 0) && rows.filter((n) => n === 121).length >= 12, String(rows));
    await close();
  },

  async 'has no serious accessibility violation, light and dark, wide and narrow'() {
    for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { colorScheme: 'light', viewport: { width: 360, height: 800 } }]) {
      const { page, close } = await open('ensemble', { ...options, axe: true });
      for (const fold of await page.locator('details.fold > summary').all()) await fold.click();
      await checkAccess(page, JSON.stringify(options));
      await close();
    }
  },

  async 'prints in the light theme on a sensible number of pages'() {
    const { page, close } = await open('ensemble', { colorScheme: 'dark' });
    const pdf = await page.pdf({ format: 'A4', printBackground: true });
    const count = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
    assert.ok(count >= 5 && count <= 20, `${count} pages`);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'light');
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
    await close();
  },
};

await runTests(tests);
