// Sections about states as wholes: positions, influence shares, multi-vector index and lean, output.
// All charts of the report share one month cursor.
import { useMemo, useState } from 'preact/hooks';
import { Choice } from '../components/choice';
import { LineChart, type LineSpec } from '../components/line_chart';
import { StackedArea } from '../components/stacked_area';
import { percent } from '../lib/format';
import { neutralLook } from '../lib/palette';
import { changeFromStart, relativeToStart, sumMeans } from '../lib/series';
import { stateLines, type ReportModel } from './model';
import { Section } from '../components/section';

export const SYNC = 'run';

export function PositionSection({ model, onWhy }: { model: ReportModel; onWhy: (code: string | null, month: number) => void }) {
  const { data, axis } = model;
  const lines = useMemo(() => stateLines(model, data.position), [model]);
  const moves = useMemo(() => stateLines(model, data.position, changeFromStart), [model]);
  return (
    <Section
      id="position" title="Position"
      intro="Where each state stands on the main axis of votes in the UN General Assembly. Higher means voting more with the Western group. Such positions move slowly by nature; the second chart magnifies the movement. Click a chart to take its month to the explanation below."
    >
      <LineChart
        wide title="Position" unit="UN General Assembly ideal point" lines={lines} axis={axis} events={model.marks} style={{ fixed: 2 }}
        height={320} syncKey={SYNC} onPick={(month) => onWhy(null, month)}
      />
      <LineChart
        wide title="Movement since the start" unit="ideal-point units" lines={moves} axis={axis} events={model.marks}
        style={{ fixed: 3, signed: true }} zeroLine leastSpan={0.02} syncKey={SYNC} onPick={(month) => onWhy(null, month)}
      />
    </Section>
  );
}

/** Partners' shares over one state from the bottom up, with what stays at home on top. */
function shareLayers(model: ReportModel, code: string): LineSpec[] {
  const shares = model.data.share[code] ?? {};
  const partners = model.states.flatMap((s): LineSpec[] => (shares[s.code]
    ? [{ key: s.code, label: s.name, short: s.code, look: model.looks[s.code], series: shares[s.code] }]
    : []));
  const abroad = sumMeans(partners.map((p) => p.series));
  const home = { mean: abroad.mean.map((v) => Math.max(0, 1 - (v ?? 0))) };
  return [...partners, { key: 'home', label: 'Home', short: 'home', look: neutralLook, series: home }];
}

export function InfluenceSection({ model }: { model: ReportModel }) {
  const stacks = useMemo(
    () => model.active.filter((s) => model.data.share[s.code]).map((s) => ({ state: s, layers: shareLayers(model, s.code) })),
    [model],
  );
  return (
    <Section
      id="influence" title="Influence"
      intro="Who weighs how much in each state's choices: trade, investment, transit, security and agreements, weighted by how friendly the tie is. The rest is home. Mean of all replicates."
    >
      <div class="grid three">
        {stacks.map(({ state, layers }) => (
          <StackedArea
            key={state.code} title={`Influence over ${state.name}`} layers={layers} axis={model.axis} events={model.marks} syncKey={SYNC}
          />
        ))}
      </div>
    </Section>
  );
}

export function VectorSection({ model }: { model: ReportModel }) {
  const { data, axis } = model;
  const [which, setWhich] = useState<'vectors' | 'output'>('vectors');
  const index = useMemo(() => stateLines(model, data.index), [model]);
  const lean = useMemo(() => stateLines(model, data.lean), [model]);
  const vectors = useMemo(() => stateLines(model, data.vectors), [model]);
  const output = useMemo(() => stateLines(model, data.output, relativeToStart), [model]);
  const rest = (v: number | null | undefined) => percent(v, 'en', true);
  return (
    <Section
      id="vectors" title="Vectors and lean"
      intro="The multi-vector index is 1 when all partners weigh the same and 0 when one patron holds everything. Lean is the lead of the largest partner over the second; from 0.15 a state counts as leaning, from 0.25 with half of all influence as aligned."
    >
      <div class="grid">
        <LineChart title="Multi-vector index" lines={index} axis={axis} events={model.marks} style={{ fixed: 2 }} range={[0, 1]} syncKey={SYNC} />
        <LineChart title="Lean" lines={lean} axis={axis} events={model.marks} style={{ fixed: 2 }} range={[0, null]} syncKey={SYNC} />
      </div>
      <div class="controls"><Choice
        label="Also" value={which} onChange={setWhich}
        options={[{ value: 'vectors', label: 'effective vectors' }, { value: 'output', label: 'output' }]}
      /></div>
      {which === 'vectors'
        ? <LineChart wide title="Effective vectors" unit="number of equal partners" lines={vectors} axis={axis} events={model.marks} style={{ fixed: 2 }} range={[1, null]} syncKey={SYNC} />
        : <LineChart wide title="Output since the start" unit="%" lines={output} axis={axis} events={model.marks} show={rest} zeroLine leastSpan={0.02} syncKey={SYNC} />}
    </Section>
  );
}
