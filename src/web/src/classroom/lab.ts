// The Lab without drawing: two sides A and B, what differs between them, and the message that asks for their futures.
// Prices and ranges of levers are those of draft.ts.
import { leverKey, orderOf, SIGNALS, type Draft } from './draft';
import type { Signal } from './net/protocol';

/** One side of the comparison: an order, and parameters that take other values than in the lesson. */
export interface Side { draft: Draft; parameters: Record<string, number> }

/** Outcomes of a pair need a partner; `liking` is told to those who see everything. */
export type OutcomeText = [what: string] | [what: string, partner: string];

export function outcomesOf(partner: string, all: boolean): OutcomeText[] {
  const pair = ['exports', 'imports', 'pressed', 'share', ...(all ? ['liking'] : [])];
  return [['position'], ['index'], ['output'], ...pair.map((what): OutcomeText => [what, partner])];
}

const sideText = (side: Side) => ({ ...orderOf(side.draft), parameters: Object.entries(side.parameters) });

export interface Moment { world?: number; round: number; state: string }

/** The wish as a message; without sides both are the order in force. */
export function labMessage(id: number, moment: Moment, months: number, show: OutcomeText[], draw: number, sides: { a: Side; b: Side } | null) {
  return { t: 'lab', id, ...moment, months, show, draw, ...(sides ? { a: sideText(sides.a), b: sideText(sides.b) } : {}) };
}

export interface Difference {
  kind: 'stance' | 'lever' | 'parameter';
  /** Signal of a lever or name of a parameter. */
  name: string;
  to: string;
  /** Null: left to the stance, or as in the lesson. */
  a: number | string | null;
  b: number | string | null;
}

/** Every control and parameter in which the sides differ, in the order of the controls. */
export function differencesOf(a: Side, b: Side): Difference[] {
  const out: Difference[] = [];
  if (a.draft.stance !== b.draft.stance) out.push({ kind: 'stance', name: '', to: '', a: a.draft.stance, b: b.draft.stance });
  const partners = [...new Set([...Object.keys(a.draft.levers), ...Object.keys(b.draft.levers)].map((k) => k.split(' ')[0]))];
  for (const to of partners) {
    for (const signal of SIGNALS as Signal[]) {
      const [x, y] = [a, b].map((side) => side.draft.levers[leverKey(to, signal)] ?? null);
      if (x !== y) out.push({ kind: 'lever', name: signal, to, a: x, b: y });
    }
  }
  for (const name of new Set([...Object.keys(a.parameters), ...Object.keys(b.parameters)])) {
    const [x, y] = [a.parameters[name] ?? null, b.parameters[name] ?? null];
    if (x !== y) out.push({ kind: 'parameter', name, to: '', a: x, b: y });
  }
  return out;
}

/** Digits that tell a parameter's steps apart, and a step of about a fortieth of its range. */
export function parameterStep(low: number, high: number): { step: number; decimals: number } {
  const rough = (high - low) / 40;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (rough / power > 5 ? 10 : rough / power > 2 ? 5 : rough / power > 1 ? 2 : 1) * power;
  return { step, decimals: Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)) };
}

/** Fixed digits of an outcome. */
export const digitsOf = (what: string) => (what === 'output' || what === 'exports' || what === 'imports' ? 2 : 3);
