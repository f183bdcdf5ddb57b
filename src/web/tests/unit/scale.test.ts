// Axes over numbers: places, round marks, logarithms, ranges with air; and series spread over months.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extent, scale } from '../../src/lib/scale';
import { spread } from '../../src/study/section_paths';

test('places numbers between two pixels and marks round numbers inside', () => {
  const x = scale(0, 0.62, 100, 410, 5);
  assert.equal(x(0), 100);
  assert.equal(x(0.31), 255);
  assert.deepEqual(x.ticks, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]);
  assert.equal(scale(3, 3, 0, 100)(3), 50);
});

test('logarithmic axes give equal ratios equal room', () => {
  const x = scale(0.1, 1000, 0, 400, 5, true);
  for (const [value, place] of [[0.1, 0], [1, 100], [100, 300]]) assert.ok(Math.abs(x(value) - place) < 1e-9);
  assert.deepEqual(x.ticks, [0.1, 1, 10, 100, 1000]);
  assert.equal(scale(0, 10, 0, 100, 5, true)(5), 50, 'no logarithm of zero');
});

test('ranges hold what is there', () => {
  assert.deepEqual(extent([1, null, 3], 0), [1, 3]);
  assert.deepEqual(extent([0.2, 0.5], 0, true), [0, 0.5]);
  assert.deepEqual(extent([]), [0, 1]);
});

test('a series kept every third month is joined by straight lines and ends where it ends', () => {
  assert.deepEqual(spread([0, 3, null], 3, 7), [0, 1, 2, 3, null, null, null, null]);
  assert.deepEqual(spread([1, 2], 1, 1), [1, 2]);
});
