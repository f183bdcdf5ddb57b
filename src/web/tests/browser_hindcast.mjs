// Opens a hindcast page from the disk in Chromium: drawn at every width, hostile names as text, reachable by everyone.
// How a browser is found: browser_page.mjs. The numbers are invented; only their shape follows the contract.
import { strict as assert } from 'node:assert';
import { checkAccess, openPage, runTests, scratch } from './browser_page.mjs';
import { makeReports } from './make_report.mjs';

const wave = (k) => Number(Math.sin(1.3 * k + 0.4).toPrecision(6));
const CODES = ['AZE', 'CHN', 'RUS', 'IRN', 'DEU', 'BRA', 'KEN', 'AUS'];

function hindcast({ hostile = false, scored = true } = {}) {
  const names = CODES.map((c, i) => (hostile && i === 0 ? '<b>Aze</b><script>alert(1)</script>' : `State ${c}`));
  const cases = [1, 2, 3].flatMap((horizon) => CODES.map((state, i) => {
    const mean = wave(i + horizon);
    return { state, name: names[i], region: 'Other', horizon, observed: wave(2 * i + horizon), start: wave(i), mean, low: mean - 0.3, high: mean + 0.3, reversion: mean, regression: mean, crps: 0.1 };
  }));
  const score = (region, horizon) => ({
    region, horizon, states: 8, in_sample: horizon === 1, rmse: 0.2, rmse_persistence: 0.22, rmse_reversion: 0.21, rmse_regression: 0.21,
    skill_persistence: [0.1 * horizon - 0.1, -0.2, 0.4], skill_reversion: [0.2, 0.1, 0.3], skill_regression: [-0.2, -9, -0.1], crps: 0.1, mae_persistence: 0.12, mae_reversion: 0.11,
    ranks: [3, 1, 0, 1, 0, 0, 1, 0, 0, 2], covered: 0.75,
  });
  return {
    kind: 'hindcast', program: { name: 'tarazi', version: '0.1.0' }, from: 2004, to: 2007, states: 8, replicates: 16, seed: 1, strategy: 'multi-vector', feed_output: true, feed_pressure: true,
    fit: { from: 2000, to: 2005, ratio: 0.9 }, numbers: { anchoring: 0.0045, influence: 0.0015, latest: 0.7 },
    scores: scored ? ['All', 'Africa south of the Sahara', 'Post-Soviet'].flatMap((r) => [1, 2, 3].map((h) => score(r, h))) : [],
    agreement: [{ horizon: 1, pairs: 28, rmse: 0.08, rmse_persistence: 0.06 }], misses: CODES,
    places: Object.fromEntries(CODES.map((c, i) => [c, [wave(i) * 60, wave(3 * i) * 150]])), cases, missing: [{ state: 'PRK', what: 'output', done: 'left out' }],
  };
}

const pages = await makeReports(scratch, { plain: hindcast(), hostile: hindcast({ hostile: true }), few: hindcast({ scored: false }) }, 'hindcast');
const open = (name, options) => openPage(pages[name], '#states svg', options);

await runTests({
  async 'draws at every width without errors, requests or overflow'() {
    for (const name of Object.keys(pages)) {
      for (const width of [1280, 360]) {
        const { page, problems, close } = await open(name, { viewport: { width, height: 800 } });
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth) <= 0, `${name} at ${width}: too wide`);
        const drawn = await page.$$eval('.drawing, .map', (all) => all.map((d) => d.querySelectorAll('circle, rect, path').length));
        assert.ok(drawn.length >= (name === 'few' ? 2 : 6) && drawn.every((n) => n > 0), String(drawn));
        assert.deepEqual(problems, [], `${name} at ${width}`);
        await close();
      }
    }
  },

  async 'says who wins, names what it missed, and follows the reader'() {
    const { page, close } = await open('plain');
    assert.match(await page.textContent('.about'), /with the outputs and pressure that followed/);
    const lead = await page.textContent('.key-sentences');
    assert.match(lead, /cannot be told from assuming that nothing changes/);
    assert.match(lead, /beats assuming that states return to their own mean/);
    assert.equal(await page.locator('#map circle').count(), 8);
    await page.locator('#states select').selectOption('DEU');
    assert.match(await page.locator('#states .chart-title').textContent(), /State DEU/);
    await page.locator('#regions label', { hasText: '2' }).first().click();
    assert.match(await page.locator('#regions figcaption').textContent(), /After 2 years/);
    await close();
  },

  async 'sets hostile names as text'() {
    const { page, close } = await open('hostile');
    assert.equal(await page.locator('#app script, #app b').count(), 0);
    await close();
  },

  async 'has no serious accessibility violation'() {
    for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { viewport: { width: 360, height: 800 } }]) {
      const { page, close } = await open('plain', { ...options, axe: true });
      await checkAccess(page, JSON.stringify(options));
      await close();
    }
  },
});
