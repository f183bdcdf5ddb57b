// Positions of numbers along an axis, and the round numbers to mark on it.
// Log axes place equal ratios at equal distances; everything else is linear.
import { ticks as roundNumbers } from 'd3-array';

export interface Scale {
  (value: number): number;
  ticks: number[];
}

/** From the numbers `low..high` to the pixels `from..to`; about `count` ticks, all inside the range. */
export function scale(low: number, high: number, from: number, to: number, count = 5, log = false): Scale {
  const logs = log && low > 0;
  const at = (v: number) => (logs ? Math.log10(v) : v);
  // A range of one number stands in the middle.
  const place = (v: number) => (high > low ? from + ((at(v) - at(low)) / (at(high) - at(low))) * (to - from) : (from + to) / 2);
  let marks = roundNumbers(low, high, count);
  if (logs && high / low >= 30) {
    marks = [];
    for (let e = Math.ceil(Math.log10(low) - 1e-9); e <= Math.log10(high) + 1e-9; e++) marks.push(10 ** e);
  }
  return Object.assign(place, { ticks: high > low ? marks : [low] });
}

/** The smallest range that holds the numbers, with a little air; around zero when asked. */
export function extent(values: (number | null | undefined)[], air = 0.06, withZero = false): [number, number] {
  const present = values.filter((v): v is number => typeof v === 'number' && Number.isFinite(v));
  if (withZero) present.push(0);
  if (!present.length) return [0, 1];
  const low = Math.min(...present);
  const high = Math.max(...present);
  const pad = (high > low ? high - low : Math.abs(high) || 1) * air;
  return [withZero && low === 0 ? 0 : low - pad, withZero && high === 0 ? 0 : high + pad];
}
