// The messages of tarazi.v1 as TypeScript types (src/server/PROTOCOL.md is the contract).
// Only what the client reads is listed.

export type Signal = 'pressure' | 'openness' | 'offer';
export type LeverOrder = [to: string, signal: Signal, value: number];
export interface OrderText { stance: string; levers: LeverOrder[] }

export interface StateInfo { code: string; name: string; passive: boolean; gdp: number; place: [number, number] | null }
export interface Budget { points: number; pressure: number; openness: number; offer: number }
/** A parameter behind a term of Why?, with its range (0 switches the mechanism off) and where its value comes from. */
export interface ParameterInfo { name: string; term: string; unit: string; value: number; low: number; least: number; high: number; assumed: boolean; source: string }
export interface LessonInfo {
  name: string; title: string; minutes: number; rounds: number; months: number; start: [number, number]; alone: string;
  budget: Budget; states: StateInfo[]; stances: string[]; seats: { state: string; goals: string[] }[];
  parameters: ParameterInfo[];
  pace?: 'own' | 'together'; code?: string;
  /** States under invented names: no map, and cards are told by what they do. */
  fictional?: boolean;
  effects?: Record<string, { kind: string; from: string | null; to: string | null; value: number }>;
  /** Cards the instructor wrote, as far as the reader may know them. */
  written?: Record<string, { title: string; text: string }>;
}

export interface SeatInfo { state: string; people: number; here: number; engine: boolean; ready: boolean }
export interface Ties {
  exports: number; imports: number; share: number;
  pressure?: number; openness?: number; offer?: number; pressed?: number; opened?: number; offered?: number;
  affinity?: number; grievance?: number;
}
export interface News { kind: string; from: string; to?: string; change?: number; posture?: string }
export interface WhyText { round: number; state: string; move: number; terms: [string, string, number][] }
export interface DealText {
  id: number; from: string; to: string; give: [Signal, number]; get: [Signal, number]; rounds: number; round: number; announced: boolean;
  status: 'open' | 'declined' | 'kept' | 'broken' | 'over'; broken_by: string | null;
}
export type Phase = 'lobby' | 'open' | 'reveal' | 'debrief';
export type Many = Record<string, (number | null)[]>;
export interface WorldState {
  world: number; phase: Phase; practice: boolean; round: number; done: number; month: number; previews: boolean;
  series: { from: number; position: Many; index: Many; output: Many };
  pairs: [string, string, number, number][]; seats: SeatInfo[];
  cards: { card: string; round: number; months: number | null }[];
  question: { measure: string; from: string; to: string | null };
  deals: DealText[];
  written?: Record<string, { title: string; text: string }>;
  news: News[]; ties?: Record<string, Ties>; goals?: { goal: string; values: number[] }[]; why?: WhyText;
}
export interface PredictionText { round: number; p: number; higher: boolean; brier: number; measure: string; from: string; to: string | null }
export interface You {
  member: number; state: string; pen: boolean; ready: boolean; engine: boolean; order: OrderText; price: number; last: number;
  team: { member: number; name: string; pen: boolean }[]; prediction: number | null;
  suggestions: { member: number; name: string; order: OrderText; price: number }[]; predictions?: PredictionText[]; rounds?: WhyText[];
}
export interface ClassState {
  state: string; locked: boolean; previews: boolean; pace: string;
  worlds: { phase: Phase; round: number; practice: boolean; seats: SeatInfo[]; line: number[]; orders?: Record<string, OrderText> }[];
  people?: { member: number; name: string; world: number; state: string; here: boolean }[];
  deck?: { card: string; months: number | null }[];
}
export interface FanText { middle: number[]; low: number[]; high: number[] }
export interface Forecast { from: number; position: FanText; index: FanText; output: FanText }
export interface PreviewText { id: number; draft: Forecast; base: Forecast }
export interface SpotlightText { measure: string; world: number; lines: { from: string; to: string | null; values: (number | null)[] }[] }
/** An outcome at the horizon: median and the ends of the band; differences are paired, replicate by replicate. */
export interface LabRow { what: string; partner: string | null; a: number[]; b: number[]; difference: number[]; higher: number }
export interface LabText {
  id: number; world: number; state: string; round: number; month: number; months: number; order: OrderText; output: number; all: boolean;
  ties: Record<string, Ties>; rows: LabRow[]; draw: { row: number; a: FanText; b: FanText; difference: FanText };
}
export interface RoomText { code: string; address: string; lan: boolean }
export interface Refusal { code: string; field: string; re: string }

/** Puts newer months in the place of what was known from there on; null when months in between are missing. */
export function joined(before: WorldState['series'], newer: WorldState['series']): WorldState['series'] | null {
  const known = Math.max(0, ...Object.values(before.position).map((v) => v.length));
  if (newer.from > known) return null;
  const both = (a: Many, b: Many) => Object.fromEntries(Object.keys(b).map((k) => [k, [...(a[k] ?? []).slice(0, newer.from), ...b[k]]]));
  return {
    from: 0, position: both(before.position, newer.position), index: both(before.index, newer.index), output: both(before.output, newer.output),
  };
}
