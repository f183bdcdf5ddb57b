// The data contract between `tarazi calibrate` and its page. Intervals are 5 % to 95 %; null is a number that could not
// be computed. Parts that were not asked for are absent.

type Maybe = number | null;

export interface Learned {
  name: string;
  path: string;
  prior: string;
  source: string;
  median: number;
  mean: number;
  sd: number;
  low: number;
  high: number;
  /** Variance over that of the prior. */
  ratio: number;
  verdict: 'identified' | 'partly' | 'not identified';
}

export interface Posterior {
  method: string;
  parameters: Learned[];
  /** [parameter]: 41 equally spaced quantiles. */
  priors: number[][];
  /** [draw][parameter] */
  draws: number[][];
  correlations: Maybe[][];
  ridges: string[];
}

export interface Target {
  name: string;
  what: string;
  unit: string;
  source: string;
  value: number;
  error: number;
  low: Maybe;
  median: Maybe;
  high: Maybe;
  prior_low: Maybe;
  prior_median: Maybe;
  prior_high: Maybe;
  /** Distance of the median from the observed value, in standard deviations. */
  miss: Maybe;
}

export interface CalibrationData {
  kind: 'calibration';
  title: string;
  about: string;
  command: string;
  version: string;
  seed: number;
  worlds: { name: string; file: string; title: string; states: number; months: number; replicates: number; hash: string }[];
  posterior?: Posterior;
  abc?: { runs: number; ess: number; tolerance: number; generations: { tolerance: number; ess: number }[] };
  targets?: Target[];
  history?: { waves: { runs: number; left: Maybe; explained: Maybe[]; ruled_out: Maybe[] }[]; targets: string[]; region?: Posterior };
  point?: { parameters: string[]; values: number[]; squared_distance: number; evaluations: number; targets: number };
  check?: { truths: number; p: Maybe; ess: number; parameters: { name: string; histogram: number[]; p: Maybe; inside50: number; inside90: number }[] };
}
