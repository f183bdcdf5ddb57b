// The draft of an order and the joining of months: what the seat shows must be what the server counts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, leverPrice, orderOf, price, sameDraft, span, stop } from '../../src/classroom/draft';
import { joined } from '../../src/classroom/net/protocol';
import { tidy } from '../../src/classroom/ui/slider_control';

const budget = { points: 10, pressure: 10, openness: 4, offer: 5 };
const ties = { EU: { exports: 1, imports: 1, share: 0.4, openness: 0.2, pressure: 0, offer: 0 } };

test('prices follow the lesson: pressure by its size, openness by its move, offers by the share of output', () => {
  assert.equal(leverPrice('pressure', 0.5, 0.4, 74, budget), 5);
  assert.equal(leverPrice('openness', -0.3, 0.2, 74, budget), 2);
  assert.equal(leverPrice('openness', 0.2, 0.2, 74, budget), 0);
  assert.equal(leverPrice('offer', 0.74, 0, 74, budget), 5);
  assert.ok(Math.abs(price({ stance: '', levers: { 'EU pressure': 0.1, 'EU openness': 0.7 } }, ties, 74, budget) - 3) < 1e-12);
});

test('a draft becomes an order and comes back', () => {
  const draft = { stance: 'hedge', levers: { 'EU openness': 0.5, 'RUS pressure': 0.1 } };
  assert.deepEqual(orderOf(draft), { stance: 'hedge', levers: [['EU', 'openness', 0.5], ['RUS', 'pressure', 0.1]] });
  assert.ok(sameDraft(draft, draftOf(orderOf(draft))));
  assert.ok(!sameDraft(draft, { ...draft, stance: '' }));
});

test('levers stay within what the server allows, in steps', () => {
  for (const output of [74.3, 436.9, 2174, 18744]) {
    const { least, most, step } = span('offer', output);
    assert.equal(least, 0);
    assert.ok(most <= 0.02 * output && most > 0.01 * output, `${output}: ${most}`);
    assert.ok(most / step >= 9 && most / step <= 25, `${output}: ${most / step} steps`);
  }
  assert.equal(tidy(0.33, -1, 1, 0.1), 0.3);
  assert.equal(tidy(NaN, -1, 1, 0.1), -1);
  assert.equal(tidy(9, 0, 1, 0.05), 1);
});

test('every value has words', () => {
  assert.equal(stop('pressure', 0), 'none');
  assert.equal(stop('pressure', 1), 'full');
  assert.equal(stop('openness', 0), 'usual');
  assert.equal(stop('openness', -1), 'closed');
  assert.equal(stop('offer', 0.1), 'amount');
});

test('months are joined from where the newer ones begin; a gap is told', () => {
  const series = (from: number, values: number[]) => ({ from, position: { AZE: values }, index: { AZE: values }, output: { AZE: values } });
  assert.deepEqual(joined(series(0, [1, 2, 3]), series(3, [4]))?.position.AZE, [1, 2, 3, 4]);
  assert.deepEqual(joined(series(0, [1, 2, 3]), series(1, [9]))?.position.AZE, [1, 9]);
  assert.deepEqual(joined(series(0, [1, 2, 3]), series(0, [7]))?.position.AZE, [7]);
  assert.equal(joined(series(0, [1, 2, 3]), series(4, [5])), null);
});
