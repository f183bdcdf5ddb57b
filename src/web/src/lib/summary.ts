// One generated sentence per chart: what a reader who cannot see it needs first.
// The sentences state the largest change, the end and the extremes; they never interpret.
import { list, number, percent, type NumberStyle } from './format';
import { firstValue, lastValue, type Line } from './series';
import { monthName, type TimeAxis } from './time';
import type { ModelEvent, Series } from './types';

interface Course {
  label: string;
  first: number;
  last: number;
  /** The month and value farthest from both ends, where a line goes up and comes back. */
  turn: { month: number; value: number };
  /** Largest minus smallest value. */
  range: number;
  low: number;
  high: number;
}

function courses(lines: Line[]): Course[] {
  return lines.flatMap((line) => {
    const first = firstValue(line.series);
    const last = lastValue(line.series);
    if (first === null || last === null) return [];
    const away = (v: number) => Math.min(Math.abs(v - first), Math.abs(v - last));
    let turn = { month: 0, value: first };
    let [low, high] = [first, first];
    line.series.mean.forEach((value, month) => {
      if (value === null) return;
      if (away(value) > away(turn.value)) turn = { month, value };
      low = Math.min(low, value);
      high = Math.max(high, value);
    });
    return [{ label: line.label, first, last, turn, range: high - low, low, high }];
  });
}

/**
 * Sentence for lines over time: which one moves most, from where to where, with its turn if it comes back, and the
 * order at the end. Example: "Pressure, Jan 2024 to Jan 2034: the EU moves most; it rises from 0.05 to 0.07, with a
 * peak of 0.6 in Jan 2025."
 */
export function summariseLines(
  subject: string, lines: Line[], axis: TimeAxis, style: NumberStyle = {}, locale = 'en',
  show: (v: number) => string = (v) => number(v, style, locale),
): string {
  const span = `${subject}, ${monthName(axis, 0, locale)} to ${monthName(axis, axis.months, locale)}`;
  const all = courses(lines);
  if (!all.length) return `${span}: no values.`;
  const most = all.reduce((a, b) => (b.range > a.range ? b : a));
  // What the chosen number of digits cannot show is no movement to a reader.
  if (all.every((c) => show(c.low) === show(c.high))) {
    const levels = all.slice(0, 6).map((c) => (all.length > 1 ? `${c.label} ${show(c.first)}` : show(c.first)));
    return `${span}: nothing moves (${levels.join(', ')}${all.length > 6 ? ', …' : ''}).`;
  }
  const change = most.last - most.first;
  const came = Math.min(Math.abs(most.turn.value - most.first), Math.abs(most.turn.value - most.last));
  const turned = came > 0.25 * most.range && came > Math.abs(change) * 0.5;
  const way = show(most.first) === show(most.last)
    ? `starts and ends at ${show(most.first)}`
    : `${change > 0 ? 'rises' : 'falls'} from ${show(most.first)} to ${show(most.last)}`;
  const turn = turned
    ? `, with a ${most.turn.value > Math.max(most.first, most.last) ? 'peak' : 'low'} of ${show(most.turn.value)} in ${monthName(axis, most.turn.month, locale)}`
    : '';
  const moved = all.length > 1 ? `${most.label} moves most; it ${way}${turn}` : `${most.label} ${way}${turn}`;
  const high = all.reduce((a, b) => (b.last > a.last ? b : a));
  const low = all.reduce((a, b) => (b.last < a.last ? b : a));
  const atEnd = all.length > 1 && show(high.last) !== show(low.last)
    ? ` At the end ${high.label} is highest (${show(high.last)}) and ${low.label} lowest (${show(low.last)}).`
    : '';
  return `${span}: ${moved}.${atEnd}`;
}

/** Sentence for shares that add up to a whole: the order at the end, each with its start. */
export function summariseShares(
  subject: string, lines: Line[], axis: TimeAxis, locale = 'en',
): string {
  const all = courses(lines).sort((a, b) => b.last - a.last);
  if (!all.length) return `${subject}: no values.`;
  const named = all.slice(0, 3).map((e) => `${e.label} ${percent(e.last, locale)} (at the start ${percent(e.first, locale)})`);
  const rest = all.length - named.length;
  if (rest > 0) named.push(rest === 1 ? `${all[3].label} ${percent(all[3].last, locale)}` : `${rest} more`);
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
