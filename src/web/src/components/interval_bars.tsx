// Bars with intervals, one row a thing: sensitivity indices, effects, differences.
// Two bars a row differ in fill (solid, hollow), never in colour alone; the whisker is the interval.
import { useRef } from 'preact/hooks';
import { number } from '../lib/format';
import { useWidth } from '../lib/hooks';
import { extent, scale } from '../lib/scale';
import { ChartFrame } from './chart_frame';

export interface Interval {
  value: number | null;
  low: number | null;
  high: number | null;
}

export interface IntervalRow {
  label: string;
  /** One interval for each entry of `kinds`. */
  bars: Interval[];
}

interface IntervalBarsProps {
  title: string;
  unit?: string;
  summary: string;
  note?: string;
  /** What each bar of a row is; the first is drawn solid, the second hollow. */
  kinds: string[];
  rows: IntervalRow[];
  /** Rows beyond this are in the table only. */
  most?: number;
}

const ROW = 15;
const GAP = 9;
const AXIS = 26;

/** Horizontal bars from zero with whiskers. */
export function IntervalBars({ title, unit, summary, note, kinds, rows, most = 24 }: IntervalBarsProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const drawn = rows.slice(0, most);
  const step = kinds.length * ROW + GAP;
  const height = drawn.length * step + AXIS;
  const left = Math.min(18 + 7.2 * Math.max(4, ...drawn.map((r) => r.label.length)), width * 0.42);
  const [low, high] = extent(drawn.flatMap((r) => r.bars.flatMap((b) => [b.value, b.low, b.high])), 0.04, true);
  const x = scale(low, high, left, Math.max(left + 10, width - 12), width < 500 ? 4 : 7);
  const more = rows.length > drawn.length ? `The ${drawn.length} largest are drawn; the table has all ${rows.length}.` : '';
  return (
    <ChartFrame
      title={title} unit={unit} summary={summary} note={[note, more].filter(Boolean).join(' ')} rows={rows.length}
      columns={[
        { label: 'Factor', words: true, text: (i) => rows[i].label },
        ...kinds.flatMap((kind, k) => [
          { label: kind, text: (i: number) => number(rows[i].bars[k].value), raw: (i: number) => rows[i].bars[k].value },
          { label: `${kind}, low`, text: (i: number) => number(rows[i].bars[k].low), raw: (i: number) => rows[i].bars[k].low },
          { label: `${kind}, high`, text: (i: number) => number(rows[i].bars[k].high), raw: (i: number) => rows[i].bars[k].high },
        ]),
      ]}
      legend={kinds.length > 1 && (
        <ul class="bar-key">
          {kinds.map((kind, k) => <li key={kind}><svg width="22" height="11" aria-hidden="true"><rect x="1" y="1" width="20" height="9" class={`bar bar-${k}`} /></svg>{kind}</li>)}
        </ul>
      )}
    >
      <div class="drawing" ref={box} role="img" aria-label={summary}>
        {width > 0 && (
          <svg width={width} height={height} aria-hidden="true">
            {x.ticks.map((t) => (
              <g key={t}>
                <line class={t === 0 ? 'axis-zero' : 'axis-line'} x1={x(t)} x2={x(t)} y1={0} y2={height - AXIS} />
                <text class="axis-text" x={x(t)} y={height - 8} text-anchor="middle">{number(t)}</text>
              </g>
            ))}
            {drawn.map((row, r) => (
              <g key={row.label} transform={`translate(0 ${r * step + GAP / 2})`}>
                <text class="row-text" x={left - 8} y={(step - GAP) / 2 + 4} text-anchor="end">{clip(row.label, left)}</text>
                {row.bars.map((bar, k) => (bar.value === null ? null : (
                  <g key={k} transform={`translate(0 ${k * ROW})`}>
                    <rect class={`bar bar-${k}`} x={Math.min(x(0), x(bar.value))} width={Math.max(1, Math.abs(x(bar.value) - x(0)))} y={2} height={ROW - 4} />
                    {bar.low !== null && bar.high !== null && <path class="whisker" d={`M${x(bar.low)} ${ROW / 2}H${x(bar.high)}M${x(bar.low)} 4v${ROW - 8}M${x(bar.high)} 4v${ROW - 8}`} />}
                  </g>
                )))}
              </g>
            ))}
          </svg>
        )}
      </div>
    </ChartFrame>
  );
}

/** A label as long as its column allows; the table has it whole. */
function clip(text: string, room: number): string {
  const most = Math.max(6, Math.floor((room - 16) / 7));
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
