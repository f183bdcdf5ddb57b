// Opens study reports from the disk in Chromium: every kind of design, hostile names, and pages of real studies.
// STUDIES=a.html:b.html npm run test:browser also checks those. How a browser is found: browser_page.mjs.
import { strict as assert } from 'node:assert';
import path from 'node:path';
import { checkAccess, openPage, runTests, scratch } from './browser_page.mjs';
import { emptyStudy, gridStudy, morrisStudy, slopeStudy, sobolStudy } from './fixture_study.mjs';
import { makeReports } from './make_report.mjs';

const real = Object.fromEntries((process.env.STUDIES ?? '').split(':').filter(Boolean).map((file) => [path.basename(file), path.resolve(file)]));
const made = await makeReports(scratch, {
  grid: gridStudy(), hostile: gridStudy({ hostile: true }), sobol: sobolStudy(), morris: morrisStudy(), slopes: slopeStudy(), empty: emptyStudy(),
}, 'study');
const pages = { ...made, ...real };
const open = (name, options) => openPage(pages[name], '#design svg, #design table', options);

/** Drawings with nothing in them, or without a sentence for those who cannot see them. */
const emptyDrawings = (page) => page.$$eval('.drawing, .share-rows, .plot', (all) => all
  .filter((d) => !d.querySelector('rect, circle, path, canvas') || d.getAttribute('role') !== 'img' || (d.getAttribute('aria-label') ?? '').length < 20)
  .map((d) => d.closest('figure')?.querySelector('h3')?.textContent ?? '?'));

const tests = {
  async 'draws every kind of study at every width without errors, requests or overflow'() {
    for (const name of Object.keys(pages)) {
      for (const width of [1280, 360]) {
        const { page, problems, close } = await open(name, { viewport: { width, height: 800 } });
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth) <= 0, `${name} at ${width}: too wide`);
        assert.deepEqual(await emptyDrawings(page), [], `${name} at ${width}`);
        if (name !== 'empty') assert.ok(await page.locator('#effects figure').count() >= 1, `${name}: nothing drawn`);
        const outside = await page.$$eval('.drawing svg', (all) => all.flatMap((svg) => {
          const box = svg.getBoundingClientRect();
          return [...svg.querySelectorAll('rect, circle')].filter((e) => {
            const own = e.getBoundingClientRect();
            return own.left < box.left - 2 || own.right > box.right + 2 || own.top < box.top - 2 || own.bottom > box.bottom + 2;
          }).map((e) => e.outerHTML);
        }));
        assert.deepEqual(outside, [], `${name} at ${width}: drawn outside`);
        assert.deepEqual(problems, [], `${name} at ${width}`);
        await close();
      }
    }
  },

  async 'sets hostile texts as text'() {
    const { page, close } = await open('hostile');
    assert.match(await page.textContent('h1'), /<script>/);
    assert.equal(await page.locator('#app script, #app img, #app b').count(), 0);
    await close();
  },

  async 'follows the reader: outcome, axes, numbers'() {
    const { page, problems, close } = await open('grid');
    assert.match(await page.locator('#effects .chart-title').nth(3).textContent(), /china/);
    await page.locator('#effects .section-head label', { hasText: 'posture=leaning' }).click();
    assert.match(await page.locator('#effects .chart-title').nth(3).textContent(), /posture=leaning/);
    const heat = () => page.locator('#effects figure:has(.cell) .chart-title').textContent();
    const before = await heat();
    await page.locator('#effects .pickers fieldset').first().locator('label', { hasText: 'policy' }).click();
    assert.notEqual(await heat(), before);
    await page.locator('#effects .section-head label', { hasText: 'still' }).click();
    assert.match(await page.locator('#effects').textContent(), /the same at every point/);
    await page.locator('#effects .section-head label', { hasText: 'china' }).click();
    for (const fold of await page.locator('figure details.data > summary').all()) await fold.click();
    await page.waitForTimeout(200);
    const rows = await page.$$eval('figure details.data', (all) => all.map((d) => d.querySelectorAll('tbody tr').length));
    assert.ok(rows.length >= 6 && rows.every((n) => n > 0), String(rows));
    assert.match(await page.locator('#categories').textContent(), /3 more/);
    assert.deepEqual(problems, []);
    await close();
  },

  async 'shows the strongest factor first, with its interval'() {
    const { page, close } = await open('sobol');
    const fold = page.locator('#effects details.data').first();
    await fold.locator('summary').click();
    await fold.locator('tbody tr').first().waitFor();
    const cells = await fold.locator('tbody tr').first().locator('th, td').allTextContents();
    assert.deepEqual(cells.slice(0, 4), ['parameter_0', '0.45', '0.37', '0.53']);
    assert.match(await page.locator('#effects').textContent(), /more samples would be needed/);
    await close();
  },

  async 'has no serious accessibility violation, light and dark, wide and narrow'() {
    for (const name of ['grid', 'morris']) {
      for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { colorScheme: 'light', viewport: { width: 360, height: 800 } }]) {
        const { page, close } = await open(name, { ...options, axe: true });
        await page.locator('details.fold > summary').click();
        await checkAccess(page, `${name} ${JSON.stringify(options)}`);
        await close();
      }
    }
  },
};

await runTests(tests);
