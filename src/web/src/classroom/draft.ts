// The draft of a seat's order: what is changed, what it costs, what it is in words. No drawing.
// The price is the server's own formula, so that the budget bar tells the truth while a slider moves.
import type { Budget, LeverOrder, OrderText, Signal, Ties } from './net/protocol';

export interface Draft {
  stance: string;
  /** Levers the seat pulls itself, by "CODE signal". */
  levers: Record<string, number>;
}

export const SIGNALS: Signal[] = ['openness', 'pressure', 'offer'];
export const leverKey = (to: string, signal: Signal) => `${to} ${signal}`;

export function draftOf(order: OrderText): Draft {
  return { stance: order.stance, levers: Object.fromEntries(order.levers.map(([to, signal, value]) => [leverKey(to, signal), value])) };
}

export function orderOf(draft: Draft): OrderText {
  const levers = Object.entries(draft.levers).map(([key, value]): LeverOrder => {
    const [to, signal] = key.split(' ');
    return [to, signal as Signal, Math.round(value * 10000) / 10000];
  });
  return { stance: draft.stance, levers };
}

export const sameDraft = (a: Draft, b: Draft) => JSON.stringify(orderOf(a)) === JSON.stringify(orderOf(b));

/** Points of one lever. */
export function leverPrice(signal: Signal, value: number, now: number, output: number, budget: Budget): number {
  if (signal === 'pressure') return budget.pressure * value;
  if (signal === 'openness') return budget.openness * Math.abs(value - now);
  return (budget.offer * 100 * value) / output;
}

export function price(draft: Draft, ties: Record<string, Ties>, output: number, budget: Budget): number {
  return Object.entries(draft.levers).reduce((sum, [key, value]) => {
    const [to, signal] = key.split(' ') as [string, Signal];
    return sum + leverPrice(signal, value, ties[to]?.[signal] ?? 0, output, budget);
  }, 0);
}

/** Key of the words for a value: the stop of the slider it is nearest to. */
export function stop(signal: Signal, value: number): string {
  if (signal === 'pressure') return value < 0.05 ? 'none' : value < 0.3 ? 'words' : value < 0.6 ? 'measures' : value < 0.85 ? 'sanctions' : 'full';
  if (signal === 'openness') return value < -0.6 ? 'closed' : value < -0.15 ? 'reserved' : value <= 0.15 ? 'usual' : value <= 0.6 ? 'eased' : 'open';
  return value <= 0 ? 'none' : 'amount';
}

/** Range and step of a lever; offers go to two percent of the state's own output. */
export function span(signal: Signal, output: number): { least: number; most: number; step: number; decimals: number } {
  if (signal === 'pressure') return { least: 0, most: 1, step: 0.05, decimals: 2 };
  if (signal === 'openness') return { least: -1, most: 1, step: 0.1, decimals: 1 };
  // A round step that divides the range into about twenty.
  const rough = (0.02 * output) / 20;
  const power = 10 ** Math.floor(Math.log10(rough));
  const round = [1, 2, 2.5, 5, 10].find((k) => k * power >= rough * (1 - 1e-9)) ?? 10;
  const step = round * power;
  const decimals = Math.max(0, -Math.floor(Math.log10(step)) + (round === 2.5 ? 1 : 0));
  return { least: 0, most: Math.floor((0.02 * output) / step) * step, step, decimals };
}
