// The explanation of a state's move: the model's additive terms over one month or a span of months.
// The terms are those of the Friedkin-Johnsen step (anchor, influence, coercion, resentment, noise, box) and add up to the move.
import { number, list } from './format';
import type { Mechanism } from './palette';
import { monthName, type TimeAxis } from './time';
import type { WhyTerms } from './types';

/** One row of the explanation: its parts by mechanism and their sum. */
export interface WhyRow {
  /** "anchor", "noise", "box", or the partner's code. */
  key: string;
  partner: boolean;
  parts: { mechanism: Mechanism; value: number }[];
  total: number;
}

export interface WhySum {
  from: number;
  to: number;
  rows: WhyRow[];
  /** Sum of all terms and the move the simulator reports; they differ only by the rounding of the file. */
  sum: number;
  move: number;
}

const add = (values: number[], from: number, to: number) => values.slice(from, to).reduce((a, b) => a + b, 0);

/** Sums the terms of the steps `from` .. `to - 1`, that is the way from month `from` to month `to`. */
export function explain(terms: WhyTerms, from: number, to: number): WhySum {
  if (!(from >= 0 && to <= terms.months && from < to)) throw new RangeError(`no steps from month ${from} to ${to}`);
  const single = (key: 'anchor' | 'noise' | 'box'): WhyRow => {
    const total = add(terms[key], from, to);
    return { key, partner: false, parts: [{ mechanism: key, value: total }], total };
  };
  const partners = Object.entries(terms.partners).map(([key, t]): WhyRow => {
    const parts = (['influence', 'coercion', 'resentment'] as const).map((mechanism) => ({
      mechanism, value: add(t[mechanism], from, to),
    }));
    return { key, partner: true, parts, total: parts.reduce((a, p) => a + p.value, 0) };
  });
  const rows = [single('anchor'), ...partners, single('noise'), single('box')];
  return { from, to, rows, sum: rows.reduce((a, r) => a + r.total, 0), move: add(terms.move, from, to) };
}

/** Whether the sum meets the move within what rounding each term to six digits can do. */
export function addsUp(why: WhySum): boolean {
  const scale = why.rows.reduce((a, r) => a + r.parts.reduce((b, p) => b + Math.abs(p.value), 0), 0);
  return Math.abs(why.sum - why.move) <= 1e-5 * Math.max(scale, Math.abs(why.move)) + 1e-9;
}

/** Running totals of one row's steps, for a chart of how a move built up. */
export function rowSteps(terms: WhyTerms, key: string): number[] {
  if (key === 'anchor' || key === 'noise' || key === 'box') return terms[key];
  const t = terms.partners[key];
  return t.influence.map((v, i) => v + t.coercion[i] + t.resentment[i]);
}

const PHRASES: Record<Mechanism, (name: string) => string> = {
  anchor: () => 'the pull of its own long-run position',
  influence: (name) => `the influence of ${name}`,
  coercion: (name) => `coercion by ${name}`,
  resentment: (name) => `resentment towards ${name}`,
  noise: () => 'chance',
  box: () => 'the edge of the scale',
};

/**
 * The explanation in one or two sentences: where the state went, what pushed most and what held against it.
 * `names` maps codes to names; `side(sign)` names whom that direction leads to.
 */
export function whySentence(
  why: WhySum, state: string, names: Record<string, string>, side: (sign: number) => string | null,
  axis: TimeAxis, locale = 'en',
): string {
  const span = `From ${monthName(axis, why.from, locale)} to ${monthName(axis, why.to, locale)}`;
  const parts = why.rows.flatMap((r) => r.parts.map((p) => ({ ...p, key: r.key })));
  const size = Math.max(...parts.map((p) => Math.abs(p.value)), Math.abs(why.move));
  if (size < 1e-9) return `${span} ${state} did not move, and no term acted on it.`;
  const show = (v: number) => number(v, { digits: 2, signed: true }, locale);
  const phrase = (p: (typeof parts)[number]) => `${PHRASES[p.mechanism](names[p.key] ?? p.key)} (${show(p.value)})`;
  const sign = Math.abs(why.move) < 1e-9 ? 0 : Math.sign(why.move);
  const ranked = parts.filter((p) => Math.abs(p.value) > size * 1e-3).sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  if (sign === 0) {
    return `${span} ${state} stayed where it was: ${list(ranked.slice(0, 3).map(phrase), locale)} cancelled out.`;
  }
  const towards = side(sign);
  const opening = `${span} ${state} moved ${show(why.move)} ${towards ? `in the direction of ${towards}` : sign > 0 ? 'upwards' : 'downwards'}.`;
  const along = ranked.filter((p) => Math.sign(p.value) === sign).slice(0, 2);
  const against = ranked.filter((p) => Math.sign(p.value) === -sign).slice(0, 2);
  const pushed = along.length ? ` What pushed most was ${list(along.map(phrase), locale)}` : '';
  const held = against.length ? `; ${list(against.map(phrase), locale)} worked against it` : '';
  return `${opening}${pushed}${held}${pushed ? '.' : ''}`;
}
