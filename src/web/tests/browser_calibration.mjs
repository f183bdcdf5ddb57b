// Opens a calibration page from the disk in Chromium: densities, pairs, targets, coverage, waves; reachable by everyone.
// How a browser is found: browser_page.mjs. The numbers are invented; only their shape follows the contract.
import { strict as assert } from 'node:assert';
import { checkAccess, openPage, runTests, scratch } from './browser_page.mjs';
import { makeReports } from './make_report.mjs';

const NAMES = ['anchoring', 'influence', 'jump_prob'];
const wave = (k) => Number(((Math.sin(1.7 * k + 0.3) + 1) / 2).toPrecision(6));

function posterior(word) {
  const log = (k) => NAMES[k] === 'jump_prob';
  const at = (k, u) => (log(k) ? 0.001 * 20 ** u : 0.002 + 0.01 * u);
  return {
    method: 'abc',
    parameters: NAMES.map((name, k) => ({
      name, path: `parameters.${name}`, prior: log(k) ? 'log-uniform, 0.001 to 0.02' : 'uniform, 0.002 to 0.012', source: word, median: at(k, 0.5), mean: at(k, 0.5), sd: 0.001,
      low: at(k, 0.1), high: at(k, 0.9), ratio: 0.1 + 0.4 * k, verdict: ['identified', 'partly', 'not identified'][k],
    })),
    priors: NAMES.map((_, k) => Array.from({ length: 41 }, (__, q) => at(k, q / 40))),
    draws: Array.from({ length: 120 }, (_, d) => NAMES.map((__, k) => at(k, wave(d * (k + 1))))),
    correlations: [[1, 0.1, -0.7], [0.1, 1, 0.2], [-0.7, 0.2, 1]], ridges: ['anchoring and jump_prob (-0.70)'],
  };
}

function calibration({ hostile = false, parts = 'all' } = {}) {
  const word = hostile ? '<b>bold</b><script>alert(1)</script>' : 'a source';
  const data = {
    kind: 'calibration', title: word, about: word, command: 'tarazi calibrate x', version: '0.1.0', seed: 1,
    worlds: [{ name: 'states', file: 'w.yaml', title: word, states: 190, months: 120, replicates: 1, hash: '0'.repeat(32) }],
  };
  if (parts === 'point') return { ...data, point: { parameters: NAMES, values: [0.1, 0.2, 0.3], squared_distance: 2, evaluations: 40, targets: 3 } };
  const target = (name, miss) => ({ name, what: word, unit: '1', source: word, value: 1, error: 0.1, low: 0.9, median: 1 + miss / 10, high: 1.2, prior_low: -9, prior_median: 0.5, prior_high: null, miss });
  return {
    ...data, posterior: posterior(word), abc: { runs: 600, ess: 110, tolerance: 2.5, generations: [{ tolerance: 9, ess: 40 }, { tolerance: 2.5, ess: 110 }] },
    targets: [target('sd_1', 0.3), target('pull', -2.6)],
    history: { waves: [{ runs: 50, left: 0.2, explained: [0.9, null], ruled_out: [0.5, 0.1] }, { runs: 50, left: 0.1, explained: [0.9, 0.8], ruled_out: [0.5, 0.1] }], targets: ['sd_1', 'pull'], region: posterior(word) },
    check: { truths: 50, p: 0.4, ess: 90, parameters: NAMES.map((name) => ({ name, histogram: [6, 6, 7, 6, 6, 7, 6, 6], p: 0.5, inside50: 0.5, inside90: 0.88 })) },
  };
}

const pages = await makeReports(scratch, { plain: calibration(), hostile: calibration({ hostile: true }), point: calibration({ parts: 'point' }) }, 'calibration');
const open = (name, options) => openPage(pages[name], name === 'point' ? '#point' : '#targets svg', options);

await runTests({
  async 'draws at every width without errors, requests or overflow'() {
    for (const name of Object.keys(pages)) {
      for (const width of [1280, 360]) {
        const { page, problems, close } = await open(name, { viewport: { width, height: 800 } });
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth) <= 0, `${name} at ${width}: too wide`);
        const drawn = await page.$$eval('.drawing', (all) => all.map((d) => d.querySelectorAll('circle, rect, path').length));
        assert.ok(drawn.length === (name === 'point' ? 0 : 11) && drawn.every((n) => n > 0), `${name}: ${drawn}`);
        assert.deepEqual(problems, [], `${name} at ${width}`);
        await close();
      }
    }
  },

  async 'says what was learned, what was not, and what is not met'() {
    const { page, close } = await open('plain');
    const lead = await page.textContent('.key-sentences');
    assert.match(lead, /Identified: anchoring; partly: influence; not at all: jump_prob/);
    assert.match(lead, /1 of 2 targets are met; not pull/);
    assert.match(lead, /tolerance is 2.5/);
    assert.match(await page.textContent('#coverage figcaption'), /may well be uniform/);
    assert.match(await page.textContent('#waves figcaption'), /10\u202f% of the prior is left/);
    // The bars of a density hold all draws: their shares, in the table, sum to one.
    await page.locator('#parameters summary').first().click();
    await page.waitForSelector('#parameters figure:first-of-type tbody tr');
    const shares = await page.$$eval('#parameters figure:first-of-type tbody tr', (rows) => rows.map((r) => Number(r.lastElementChild.textContent)));
    assert.ok(Math.abs(shares.reduce((a, b) => a + b, 0) - 1) < 0.01, String(shares));
    // The strongest pair is shown first; another may be chosen.
    assert.match(await page.textContent('#pairs .chart-title'), /anchoring and jump_prob/);
    await page.locator('#pairs select').first().selectOption('1');
    await page.locator('#pairs .chart-title', { hasText: 'influence and jump_prob' }).waitFor();
    assert.match(await page.textContent('#pairs figcaption'), /\+0\.2/);
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
