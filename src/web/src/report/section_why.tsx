// The Why panel: for a state and a span of months, the model's own additive terms behind the move.
// The reader sees the bars, a sentence, the sum against the move, and how the move built up over the run.
import { useMemo, useState } from 'preact/hooks';
import { Choice } from '../components/choice';
import { LineChart, type LineSpec } from '../components/line_chart';
import { MonthSlider } from '../components/month_slider';
import { WhyBars } from '../components/why_bars';
import { look, neutralLook } from '../lib/palette';
import { cumulate } from '../lib/series';
import { monthName } from '../lib/time';
import { addsUp, explain, rowSteps, whySentence } from '../lib/why';
import type { ReportModel } from './model';
import { Section } from '../components/section';
import { FocusChoice } from './sections_pair';
import { SYNC } from './sections_state';

type Span = 'month' | 'year' | 'start';

interface WhyProps {
  model: ReportModel;
  focus: string;
  onFocus: (code: string) => void;
  month: number;
  onMonth: (month: number) => void;
}

/** First month of the span that ends in `month`. */
const spanStart = (span: Span, month: number) => (span === 'month' ? month - 1 : span === 'year' ? Math.max(0, month - 12) : 0);

/** The partner with most influence on the side a move leads to: a name for the direction. */
function directionName(model: ReportModel, focus: string, month: number, sign: number): string | null {
  const here = model.data.position[focus]?.mean[month];
  if (here === null || here === undefined) return null;
  let best: string | null = null;
  let most = -1;
  for (const s of model.active) {
    const there = model.data.position[s.code]?.mean[month];
    const share = model.data.share[focus]?.[s.code]?.mean[month] ?? 0;
    if (s.code !== focus && there != null && Math.sign(there - here) === sign && share > most) {
      best = s.code;
      most = share;
    }
  }
  return best === null ? null : model.names[best];
}

export function WhySection({ model, focus, onFocus, month, onMonth }: WhyProps) {
  const [span, setSpan] = useState<Span>('year');
  const terms = model.data.why[focus];
  const steps = terms?.months ?? 0;
  const end = Math.min(Math.max(1, month), steps);
  // One axis for all months of a span's length, so that bars of different months can be compared.
  const limit = useMemo(() => {
    if (!terms) return 1;
    let most = 1e-12;
    for (let t = 1; t <= terms.months; t++) {
      const why = explain(terms, spanStart(span, t), t);
      for (const row of why.rows) {
        const sides = [1, -1].map((sign) => row.parts.reduce((a, p) => a + Math.max(0, sign * p.value), 0));
        most = Math.max(most, ...sides);
      }
    }
    return most * 1.04;
  }, [terms, span]);
  const built = useMemo((): LineSpec[] => {
    if (!terms) return [];
    const row = (key: string, label: string, short: string, style: LineSpec['look']): LineSpec => ({
      key, label, short, look: style, series: { mean: cumulate(rowSteps(terms, key)) },
    });
    return [
      row('anchor', 'Own anchor', 'anchor', { ...look(6), dash: [1, 3] }),
      ...Object.keys(terms.partners).map((code) => row(code, model.names[code] ?? code, code, model.looks[code] ?? neutralLook)),
      ...(terms.noise.some((v) => v !== 0) ? [row('noise', 'Chance', 'chance', neutralLook)] : []),
    ];
  }, [terms, model]);
  if (!terms || steps < 1) return null;
  const why = explain(terms, spanStart(span, end), end);
  const name = model.names[focus];
  const sentence = whySentence(why, name, model.names, (sign) => directionName(model, focus, why.from, sign), model.axis);
  return (
    <Section
      id="why" title="Why?" control={<FocusChoice model={model} focus={focus} onFocus={onFocus} />}
      intro="Each month a state's position moves by a sum of terms: the pull back to its own long-run position, and for every partner the influence it has, what its pressure extracts, and the resentment it causes."
    >
      <figure class="chart wide" id="why-panel">
        <h3 class="chart-title">Why {name} moved<span class="unit">ideal-point units; right = up the scale</span></h3>
        <div class="controls">
          <Choice
            label="Over" value={span} onChange={setSpan}
            options={[{ value: 'month', label: 'one month' }, { value: 'year', label: 'twelve months' }, { value: 'start', label: 'since the start' }]}
          />
        </div>
        <MonthSlider axis={model.axis} value={end} onChange={onMonth} from={1} to={steps} label="Month explained" />
        <p class="why-sentence" aria-live="polite">{sentence}</p>
        <WhyBars why={why} names={model.names} limit={limit} label={`Terms of the move of ${name} up to ${monthName(model.axis, end)}`} />
        <figcaption>
          {model.data.replicates > 1 && <p class="note">The terms are those of the first replicate; the charts above average {model.data.replicates}.</p>}
          {!addsUp(why) && <p class="note">The terms differ from the move by more than rounding.</p>}
        </figcaption>
      </figure>
      <LineChart
        wide title={`How the move of ${name} built up`} unit="ideal-point units since the start" lines={built} axis={model.axis}
        events={model.marks} style={{ fixed: 3, signed: true }} zeroLine leastSpan={0.02} syncKey={SYNC} onPick={(m) => onMonth(Math.max(1, m))}
      />
    </Section>
  );
}
