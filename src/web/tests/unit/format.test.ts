// Numbers, percentages, dates, links and the CSV text of tables.
// Checked against hand-written strings, in English and in other languages' marks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csv } from '../../src/components/data_table';
import { decimalsFor, list, number, percent, splitLinks, withBand } from '../../src/lib/format';
import { calendar, monthName, spanName, tickName, timeAxis, timeTicks } from '../../src/lib/time';

test('numbers use significant digits, true minus signs and no signed zero', () => {
  assert.equal(number(74.3), '74.3');
  assert.equal(number(-0.65999), '−0.66');
  assert.equal(number(0.0123456, { digits: 2, signed: true }), '+0.012');
  assert.equal(number(-0.0001, { fixed: 2 }), '0.00');
  assert.equal(number(0.0001, { fixed: 2, signed: true }), '0.00');
  assert.equal(number(-0), '0');
  assert.equal(number(18744, { unit: 'bn USD' }), '18,700 bn USD');
  for (const empty of [null, undefined, Number.NaN]) assert.equal(number(empty), '–');
});

test('numbers follow the language', () => {
  assert.equal(number(1234.5, { digits: 5 }, 'de'), '1.234,5');
  assert.equal(number(-0.5, { fixed: 1 }, 'ru'), '−0,5');
});

test('percentages keep a decimal only where it matters', () => {
  assert.equal(percent(0.4127), '41\u202f%');
  assert.equal(percent(0.0412), '4.1\u202f%');
  assert.equal(percent(0), '0\u202f%');
  assert.equal(percent(-0.25, 'en', true), '−25\u202f%');
  assert.equal(percent(0.0996), '10\u202f%');
  assert.equal(percent(null), '–');
});

test('bands are shown beside the mean', () => {
  assert.equal(withBand(0.5, 0.4, 0.65, { fixed: 2, unit: 'Mt' }), '0.50 (0.40 to 0.65) Mt');
  assert.equal(withBand(0.5, undefined, undefined, { fixed: 2 }), '0.50');
});

test('axis decimals tell neighbouring ticks apart', () => {
  assert.deepEqual([0.05, 0.1, 0.5, 1, 2, 250].map(decimalsFor), [2, 1, 1, 0, 0, 0]);
});

test('months become dates, across years and from any start month', () => {
  const axis = timeAxis('2024-11', 30);
  assert.deepEqual(calendar(axis, 0), { year: 2024, month: 10 });
  assert.deepEqual(calendar(axis, 2), { year: 2025, month: 0 });
  assert.equal(monthName(axis, 4), 'Mar 2025');
  assert.equal(monthName(axis, 4, 'en', 'long'), 'March 2025');
  assert.equal(spanName(axis, 2, 14), 'Jan 2025 – Dec 2025');
  assert.equal(spanName(axis, 2, null), 'Jan 2025');
  assert.throws(() => timeAxis('2024-13', 1));
  assert.throws(() => timeAxis('January', 1));
});

test('ticks stand on round dates inside the run', () => {
  const axis = timeAxis('2024-11', 60);
  const ticks = timeTicks(axis, 0, 60, 6);
  assert.deepEqual(ticks, [2, 14, 26, 38, 50]);
  assert.deepEqual(ticks.map((t) => tickName(axis, t, 12)), ['2025', '2026', '2027', '2028', '2029']);
  assert.ok(timeTicks(timeAxis('2024-01', 1200), 0, 1200, 5).length <= 6);
});

test('lists and links', () => {
  assert.equal(list(['a', 'b', 'c']), 'a, b, and c');
  assert.deepEqual(splitLinks('see https://example.org/a?b=1, p. 3'), [
    { text: 'see ', link: false }, { text: 'https://example.org/a?b=1', link: true }, { text: ', p. 3', link: false },
  ]);
  assert.deepEqual(splitLinks('javascript:alert(1)'), [{ text: 'javascript:alert(1)', link: false }]);
  assert.deepEqual(splitLinks('(https://example.org)'), [
    { text: '(', link: false }, { text: 'https://example.org', link: true }, { text: ')', link: false },
  ]);
});

test('CSV text quotes what needs quoting and keeps full numbers', () => {
  const columns = [
    { label: 'name, unit', text: (i: number) => ['a "b"', 'c'][i] },
    { label: 'value', text: () => '0.1', raw: (i: number) => [0.123456789, null][i] },
  ];
  assert.equal(csv(columns, 2), '"name, unit",value\r\n"a ""b""",0.123456789\r\nc,\r\n');
});
