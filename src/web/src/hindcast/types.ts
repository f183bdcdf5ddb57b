// The data contract between `tarazi hindcast` and its page. Skill is 1 - MSE / MSE of a reference.
// Horizons are years after the start; estimates carry the ends of their 95 % intervals.

export type Estimate = [value: number, low: number, high: number];

export interface Score {
  region: string;
  horizon: number;
  states: number;
  in_sample: boolean;
  rmse: number;
  rmse_persistence: number;
  rmse_reversion: number;
  rmse_regression: number;
  skill_persistence: Estimate;
  skill_reversion: Estimate;
  skill_regression: Estimate;
  crps: number;
  mae_persistence: number;
  mae_reversion: number;
  ranks: number[];
  covered: number;
}

/** One state in one year: what happened, and what was expected with 5 % and 95 % of the ensemble. */
export interface Case {
  state: string;
  name: string;
  region: string;
  horizon: number;
  observed: number;
  start: number;
  mean: number;
  low: number;
  high: number;
  reversion: number;
  regression: number;
  crps: number;
}

export interface HindcastData {
  kind: 'hindcast';
  program: { name: string; version: string };
  from: number;
  to: number;
  states: number;
  replicates: number;
  seed: number;
  strategy: string;
  feed_output: boolean;
  feed_pressure: boolean;
  fit: { from: number; to: number; ratio: number } | null;
  numbers: { anchoring: number; influence: number; latest: number };
  scores: Score[];
  agreement: { horizon: number; pairs: number; rmse: number; rmse_persistence: number }[];
  misses: string[];
  places: Record<string, [number, number]>;
  cases: Case[];
  missing: { state: string; what: string; done: string }[];
}
