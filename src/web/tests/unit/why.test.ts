// The explanation of a move: sums, the sentence, and the series built from the terms.
// The terms of the fixture are independent of the code that adds them up.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeAxis } from '../../src/lib/time';
import type { RunData, WhyTerms } from '../../src/lib/types';
import { cumulate } from '../../src/lib/series';
import { addsUp, explain, rowSteps, whySentence } from '../../src/lib/why';
import { runReport } from '../fixture.mjs';

const axis = timeAxis('2024-01', 3);
const names = { EU: 'the EU', CHN: 'China' };
const terms: WhyTerms = {
  months: 3, anchor: [0.001, 0.002, 0], noise: [0, 0, 0], box: [0, 0, 0], move: [-0.004, 0.001, 0],
  partners: {
    EU: { influence: [0.001, 0, 0], coercion: [0.002, 0, 0], resentment: [-0.008, -0.001, 0] },
    CHN: { influence: [0, 0, 0], coercion: [0, 0, 0], resentment: [0, 0, 0] },
  },
};

test('one month: terms by partner and mechanism add up to the move', () => {
  const why = explain(terms, 0, 1);
  assert.deepEqual(why.rows.map((r) => r.key), ['anchor', 'EU', 'CHN', 'noise', 'box']);
  assert.ok(Math.abs(why.rows[1].total - -0.005) < 1e-15);
  assert.ok(Math.abs(why.sum - -0.004) < 1e-15);
  assert.equal(why.move, -0.004);
  assert.ok(addsUp(why));
});

test('a span adds the months; spans outside the run are refused', () => {
  const why = explain(terms, 0, 3);
  assert.ok(Math.abs(why.sum - why.move) < 1e-15);
  assert.ok(Math.abs(why.move - -0.003) < 1e-15);
  for (const [from, to] of [[-1, 1], [0, 4], [2, 2]]) assert.throws(() => explain(terms, from, to), RangeError);
});

test('terms that do not add up are noticed', () => {
  const broken = { ...terms, move: [-0.0041, 0.001, 0] };
  assert.equal(addsUp(explain(broken, 0, 1)), false);
});

test('the sentence names the direction, the strongest push and what held against it', () => {
  const sentence = whySentence(explain(terms, 0, 1), 'Azerbaijan', names, (s) => (s < 0 ? 'China' : null), axis);
  assert.equal(sentence, 'From Jan 2024 to Feb 2024 Azerbaijan moved −0.004 in the direction of China. '
    + 'What pushed most was resentment towards the EU (−0.008); coercion by the EU (+0.002) and the pull of its own long-run position (+0.001) worked against it.');
  assert.match(whySentence(explain(terms, 2, 3), 'Azerbaijan', names, () => null, axis), /did not move/);
  assert.match(whySentence(explain(terms, 1, 2), 'Azerbaijan', names, () => null, axis), /moved \+0\.001 upwards/);
});

test('running totals of the rows end at the total move', () => {
  const data = runReport({ replicates: 1 }) as unknown as RunData;
  for (const [code, why] of Object.entries(data.why)) {
    const keys = ['anchor', 'noise', 'box', ...Object.keys(why.partners)];
    const ends = keys.map((k) => cumulate(rowSteps(why, k)).at(-1) as number);
    const total = ends.reduce((a, b) => a + b, 0);
    const path = data.position[code].mean as number[];
    assert.ok(Math.abs(total - (path[path.length - 1] - path[0])) < 1e-5, code);
    for (let t = 0; t < why.months; t++) assert.ok(addsUp(explain(why, t, t + 1)), `${code} month ${t}`);
  }
});
