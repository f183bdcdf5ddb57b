// The data contract between `tarazi evidence` and its page. Shares are of the points at which a pattern could be computed.
// `samples` order the lists of the same name below; intervals of shares are Wilson's, 95 %.

export interface Sample {
  name: string;
  what: string;
  parameters: string[];
  points: number[][];
}

/** Over one sample: of a claim the share where it holds; of a number its quantiles and the share with the scenario's sign. */
export interface Spread {
  share: number;
  low: number;
  median: number;
  high: number;
}

export interface Finding {
  what: string;
  claim: boolean;
  /** Of a claim 1 or 0. */
  baseline: number;
  samples: Spread[];
}

export interface Split {
  parameter: number;
  cut: number;
  below: number;
  above: number;
  points_below: number;
  points_above: number;
  words: string;
}

export interface Share {
  computed: number;
  held: number;
  share: number;
  low: number;
  high: number;
  /** By point: 1 holds, 0 does not, -1 not computed. */
  outcome: number[];
  splits: Split[];
}

export interface Pattern {
  id: string;
  name: string;
  statement: string;
  on_scenario: boolean;
  holds: boolean;
  experiments: { name: string; what: string }[];
  findings: Finding[];
  shares: Share[];
}

export interface EvidenceData {
  kind: 'evidence';
  program: { name: string; version: string };
  command: string;
  seed: number;
  scenario: { title: string; file: string; hash: string };
  samples: Sample[];
  patterns: Pattern[];
}
