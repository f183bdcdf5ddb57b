// The data contract between `tarazi analyse --html` and the study report.
// Every number comes from the analysis of the program; the page only arranges them. null means empty or not known.

/** Value with the ends of its 95 % interval. */
export type Estimate = [value: number | null, low: number | null, high: number | null];

export interface Factor {
  name: string;
  paths: string[];
  /** Names of the levels of a choice; a point then holds the place among them. */
  words: string[] | null;
  levels: number[] | null;
  log: boolean;
  whole: boolean;
  low: number | null;
  high: number | null;
  base: number;
}

export interface LevelMean { factor: number; level: number; mean: Estimate }
export interface Difference { factor: number; from: number; to: number; difference: Estimate }

export interface Response {
  name: string;
  outcome: string;
  measure: string;
  /** What is measured, of whom, with the unit. */
  about: string;
  /** The share of runs with one category of a categorical outcome. */
  share: boolean;
  /** Share of the variance that is noise between replicates. */
  noise: number | null;
  /** The same at every point: nothing to draw. */
  flat: boolean;
  /** Mean at each drawn point. */
  points: Estimate[];
  levels?: LevelMean[];
  differences?: Difference[];
  main?: (number | null)[];
  pairs?: { a: number; b: number; share: number | null }[];
  sobol?: { first: Estimate; total: Estimate }[];
  widest?: number | null;
  moved?: number | null;
  morris?: { strength: Estimate; mean: number | null; spread: number | null }[];
  slopes?: Estimate[];
}

export interface Fan {
  outcome: string;
  about: string;
  every: number;
  points: { values: number[]; mean: (number | null)[]; low: (number | null)[]; high: (number | null)[] }[];
}

export interface Tipping {
  outcome: string;
  factor: number;
  below: number;
  above: number;
  before: string;
  after: string;
  point: number[];
}

export interface StudyData {
  kind: 'study';
  title: string;
  about: string;
  findings: string[];
  program: { name: string; version: string };
  hash: string;
  scenario: { title: string; file: string; hash: string; start: string; months: number; seed: number };
  replicates: number;
  runs: number;
  expected: number;
  failed: number;
  until: { outcome: string; half_width: number; max: number } | null;
  design: { kind: string; points: number; drawn: number; seed: number; trajectories: number; samples: number };
  factors: Factor[];
  constraints: string[];
  points: number[][];
  responses: Response[];
  categories: { outcome: string; leading: string[] }[];
  tipping: Tipping[];
  fans: Fan[];
  study: string;
}
