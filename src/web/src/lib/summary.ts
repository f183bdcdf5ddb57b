// One generated sentence per chart: what a reader who cannot see it needs first.
// The sentences state the largest change, the end and the extremes; they never interpret.
import { list, number, percent, type NumberStyle } from './format';
import { firstValue, lastValue, type Line } from './series';
import { monthName, type TimeAxis } from './time';
import type { ModelEvent, Series } from './types';

interface Ends {
  label: string;
  first: number;
  last: number;
}

function ends(lines: Line[]): Ends[] {
  return lines.flatMap((line) => {
    const first = firstValue(line.series);
    const last = lastValue(line.series);
    return first === null || last === null ? [] : [{ label: line.label, first, last }];
  });
}

const verb = (change: number) => (change > 0 ? 'rises' : 'falls');

/** Sentence for lines over time, e.g. "Position, Jan 2024 to Jan 2034: Azerbaijan changes most; it falls from ... to ...". */
export function summariseLines(
  subject: string, lines: Line[], axis: TimeAxis, style: NumberStyle = {}, locale = 'en',
  show: (v: number) => string = (v) => number(v, style, locale),
): string {
  const span = `${subject}, ${monthName(axis, 0, locale)} to ${monthName(axis, axis.months, locale)}`;
  const all = ends(lines);
  if (!all.length) return `${span}: no values.`;
  const most = all.reduce((a, b) => (Math.abs(b.last - b.first) > Math.abs(a.last - a.first) ? b : a));
  const scale = Math.max(...all.map((e) => Math.max(Math.abs(e.first), Math.abs(e.last))));
  const change = most.last - most.first;
  const high = all.reduce((a, b) => (b.last > a.last ? b : a));
  const low = all.reduce((a, b) => (b.last < a.last ? b : a));
  const still = Math.abs(change) <= 1e-6 * Math.max(scale, 1e-12);
  const moved = still
    ? 'the ends equal the start'
    : `${all.length > 1 ? `${most.label} changes most; it ${verb(change)}` : `${most.label} ${verb(change)}`} from ${show(most.first)} to ${show(most.last)}`;
  const atEnd = all.length > 1
    ? ` At the end ${high.label} is highest (${show(high.last)}) and ${low.label} lowest (${show(low.last)}).`
    : '';
  return `${span}: ${moved}.${atEnd}`;
}

/** Sentence for shares that add up to a whole: the order at the end, each with its start. */
export function summariseShares(
  subject: string, lines: Line[], axis: TimeAxis, locale = 'en',
): string {
  const all = ends(lines).sort((a, b) => b.last - a.last);
  if (!all.length) return `${subject}: no values.`;
  const named = all.slice(0, 4).map((e) => `${e.label} ${percent(e.last, locale)} (at the start ${percent(e.first, locale)})`);
  const rest = all.length - named.length;
  if (rest > 0) named.push(`${rest} more`);
  return `${subject} in ${monthName(axis, axis.months, locale)}: ${list(named, locale)}.`;
}

/** Sentence for the flows on the map in one month. */
export function summariseFlows(
  channel: string, month: string, flows: { from: string; to: string; text: string; value: number }[],
): string {
  const active = flows.filter((f) => f.value > 0).sort((a, b) => b.value - a.value);
  if (!active.length) return `Map of ${channel} in ${month}: nothing flows between the states shown.`;
  const top = active.slice(0, 3).map((f) => `${f.from} to ${f.to} (${f.text})`);
  return `Map of ${channel} in ${month}: the largest of ${active.length} flows ${top.length > 1 ? 'are' : 'is'} ${list(top)}.`;
}

/** Sentence for the list of events. */
export function summariseEvents(events: ModelEvent[], axis: TimeAxis, locale = 'en'): string {
  if (!events.length) return 'No events: the world is left to itself.';
  const first = monthName(axis, Math.min(...events.map((e) => e.month)), locale);
  return events.length === 1 ? `One event, in ${first}.` : `${events.length} events, the first in ${first}.`;
}

/** Mean and band of a series in month t, for readouts. */
export function at(series: Series, t: number): { mean: number | null; low?: number | null; high?: number | null } {
  return { mean: series.mean[t] ?? null, low: series.low?.[t], high: series.high?.[t] };
}
