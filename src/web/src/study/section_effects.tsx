// What matters for one outcome, by what the design can tell: indices, elementary effects, slopes or levels.
// One outcome is looked at at a time; the reader chooses.
import { useState } from 'preact/hooks';
import { Choice } from '../components/choice';
import { IntervalBars, type IntervalRow } from '../components/interval_bars';
import { Scatter } from '../components/scatter';
import { Section } from '../components/section';
import { number, percent } from '../lib/format';
import { LevelCharts } from './level_charts';
import type { Estimate, Response, StudyData } from './types';
import { responseText } from './words';

const bar = (e: Estimate) => ({ value: e[0], low: e[1], high: e[2] });
const bySize = (rows: { row: IntervalRow; size: number | null }[]) => [...rows].sort((a, b) => (b.size ?? -1) - (a.size ?? -1)).map((r) => r.row);

function Sobol({ data, response }: { data: StudyData; response: Response }) {
  const rows = bySize((response.sobol ?? []).map((s, k) => ({ row: { label: data.factors[k].name, bars: [bar(s.total), bar(s.first)] }, size: s.total[0] })));
  const wide = (response.widest ?? 0) > 0.1;
  const summary = `Total and first-order Sobol indices for ${responseText(response)}. Largest total: ${rows.slice(0, 3).map((r) => `${r.label} ${number(r.bars[0].value)}`).join(', ')}.`;
  const note = `A total index is the share of the variance that would remain if all other factors were fixed; a first-order index what the factor explains alone; the gap between them is interaction. Convergence: the widest interval of a total index is ${number(response.widest)}, and with half of the samples the largest change is ${number(response.moved)}${wide ? '; more samples would be needed to rank close factors' : ''}.`;
  return <IntervalBars title={`Sobol indices of ${responseText(response)}`} summary={summary} note={note} kinds={['total', 'first order']} rows={rows} />;
}

function Morris({ data, response }: { data: StudyData; response: Response }) {
  const effects = response.morris ?? [];
  const rows = bySize(effects.map((m, k) => ({ row: { label: data.factors[k].name, bars: [bar(m.strength)] }, size: m.strength[0] })));
  const top = new Set(rows.slice(0, 6).map((r) => r.label));
  const dots = effects.flatMap((m, k) => (m.strength[0] === null || m.spread === null ? []
    : [{ x: m.strength[0], y: m.spread, label: data.factors[k].name, named: top.has(data.factors[k].name) }]));
  const summary = `Elementary effects on ${responseText(response)} over the whole range of each factor. Strongest: ${rows.slice(0, 3).map((r) => `${r.label} ${number(r.bars[0].value)}`).join(', ')}.`;
  return (
    <>
      <IntervalBars title={`Strength of each factor (mu*) on ${responseText(response)}`} summary={summary} kinds={['mu*']} rows={rows} note="mu* is the mean size of the change of the outcome when the factor alone goes through its whole range." />
      <Scatter
        title="Strength and unevenness" xName="mu*" yName="sigma" dots={dots} withZero diagonal
        summary={`Mean size (mu*) and standard deviation (sigma) of the elementary effects of ${effects.length} factors; the strongest are named.`}
        note="Above the dashed line sigma exceeds mu*: the effect changes with the other factors, or with the place in the range."
      />
    </>
  );
}

function Slopes({ data, response }: { data: StudyData; response: Response }) {
  const rows = bySize((response.slopes ?? []).flatMap((e, k) => (e[0] === null ? [] : [{ row: { label: data.factors[k].name, bars: [bar(e)] }, size: Math.abs(e[0]) }])));
  const summary = rows.length
    ? `Linear effects on ${responseText(response)}. Largest: ${rows.slice(0, 3).map((r) => `${r.label} ${number(r.bars[0].value, { signed: true })}`).join(', ')}.`
    : 'The points are too few for linear effects.';
  return (
    <IntervalBars
      title={`Linear effect of each factor on ${responseText(response)}`} unit="standard deviations of the outcome, over the whole range of the factor"
      summary={summary} kinds={['effect']} rows={rows} note="Least squares over all points, bootstrap intervals. What is not linear does not show here."
    />
  );
}

function Effects({ data, response }: { data: StudyData; response: Response }) {
  const noise = response.noise === null ? 'With one replicate a point, noise cannot be told from effects.'
    : `${percent(response.noise)} of the variance over all runs is noise between replicates of the same point.${response.levels ? '' : ` Common random numbers take it out of comparisons between points; the effects below are those on the mean of the same ${data.replicates} replicates.`}`;
  if (response.flat) return <p>{responseText(response)} is the same at every point.</p>;
  return (
    <>
      <p class="intro">{response.share ? 'Share of runs; ' : ''}{response.about}. {noise}</p>
      {response.sobol && <Sobol data={data} response={response} />}
      {response.morris && <Morris data={data} response={response} />}
      {response.slopes && <Slopes data={data} response={response} />}
      {response.levels && <LevelCharts data={data} response={response} />}
    </>
  );
}

export function EffectsSection({ data }: { data: StudyData }) {
  const [name, setName] = useState(data.responses.find((r) => !r.flat)?.name ?? data.responses[0].name);
  const response = data.responses.find((r) => r.name === name) ?? data.responses[0];
  return (
    <Section
      id="effects" title="What matters"
      control={<Choice label="Outcome" strip={4} value={name} onChange={setName} options={data.responses.map((r) => ({ value: r.name, label: r.name }))} />}
    >
      <Effects data={data} response={response} />
    </Section>
  );
}
