// Sections about one state and its partners: trade, investment, pressure and grievance, affinity and bonds.
// The state is chosen once and holds for all of them.
import { useMemo, useState } from 'preact/hooks';
import { Choice } from '../components/choice';
import { LineChart, type LineSpec } from '../components/line_chart';
import { percent } from '../lib/format';
import { relativeToStart, sumMeans } from '../lib/series';
import type { ByPair } from '../lib/types';
import { pairLines, type ReportModel } from './model';
import { Section } from '../components/section';
import { SYNC } from './sections_state';

export interface FocusProps {
  model: ReportModel;
  focus: string;
  onFocus: (code: string) => void;
}

/** The choice of the state through whose eyes the pair sections look. */
export function FocusChoice({ model, focus, onFocus }: FocusProps) {
  return (
    <Choice
      label="Seen from" value={focus} onChange={onFocus}
      options={model.active.map((s) => ({ value: s.code, label: s.code, title: s.name }))}
    />
  );
}

type Measure = 'amount' | 'change';
const MEASURES: { value: Measure; label: string }[] = [
  { value: 'amount', label: 'amount' }, { value: 'change', label: 'change since start' },
];
const signedPercent = (v: number | null | undefined) => percent(v, 'en', true);

/** Adds exports and imports of each partner; the sum keeps no band, because quantiles cannot be added. */
function bothWays(model: ReportModel, focus: string): LineSpec[] {
  const out = pairLines(model, model.data.exports, focus, 'out');
  const into = pairLines(model, model.data.exports, focus, 'in');
  const keys = model.states.map((s) => s.code).filter((c) => [...out, ...into].some((l) => l.key === c));
  return keys.map((key) => {
    const parts = [...out, ...into].filter((l) => l.key === key);
    return { ...parts[0], series: sumMeans(parts.map((p) => p.series)) };
  });
}

const asChange = (lines: LineSpec[]) => lines.map((l) => ({ ...l, series: relativeToStart(l.series) }));

export function TradeSection(props: FocusProps) {
  const { model, focus } = props;
  const [flow, setFlow] = useState<'both' | 'out' | 'in'>('both');
  const [measure, setMeasure] = useState<Measure>('amount');
  const name = model.names[focus];
  const lines = useMemo(() => {
    const amounts = flow === 'both' ? bothWays(model, focus) : pairLines(model, model.data.exports, focus, flow);
    return measure === 'amount' ? amounts : asChange(amounts);
  }, [model, focus, flow, measure]);
  const what = { both: `Trade of ${name}`, out: `Exports of ${name}`, in: `Imports of ${name}` }[flow];
  return (
    <Section
      id="trade" title="Trade" control={<FocusChoice {...props} />}
      intro="Goods trade with each partner, in billion US dollars of the start year, at a yearly rate."
    >
      <div class="controls">
        <Choice
          label="Flow" hideLabel value={flow} onChange={setFlow}
          options={[{ value: 'both', label: 'both ways' }, { value: 'out', label: 'exports' }, { value: 'in', label: 'imports' }]}
        />
        <Choice label="Measure" hideLabel value={measure} onChange={setMeasure} options={MEASURES} />
      </div>
      <LineChart
        wide title={measure === 'amount' ? what : `${what}, change since the start`} unit={measure === 'amount' ? 'bn USD a year' : '%'}
        lines={lines} axis={model.axis} events={model.marks} style={{ digits: 3 }} show={measure === 'change' ? signedPercent : undefined}
        zeroLine={measure === 'change'} leastSpan={measure === 'change' ? 0.02 : undefined} range={measure === 'amount' ? FROM_ZERO : undefined} height={300} syncKey={SYNC}
        note={flow === 'both' ? 'Exports plus imports, means; bands are shown for exports and imports alone.' : undefined}
      />
    </Section>
  );
}

const FROM_ZERO: [number, null] = [0, null];
const UNIT: [number, number] = [0, 1];
const SIGNED_UNIT: [number, number] = [-1, 1];

