// Opens an evidence page from the disk in Chromium: drawn at every width, verdicts in words, reachable by everyone.
// How a browser is found: browser_page.mjs. The numbers are invented; only their shape follows the contract.
import { strict as assert } from 'node:assert';
import { checkAccess, openPage, runTests, scratch } from './browser_page.mjs';
import { makeReports } from './make_report.mjs';

const POINTS = 80;
const place = (k, p) => Number(((k * (7 + 4 * p) + p) % POINTS / POINTS).toPrecision(6));

function evidence({ hostile = false, samples = 2 } = {}) {
  const word = hostile ? '<b>bold</b><script>alert(1)</script>' : 'trade rises';
  const all = [
    { name: 'posterior', what: '80 draws of a file', parameters: ['influence'], points: Array.from({ length: POINTS }, (_, k) => [place(k, 0)]) },
    { name: 'ranges', what: '80 points over the whole ranges of 2 parameters', parameters: ['coercion', 'resentment'], points: Array.from({ length: POINTS }, (_, k) => [place(k, 0), place(k, 1)]) },
  ].slice(0, samples);
  const pattern = (id, kind) => {
    const shares = all.map((s, k) => {
      const outcome = s.points.map((point, i) => (kind === 'always' ? 1 : i === 0 && k === 1 ? -1 : Number(point[0] < 0.5)));
      const held = outcome.filter((o) => o === 1).length;
      const computed = outcome.filter((o) => o >= 0).length;
      const splits = kind === 'always' ? [] : [{ parameter: 0, cut: 0.5, below: 1, above: 0, points_below: 40, points_above: 40, words: `100 % where ${s.parameters[0]} is below 0.5, 0 % above` }];
      return { computed, held, share: held / computed, low: Math.max(0, held / computed - 0.1), high: Math.min(1, held / computed + 0.1), outcome, splits };
    });
    return {
      id, name: word, statement: `${word} and so on`, on_scenario: id !== 'P3', holds: kind !== 'never', experiments: [{ name: 'push', what: word }], shares,
      findings: [
        { what: `change of ${word}`, claim: false, baseline: 0.1, samples: all.map(() => ({ share: 0.9, low: -0.01, median: 0.1, high: 0.2 })) },
        { what: word, claim: true, baseline: kind === 'never' ? 0 : 1, samples: all.map((_, k) => ({ share: shares[k].share, low: 0, median: 1, high: 1 })) },
      ],
    };
  };
  return {
    kind: 'evidence', program: { name: 'tarazi', version: '0.1.0' }, command: 'tarazi evidence --out x', seed: 1, scenario: { title: word, file: 'a.yaml', hash: '0'.repeat(32) },
    samples: all, patterns: [pattern('P1', 'always'), pattern('P2', 'never'), pattern('P3', 'half')],
  };
}

const pages = await makeReports(scratch, { plain: evidence(), hostile: evidence({ hostile: true }), alone: evidence({ samples: 0 }) }, 'evidence');
const open = (name, options) => openPage(pages[name], '#P3 table', options);

await runTests({
  async 'draws at every width without errors, requests or overflow'() {
    for (const name of Object.keys(pages)) {
      for (const width of [1280, 360]) {
        const { page, problems, close } = await open(name, { viewport: { width, height: 800 } });
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth) <= 0, `${name} at ${width}: too wide`);
        const drawn = await page.$$eval('.drawing', (all) => all.map((d) => d.querySelectorAll('circle, rect').length));
        assert.ok(drawn.length === (name === 'alone' ? 0 : 3) && drawn.every((n) => n > 0), `${name}: ${drawn}`);
        assert.deepEqual(problems, [], `${name} at ${width}`);
        await close();
      }
    }
  },

  async 'says what holds and where'() {
    const { page, close } = await open('plain');
    const lead = await page.textContent('.key-sentences');
    assert.match(lead, /2 of 3 patterns hold; not P2/);
    assert.match(lead, /P1 hold in 95/);
    assert.match(await page.textContent('#P1 .verdict'), /^Holds in the scenario/);
    assert.match(await page.textContent('#P3 .verdict'), /made for it/);
    assert.equal(await page.locator('#P1 circle').count(), 0);
    // Of the 80 points of the ranges one was not computed; rings are those where it does not hold.
    assert.equal(await page.locator('#P2 .drawing circle').count(), POINTS - 1);
    assert.equal(await page.locator('#P2 .drawing circle.hollow').count(), 40);
    assert.match(await page.textContent('#P2'), /not computed at 1 of 80 points/);
    await page.locator('#P2 label', { hasText: 'posterior' }).click();
    await page.locator('#P2 .chart-title', { hasText: 'posterior' }).waitFor();
    assert.equal(await page.locator('#P2 .drawing circle').count(), POINTS);
    assert.match(await page.textContent('#P2 .regions'), /influence is below 0.5/);
    await close();
  },

  async 'sets hostile names as text'() {
    const { page, close } = await open('hostile');
    assert.equal(await page.locator('#app script, #app main b b').count(), 0);
    assert.match(await page.textContent('#P1 h2'), /<b>bold/);
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
