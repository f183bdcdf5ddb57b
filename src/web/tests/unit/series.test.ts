// Series arithmetic, generated sentences, arcs and label placement.
// Expected values are worked out by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeLabels } from '../../src/components/flow_map';
import { arcPath, centreLine, flowWidth, resample, zigzag, type Point } from '../../src/lib/arcs';
import { changeFromStart, cumulate, isZero, largest, relativeToStart, runs, stack, sumMeans, type Line } from '../../src/lib/series';
import { summariseEvents, summariseFlows, summariseLines, summariseShares } from '../../src/lib/summary';
import { timeAxis } from '../../src/lib/time';

const axis = timeAxis('2024-01', 2);
const line = (label: string, ...mean: (number | null)[]): Line => ({ key: label, label, series: { mean } });

test('shifts and scalings keep the band, sums lose it', () => {
  const banded = { mean: [2, 3], low: [2, 2.5], high: [2, 4] };
  assert.deepEqual(changeFromStart(banded), { mean: [0, 1], low: [0, 0.5], high: [0, 2] });
  assert.deepEqual(relativeToStart(banded), { mean: [0, 0.5], low: [0, 0.25], high: [0, 1] });
  assert.deepEqual(sumMeans([banded, { mean: [1, null] }]), { mean: [3, 3] });
  assert.deepEqual(relativeToStart({ mean: [0, 1] }), { mean: [null, null] });
  assert.deepEqual(changeFromStart({ mean: [null, 2, 5] }), { mean: [null, 0, 3] });
});

test('stacks, running totals and runs', () => {
  assert.deepEqual(stack([{ mean: [0.2, null] }, { mean: [0.3, 0.4] }]), [[0.2, 0], [0.5, 0.4]]);
  assert.deepEqual(cumulate([1, -2, 4]), [0, 1, -1, 3]);
  assert.deepEqual(runs(['a', 'a', 'b']), [{ value: 'a', from: 0, to: 2 }, { value: 'b', from: 2, to: 3 }]);
  assert.equal(isZero({ mean: [0, null] }), true);
  assert.equal(isZero({ mean: [0, 0], high: [0, 0.1], low: [0, 0] }), false);
});

test('too many lines are reduced to the largest, in their order', () => {
  const { drawn, left } = largest([line('a', 1), line('b', -9), line('c', 0), line('d', 5)], 2);
  assert.deepEqual(drawn.map((l) => l.key), ['b', 'd']);
  assert.equal(left, 2);
});

test('sentences say what moves, where it turns and who is where at the end', () => {
  assert.equal(
    summariseLines('Lean', [line('Iran', 0.1, 0.2, 0.3), line('China', 0.5, 0.5, 0.45)], axis),
    'Lean, Jan 2024 to Mar 2024: Iran moves most; it rises from 0.1 to 0.3. At the end China is highest (0.45) and Iran lowest (0.3).',
  );
  assert.equal(
    summariseLines('Pressure', [line('EU', 0.05, 0.6, 0.07)], axis),
    'Pressure, Jan 2024 to Mar 2024: EU rises from 0.05 to 0.07, with a peak of 0.6 in Feb 2024.',
  );
  assert.equal(summariseLines('Bonds', [line('EU', 1, 1, 1)], axis), 'Bonds, Jan 2024 to Mar 2024: nothing moves (1).');
  assert.match(summariseLines('Index', [line('EU', null, null, null)], axis), /no values/);
});

test('shares, flows and events', () => {
  assert.equal(
    summariseShares('Influence over A', [line('X', 0.5, 0.4, 0.25), line('Y', 0.5, 0.6, 0.75)], axis),
    'Influence over A in Mar 2024: Y 75\u202f% (at the start 50\u202f%) and X 25\u202f% (at the start 50\u202f%).',
  );
  const flows = [{ from: 'A', to: 'B', text: '1 bn', value: 1 }, { from: 'B', to: 'A', text: '3 bn', value: 3 }, { from: 'B', to: 'C', text: '0', value: 0 }];
  assert.equal(summariseFlows('trade', 'May 2025', flows), 'Map of trade in May 2025: the largest of 2 flows are B to A (3 bn) and A to B (1 bn).');
  assert.match(summariseFlows('trade', 'May 2025', []), /nothing flows/);
  assert.match(summariseEvents([], axis), /No events/);
  assert.equal(summariseEvents([{ name: 'x', month: 1, until: null, text: '' }], axis), 'One event, in Feb 2024.');
});

test('arcs leave room for circles, taper, and bend to opposite sides', () => {
  const a: Point = [0, 0];
  const b: Point = [100, 0];
  const there = centreLine(a, b, [10, 20]);
  for (const p of there) {
    assert.ok(Math.hypot(p[0], p[1]) >= 10 && Math.hypot(p[0] - 100, p[1]) >= 20);
    assert.ok(p[1] < 0);
  }
  assert.ok(centreLine(b, a, [10, 10]).every((p) => p[1] > 0));
  assert.deepEqual(centreLine(a, [12, 0], [8, 8]), []);
  const paths = (['solid', 'dashed', 'zigzag'] as const).map((s) => arcPath(a, b, 8, s, [2, 2]));
  assert.equal(new Set(paths).size, 3);
  for (const path of paths) assert.match(path, /^M[-\d.,LMZ]+Z$/);
  assert.ok((paths[1].match(/M/g) ?? []).length > 3);
});

test('resampling keeps the ends and equal steps; zigzag swings to both sides', () => {
  const even = resample([[0, 0], [3, 0], [10, 0]], 2);
  assert.deepEqual(even.map((p) => p[0]), [0, 2, 4, 6, 8, 10]);
  const swing = zigzag([[0, 0], [5, 0], [20, 0]], 3, 8).map((p) => p[1]);
  assert.ok(Math.max(...swing) > 2.9 && Math.min(...swing) < -2.9);
  assert.equal(swing[0], 0);
});

test('arc width is proportional to the flow, with a visible least', () => {
  assert.equal(flowWidth(5, 10, 20), 10);
  assert.equal(flowWidth(1e-6, 10, 20), 0.9);
  assert.equal(flowWidth(0, 10, 20), 0);
  assert.equal(flowWidth(50, 10, 20), 20);
});

test('labels avoid the frame and each other', () => {
  const circles = [{ x: 290, y: 50, r: 5, text: 'Beijing' }, { x: 100, y: 50, r: 5, text: 'Baku' }, { x: 112, y: 50, r: 5, text: 'Tehran' }];
  const labels = placeLabels(circles, 12, 300);
  assert.equal(labels[0].anchor, 'end');
  assert.notDeepEqual([labels[1].anchor, labels[1].y], [labels[2].anchor, labels[2].y]);
});