export function InvestmentSection(props: FocusProps) {
  const { model, focus } = props;
  const [measure, setMeasure] = useState<Measure>('amount');
  const name = model.names[focus];
  const inward = useMemo(() => pairLines(model, model.data.stock, focus, 'in', measure === 'change' ? relativeToStart : undefined), [model, focus, measure]);
  const outward = useMemo(() => pairLines(model, model.data.stock, focus, 'out', measure === 'change' ? relativeToStart : undefined), [model, focus, measure]);
  const offers = useMemo(() => pairLines(model, model.data.offer, focus, 'in'), [model, focus]);
  const common = {
    axis: model.axis, events: model.marks, style: { digits: 3 }, syncKey: SYNC, unit: measure === 'amount' ? 'bn USD' : '%',
    show: measure === 'change' ? signedPercent : undefined, zeroLine: measure === 'change', leastSpan: measure === 'change' ? 0.02 : undefined, range: measure === 'amount' ? FROM_ZERO : undefined,
  };
  return (
    <Section
      id="investment" title="Investment" control={<FocusChoice {...props} />}
      intro="Capital owned across borders. Offers are the state-directed part that arrives each year."
    >
      <div class="controls"><Choice label="Measure" hideLabel value={measure} onChange={setMeasure} options={MEASURES} /></div>
      <div class="grid">
        <LineChart {...common} title={`Capital in ${name}, by owner`} lines={inward} />
        <LineChart {...common} title={`Capital of ${name} abroad, by host`} lines={outward} />
      </div>
      {offers.length > 0 && (
        <LineChart
          wide title={`State-directed offers to ${name}`} unit="bn USD a year" lines={offers} axis={model.axis} events={model.marks}
          style={{ digits: 3 }} range={FROM_ZERO} height={220} syncKey={SYNC}
        />
      )}
    </Section>
  );
}

/** Levels below this would be shown as 0.00. */
const UNSEEN = 0.005;

interface PairChart {
  title: (name: string) => string;
  data: (model: ReportModel) => ByPair;
  direction: 'in' | 'out';
  range?: [number | null, number | null];
  zeroLine?: boolean;
}

/** A grid of charts of the same state, each of another relation. */
function PairGrid({ model, focus, charts }: { model: ReportModel; focus: string; charts: PairChart[] }) {
  const drawn = useMemo(
    () => charts.map((c) => ({ ...c, lines: pairLines(model, c.data(model), focus, c.direction, undefined, UNSEEN) })),
    [model, focus, charts],
  );
  const name = model.names[focus];
  const empty = drawn.filter((c) => !c.lines.length).map((c) => c.title(name));
  return (
    <>
      <div class="grid">
        {drawn.filter((c) => c.lines.length).map((c) => (
          <LineChart
            key={c.title(name)} title={c.title(name)} lines={c.lines} axis={model.axis} events={model.marks} style={{ fixed: 2 }}
            range={c.range} zeroLine={c.zeroLine} leastSpan={0.1} syncKey={SYNC}
          />
        ))}
      </div>
      {empty.length > 0 && <p class="note">Never above {UNSEEN}: {empty.join('; ')}.</p>}
    </>
  );
}

const PRESSURE_CHARTS: PairChart[] = [
  { title: (n) => `Pressure on ${n}, by sender`, data: (m) => m.data.pressure, direction: 'in', range: UNIT },
  { title: (n) => `Pressure by ${n}, by target`, data: (m) => m.data.pressure, direction: 'out', range: UNIT },
  { title: (n) => `Grievance of ${n} against`, data: (m) => m.data.grievance, direction: 'out', range: FROM_ZERO },
  { title: (n) => `Grievance against ${n}, by holder`, data: (m) => m.data.grievance, direction: 'in', range: FROM_ZERO },
];

export function PressureSection(props: FocusProps) {
  return (
    <Section
      id="pressure" title="Pressure and grievance" control={<FocusChoice {...props} />}
      intro="Pressure runs from 0 (none) over criticism to 1 (full sanctions). Pressure beyond the customary leaves a grievance, the less so among friends."
    >
      <PairGrid model={props.model} focus={props.focus} charts={PRESSURE_CHARTS} />
    </Section>
  );
}

const TIE_CHARTS: PairChart[] = [
  { title: (n) => `Affinity of ${n} for`, data: (m) => m.data.affinity, direction: 'out', range: SIGNED_UNIT, zeroLine: true },
  { title: (n) => `Affinity for ${n}, by holder`, data: (m) => m.data.affinity, direction: 'in', range: SIGNED_UNIT, zeroLine: true },
  { title: (n) => `Bonds of ${n} with`, data: (m) => m.data.bond, direction: 'out', range: UNIT },
  { title: (n) => `Dependence of ${n} on`, data: (m) => m.data.dependence, direction: 'out', range: FROM_ZERO },
  { title: (n) => `Openness of ${n} to`, data: (m) => m.data.openness, direction: 'out', zeroLine: true },
];

export function AffinitySection(props: FocusProps) {
  return (
    <Section
      id="affinity" title="Affinity and ties" control={<FocusChoice {...props} />}
      intro="Affinity runs from −1 (hostile) to 1 (friendly). Bonds are agreements, institutions and people; dependence is what losing a partner would cost; openness is trade facilitation above and restriction below zero."
    >
      <PairGrid model={props.model} focus={props.focus} charts={TIE_CHARTS} />
    </Section>
  );
}
