// Arithmetic on series of months that keeps bands honest: only operations under which quantiles stay quantiles.
// (A sum of quantiles is no quantile of the sum, so sums lose their band; shifts and scalings keep it.)
import type { ByPair, Series } from './types';

type Entry = number | null;

/** A named series ready to be drawn. */
export interface Line {
  key: string;
  label: string;
  series: Series;
}

const mapEntries = (values: Entry[], f: (v: number) => number): Entry[] => values.map((v) => (v === null ? null : f(v)));

function mapSeries(series: Series, f: (v: number) => number): Series {
  const out: Series = { mean: mapEntries(series.mean, f) };
  if (series.low && series.high) {
    out.low = mapEntries(series.low, f);
    out.high = mapEntries(series.high, f);
  }
  return out;
}

/** First entry that is not empty, or null. */
export function firstValue(series: Series): Entry {
  return series.mean.find((v) => v !== null) ?? null;
}

/** Last entry that is not empty, or null. */
export function lastValue(series: Series): Entry {
  for (let i = series.mean.length - 1; i >= 0; i--) if (series.mean[i] !== null) return series.mean[i];
  return null;
}

/** Difference from the first value. Exact for bands because all replicates start from the same world. */
export function changeFromStart(series: Series): Series {
  const start = firstValue(series) ?? 0;
  return mapSeries(series, (v) => v - start);
}

/** Ratio to the first value minus one; null entries when the start is zero. */
export function relativeToStart(series: Series): Series {
  const start = firstValue(series);
  if (!start) return { mean: series.mean.map(() => null) };
  return mapSeries(series, (v) => v / start - 1);
}

/** Sum of the means; without a band (see above). Empty where every part is empty. */
export function sumMeans(parts: Series[]): Series {
  const length = Math.max(0, ...parts.map((p) => p.mean.length));
  const mean: Entry[] = [];
  for (let t = 0; t < length; t++) {
    const present = parts.map((p) => p.mean[t]).filter((v): v is number => v !== null && v !== undefined);
    mean.push(present.length ? present.reduce((a, b) => a + b, 0) : null);
  }
  return { mean };
}

/** The series of an ordered pair, or undefined when the file has none. */
export function pair(data: ByPair | undefined, from: string, to: string): Series | undefined {
  return data?.[from]?.[to];
}

/** Whether nothing in the series, its band included, exceeds `least` in size. */
export function isZero(series: Series, least = 0): boolean {
  const small = (v: Entry) => v === null || Math.abs(v) <= least;
  return [series.mean, series.low ?? [], series.high ?? []].every((values) => values.every(small));
}

/** Largest absolute mean: what decides which lines are drawn when there are too many. */
export function size(series: Series): number {
  return series.mean.reduce<number>((most, v) => Math.max(most, Math.abs(v ?? 0)), 0);
}

/** At most `most` lines by size, in their old order, and how many were left out (they stay in the table). */
export function largest(lines: Line[], most: number): { drawn: Line[]; left: number } {
  if (lines.length <= most) return { drawn: lines, left: 0 };
  const keep = new Set([...lines].sort((a, b) => size(b.series) - size(a.series)).slice(0, most));
  return { drawn: lines.filter((line) => keep.has(line)), left: lines.length - most };
}

/** Running totals of the layers for a stacked chart: entry k is the sum of layers 0..k, empty counted as zero. */
export function stack(layers: Series[]): number[][] {
  const length = Math.max(0, ...layers.map((l) => l.mean.length));
  const below = new Array<number>(length).fill(0);
  return layers.map((layer) => {
    for (let t = 0; t < length; t++) below[t] += layer.mean[t] ?? 0;
    return [...below];
  });
}

/** Sums up to each month: c[0] = 0, c[t+1] = c[t] + steps[t]. */
export function cumulate(steps: number[]): number[] {
  const out = [0];
  for (const step of steps) out.push(out[out.length - 1] + step);
  return out;
}

/** A month-by-month value list cut into runs of equal values: [{value, from, to}] with `to` not included. */
export function runs<T>(values: T[]): { value: T; from: number; to: number }[] {
  const out: { value: T; from: number; to: number }[] = [];
  values.forEach((value, t) => {
    const last = out[out.length - 1];
    if (last && last.value === value) last.to = t + 1;
    else out.push({ value, from: t, to: t + 1 });
  });
  return out;
}
