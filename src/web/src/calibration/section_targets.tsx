// What the calibration was held against, what history matching ruled out, and whether the stated uncertainty is right.
// Targets are shown in units of their own error, so that all fit one axis.
import { Table } from '../components/data_table';
import { IntervalBars } from '../components/interval_bars';
import { LevelLines } from '../components/level_lines';
import { Section } from '../components/section';
import { extent } from '../lib/scale';
import { list, number, percent, withBand } from '../lib/format';
import type { CalibrationData, Target } from './types';

const FAR = 12;  // errors beyond this are drawn at the edge; the table has them

function inErrors(t: Target, median: number | null, low: number | null, high: number | null) {
  const z = (v: number | null) => (v === null ? null : Math.max(-FAR, Math.min(FAR, (v - t.value) / t.error)));
  return { value: z(median), low: z(low), high: z(high) };
}

export function TargetsSection({ targets }: { targets: Target[] }) {
  const missed = targets.filter((t) => t.miss !== null && Math.abs(t.miss) > 2);
  return (
    <Section id="targets" title="Targets" intro="What the simulated worlds give, minus what was observed, in errors of the observation. Zero is a hit; whiskers are 5 % to 95 % of the runs.">
      <IntervalBars
        title="Simulated minus observed" unit="errors of the target" kinds={['posterior', 'prior']}
        rows={targets.map((t) => ({ label: t.name, bars: [inErrors(t, t.median, t.low, t.high), inErrors(t, t.prior_median, t.prior_low, t.prior_high)] }))}
        summary={missed.length ? `Not met, by more than two standard deviations: ${list(missed.map((t) => t.name))}.` : `${targets.length === 1 ? 'The target is' : `All ${targets.length} targets are`} met within two standard deviations.`}
        note={`Bars and whiskers end at ${FAR} errors.`}
      />
      <Table
        caption="Targets" rows={targets.length}
        columns={[
          { label: 'Target', words: true, text: (i) => targets[i].name }, { label: 'What', words: true, text: (i) => targets[i].what },
          { label: 'Observed', text: (i) => number(targets[i].value), raw: (i) => targets[i].value }, { label: 'Error', text: (i) => number(targets[i].error), raw: (i) => targets[i].error },
          { label: 'Simulated', text: (i) => withBand(targets[i].median, targets[i].low, targets[i].high), raw: (i) => targets[i].median },
          { label: 'Under the prior', text: (i) => withBand(targets[i].prior_median, targets[i].prior_low, targets[i].prior_high), raw: (i) => targets[i].prior_median },
          { label: 'Miss', text: (i) => number(targets[i].miss, { signed: true, digits: 2 }), raw: (i) => targets[i].miss }, { label: 'Source', words: true, text: (i) => targets[i].source },
        ]}
      />
    </Section>
  );
}

export function CoverageSection({ check }: { check: NonNullable<CalibrationData['check']> }) {
  const wrong = (check.p ?? 1) < 0.05;
  const bar = (v: number) => ({ value: v, low: null, high: null });
  return (
    <Section id="coverage" title="Is the uncertainty right?" intro={`Simulation-based calibration on ${check.truths} truths drawn from the prior: data are made from each, the same method is run, and the truth must lie in the 90 % interval in 90 % of the cases.`}>
      <IntervalBars
        title="Share of truths inside the interval" kinds={['90 % interval', '50 % interval']} rows={check.parameters.map((p) => ({ label: p.name, bars: [bar(p.inside90), bar(p.inside50)] }))}
        summary={`${wrong ? 'The ranks are not uniform' : 'The ranks may well be uniform'} (p = ${number(check.p, { digits: 2 })}, all parameters together). 90 % intervals hold between ${percent(Math.min(...check.parameters.map((p) => p.inside90)))} and ${percent(Math.max(...check.parameters.map((p) => p.inside90)))} of the truths.`}
        note="The model is replaced by emulators of its runs here: the check is of method and effort, not of the model."
      />
      <Table
        caption="Ranks of the truth among draws" rows={check.parameters.length}
        columns={[
          { label: 'Parameter', words: true, text: (i) => check.parameters[i].name }, { label: 'p', text: (i) => number(check.parameters[i].p), raw: (i) => check.parameters[i].p },
          ...check.parameters[0].histogram.map((_, b) => ({ label: `bin ${b + 1}`, text: (i: number) => String(check.parameters[i].histogram[b]), raw: (i: number) => check.parameters[i].histogram[b] })),
        ]}
      />
    </Section>
  );
}

export function WavesSection({ history }: { history: NonNullable<CalibrationData['history']> }) {
  const left = history.waves.map((w) => w.left);
  const last = left[left.length - 1];
  return (
    <Section id="waves" title="What is not ruled out" intro="History matching: each wave fits emulators to its runs and rules out what lies too far from any target. What is left is a region, not a distribution.">
      <LevelLines
        title="Share of the prior left" names range={extent([...left, 1], 0.04, true)} levels={history.waves.map((w, k) => ({ at: k + 1, label: `wave ${k + 1}`, value: w.left, low: null, high: null }))}
        summary={last ? `After ${left.length} waves ${percent(last)} of the prior is left.` : 'Every candidate was ruled out: no point of the prior meets all targets.'}
      />
      <Table
        caption="Waves" rows={history.waves.length * history.targets.length}
        columns={[
          { label: 'Wave', text: (i) => String(Math.floor(i / history.targets.length) + 1) }, { label: 'Target', words: true, text: (i) => history.targets[i % history.targets.length] },
          { label: 'Variance that the emulator explains', text: (i) => percent(history.waves[Math.floor(i / history.targets.length)].explained[i % history.targets.length]) },
          { label: 'Ruled out by it', text: (i) => percent(history.waves[Math.floor(i / history.targets.length)].ruled_out[i % history.targets.length]) },
        ]}
      />
    </Section>
  );
}
