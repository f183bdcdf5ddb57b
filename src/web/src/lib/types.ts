// The data contract between the simulator and the run report, as TypeScript types.
// Month arrays have months + 1 entries (index = month); null means empty (for example a state without ties).

/** A quantity over months: the mean across replicates and, with several replicates, the 5 % and 95 % quantiles. */
export interface Series {
  mean: (number | null)[];
  low?: (number | null)[];
  high?: (number | null)[];
}

/** A series for every state, and for every ordered pair of states (first key = from, second key = to). */
export type ByState = Record<string, Series>;
export type ByPair = Record<string, ByState>;

export type Posture = 'multi-vector' | 'leaning' | 'aligned' | 'unattached';

export interface State {
  code: string;
  name: string;
  passive: boolean;
  /** Latitude and longitude of the capital; null = not on the map. */
  place: [number, number] | null;
  /** Billion USD of the start year. */
  gdp: number;
  strategy?: string | null;
}

export interface Corridor {
  name: string;
  through: string[];
  days: number;
  cost: number;
  /** Million tonnes a year. */
  capacity: number;
  flow: Series;
  generalised_cost: Series;
}

export interface FreightClass {
  name: string;
  between: string[];
  shares: ByState;
}

export interface ModelEvent {
  name: string;
  month: number;
  /** First month in which a pin no longer holds; null for events that act once. */
  until: number | null;
  text: string;
}

/** The additive terms of a state's monthly moves (entry t = the step from month t to t + 1). */
export interface WhyTerms {
  months: number;
  anchor: number[];
  noise: number[];
  box: number[];
  move: number[];
  partners: Record<string, { influence: number[]; coercion: number[]; resentment: number[] }>;
}

export interface Parameter {
  name: string;
  value: number;
  default: number;
  low: number | null;
  high: number | null;
  unit: string;
  source: string;
}

export interface SourcedValue {
  path: string;
  value: number | string;
  source?: string;
  assumption?: string;
}

export interface RunData {
  kind: 'run';
  title: string;
  about: string;
  start: string;
  months: number;
  replicates: number;
  seed: number;
  program: { name: string; version: string };
  scenario_hash: string;
  signature: string;
  command: string;
  summary: string[];
  states: State[];
  position: ByState;
  output: ByState;
  index: ByState;
  lean: ByState;
  vectors: ByState;
  posture: Record<string, (Posture | null)[]>;
  lean_towards: Record<string, (string | null)[]>;
  share: ByPair;
  exports: ByPair;
  stock: ByPair;
  pressure: ByPair;
  openness: ByPair;
  offer: ByPair;
  affinity: ByPair;
  grievance: ByPair;
  bond: ByPair;
  dependence: ByPair;
  corridors: Corridor[];
  freight: FreightClass[];
  events: ModelEvent[];
  why: Record<string, WhyTerms>;
  parameters: Parameter[];
  sources: SourcedValue[];
  assumptions: SourcedValue[];
  unsourced: string[];
}
