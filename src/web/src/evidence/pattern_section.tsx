// One pattern: the verdict, its experiments, each claim with its shares, where in parameter space it holds, its numbers.
// The picture of the region takes the two parameters that separate best.
import { useState } from 'preact/hooks';
import { Choice } from '../components/choice';
import { Table } from '../components/data_table';
import { Scatter } from '../components/scatter';
import { Section } from '../components/section';
import { number, percent } from '../lib/format';
import type { Pattern, Sample } from './types';

function Claims({ pattern, samples }: { pattern: Pattern; samples: Sample[] }) {
  const claims = pattern.findings.filter((f) => f.claim);
  const word = (holds: boolean) => <td class={holds ? '' : 'no'}>{holds ? 'yes' : 'no'}</td>;
  return (
    <table class="claims">
      <caption class="hidden">Claims of {pattern.id} and where they hold</caption>
      <thead><tr><th scope="col">Claim</th><th scope="col">scenario</th>{samples.map((s) => <th scope="col" key={s.name}>{s.name}</th>)}</tr></thead>
      <tbody>
        {claims.map((c) => (
          <tr key={c.what}><th scope="row">{c.what}</th>{word(c.baseline > 0)}{c.samples.map((s, k) => <td key={samples[k].name}>{percent(s.share)}</td>)}</tr>
        ))}
        <tr class="whole"><th scope="row">all of them</th>{word(pattern.holds)}{pattern.shares.map((s, k) => <td key={samples[k].name}>{percent(s.share)}</td>)}</tr>
      </tbody>
    </table>
  );
}

function Region({ pattern, samples }: { pattern: Pattern; samples: Sample[] }) {
  const divided = samples.map((_, k) => k).filter((k) => pattern.shares[k].splits.length > 0);
  const [chosen, setChosen] = useState(String(divided[divided.length - 1] ?? 0));
  const mixed = samples.map((_, k) => k).filter((k) => pattern.shares[k].share > 0 && pattern.shares[k].share < 1 && !divided.includes(k));
  const lost = samples.map((s, k) => ({ s, n: s.points.length - pattern.shares[k].computed })).filter((x) => x.n > 0);
  const notes = (
    <>
      {mixed.map((k) => <p class="note" key={k}>{samples[k].name}: no single parameter separates where it holds from where it does not.</p>)}
      {lost.map(({ s, n }) => <p class="note" key={s.name}>{s.name}: not computed at {n} of {s.points.length} points, where the model left its bounds.</p>)}
    </>
  );
  if (!divided.length) return notes;
  const k = Number(chosen);
  const sample = samples[k];
  const share = pattern.shares[k];
  const [first, second] = share.splits;
  const other = second?.parameter ?? (first.parameter === 0 ? 1 : 0);
  const name = (p: number) => sample.parameters[p];
  const dots = sample.points.flatMap((point, i) => (share.outcome[i] < 0 ? [] : [{ x: point[first.parameter], y: point[other] ?? 0, label: `${i + 1}`, hollow: share.outcome[i] === 0 }]));
  return (
    <>
      {divided.length > 1 && <Choice label="Region in" value={chosen} onChange={setChosen} options={divided.map((d) => ({ value: String(d), label: samples[d].name }))} />}
      <ul class="regions">{share.splits.map((s) => <li key={s.parameter}>It holds in {s.words}.</li>)}</ul>
      <Scatter
        key={chosen} title={`Where ${pattern.id} holds, ${sample.name}`} xName={name(first.parameter)} yName={name(other) ?? ''} dots={dots} kinds={['holds', 'does not hold']}
        summary={`${share.held} of ${share.computed} points hold. It holds in ${first.words}.`}
      />
      {notes}
    </>
  );
}

export function PatternSection({ pattern, samples }: { pattern: Pattern; samples: Sample[] }) {
  const numbers = pattern.findings.filter((f) => !f.claim);
  return (
    <Section id={pattern.id} title={`${pattern.id} ${pattern.name}`}>
      <p class="verdict">{pattern.holds ? 'Holds' : 'Does not hold'}{pattern.on_scenario ? ' in the scenario' : " (in a world made for it, with the model's default parameters)"}: {pattern.statement}.</p>
      <ul class="experiments">{pattern.experiments.map((e) => <li key={e.name}><b>{e.name}</b>: {e.what}</li>)}</ul>
      <Claims pattern={pattern} samples={samples} />
      <Region pattern={pattern} samples={samples} />
      <Table
        caption={`Numbers of ${pattern.id}`} rows={numbers.length}
        columns={[
          { label: 'Number', words: true, text: (i) => numbers[i].what },
          { label: 'scenario', text: (i) => number(numbers[i].baseline), raw: (i) => numbers[i].baseline },
          ...samples.flatMap((s, k) => [
            { label: `${s.name}, 5 %`, text: (i: number) => number(numbers[i].samples[k].low), raw: (i: number) => numbers[i].samples[k].low },
            { label: `${s.name}, median`, text: (i: number) => number(numbers[i].samples[k].median), raw: (i: number) => numbers[i].samples[k].median },
            { label: `${s.name}, 95 %`, text: (i: number) => number(numbers[i].samples[k].high), raw: (i: number) => numbers[i].samples[k].high },
            { label: `${s.name}, same sign`, text: (i: number) => percent(numbers[i].samples[k].share), raw: (i: number) => numbers[i].samples[k].share },
          ]),
        ]}
      />
    </Section>
  );
}
