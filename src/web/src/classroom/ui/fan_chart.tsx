// Lines over time with a fan of uncertainty, as SVG: small multiples, previews and the A|B comparison.
// Time runs left to right in every language unless the reader asks otherwise; names stand at the line ends.
import { useRef } from 'preact/hooks';
import { DataTable } from '../../components/data_table';
import { useWidth } from '../../lib/hooks';
import type { Look } from '../../lib/palette';
import { usePageMode } from '../../lib/theme';
import { monthName, tickName, timeTicks, type TimeAxis } from '../../lib/time';
import { useReader } from '../i18n/reader';

export interface FanLine {
  key: string;
  label: string;
  short: string;
  look: Look;
  /** Months (from the start of the scenario) and values, equally long. */
  months: number[];
  values: number[];
  low?: number[];
  high?: number[];
  /** Thin lines are the ground against which the others are read. */
  faint?: boolean;
}

interface FanProps {
  title: string;
  lines: FanLine[];
  axis: TimeAxis;
  from: number;
  to: number;
  range: [number, number];
  /** Rounds or other moments marked by a hairline. */
  marks?: number[];
  /** The present: what lies right of it is a forecast. */
  now?: number;
  height?: number;
  decimals?: number;
  summary: string;
  /** Small charts of a wall show no table of their own. */
  bare?: boolean;
  hideTitle?: boolean;
}

const points = (xs: number[], ys: number[]) => xs.map((x, i) => `${x.toFixed(1)},${ys[i].toFixed(1)}`).join(' ');

/** Pushes labels apart, top to bottom, so that none covers another; returns the new heights in the old order. */
export function spread(heights: number[], gap: number, floor: number): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a] - heights[b]);
  const out = [...heights];
  for (let k = 1; k < order.length; k++) out[order[k]] = Math.max(out[order[k]], out[order[k - 1]] + gap);
  let limit = floor;
  for (let k = order.length - 1; k >= 0; k--) {
    out[order[k]] = Math.min(out[order[k]], limit);
    limit = out[order[k]] - gap;
  }
  return out;
}

/** The chart with its sentence and its table. */
export function FanChart(props: FanProps) {
  const { title, lines, axis, from, to, range, marks = [], now, height = 150, decimals = 2, summary, bare, hideTitle } = props;
  const { t, num, locale, direction, timeFollows } = useReader();
  const { theme } = usePageMode();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box) || 300;
  const mirrored = direction === 'rtl' && timeFollows;
  // As many digits as tell the three levels apart.
  const digits = Math.max(1, Math.min(4, Math.ceil(-Math.log10(Math.max(1e-6, range[1] - range[0])) + 1)));
  const pad = { left: 27 + 7 * digits, right: bare ? 6 : 46, top: 6, bottom: 18 };
  const across = Math.max(40, width - pad.left - pad.right);
  const down = height - pad.top - pad.bottom;
  const x = (month: number) => {
    const part = (month - from) / Math.max(1, to - from);
    return mirrored ? width - pad.left - part * across : pad.left + part * across;
  };
  const y = (value: number) => pad.top + (1 - (value - range[0]) / (range[1] - range[0] || 1)) * down;
  const ticks = timeTicks(axis, from, to, Math.max(2, Math.floor(across / 60)));
  const step = ticks.length > 1 ? ticks[1] - ticks[0] : 12;
  const levels = [range[0], (range[0] + range[1]) / 2, range[1]];
  const ends = spread(lines.map((l) => y(l.values[l.values.length - 1] ?? 0)), 12, height - pad.bottom);
  const side = mirrored ? 'end' : 'start';
  const longest = lines.reduce((a, l) => (l.months.length > a.length ? l.months : a), [] as number[]);
  const columns = [
    { label: t('chart.month'), text: (i: number) => monthName(axis, longest[i], locale), raw: (i: number) => longest[i] },
    ...lines.map((l) => {
      const at = (i: number) => l.months.indexOf(longest[i]);
      return {
        label: l.label,
        text: (i: number) => {
          const k = at(i);
          if (k < 0) return '';
          const middle = num(l.values[k], { fixed: decimals });
          return l.low && l.high ? `${middle} (${num(l.low[k], { fixed: decimals })} … ${num(l.high[k], { fixed: decimals })})` : middle;
        },
        raw: (i: number) => (at(i) < 0 ? null : l.values[at(i)]),
      };
    }),
  ];
  return (
    <figure class={bare ? 'fan bare' : 'fan'}>
      {!hideTitle && <figcaption class="fan-title">{title}</figcaption>}
      <div ref={box} class="fan-box">
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={summary}>
          {levels.map((v) => (
            <g key={v}>
              <line class="fan-grid" x1={pad.left} x2={width - pad.right} y1={y(v)} y2={y(v)} />
              <text class="fan-text" x={mirrored ? width - 4 : pad.left - 4} y={y(v) + 4} text-anchor="end">{num(v, { fixed: digits })}</text>
            </g>
          ))}
          {marks.map((m) => <line key={m} class="fan-mark" x1={x(m)} x2={x(m)} y1={pad.top} y2={height - pad.bottom} />)}
          {now !== undefined && now < to && (
            <rect class="fan-future" x={Math.min(x(now), x(to))} y={pad.top} width={Math.abs(x(to) - x(now))} height={down} />
          )}
          {ticks.map((m) => (
            <text key={m} class="fan-text" x={x(m)} y={height - 4} text-anchor="middle">{tickName(axis, m, step, locale)}</text>
          ))}
          {lines.map((l) => l.low && l.high && (
            <polygon
              key={`${l.key}-fan`} class="fan-band" fill={l.look.colour[theme]}
              points={`${points(l.months.map(x), l.high.map(y))} ${points([...l.months].reverse().map(x), [...l.low].reverse().map(y))}`}
            />
          ))}
          {lines.map((l) => (
            <polyline
              key={l.key} class={l.faint ? 'fan-line faint' : 'fan-line'} stroke={l.look.colour[theme]}
              stroke-dasharray={l.look.dash.join(' ')} points={points(l.months.map(x), l.values.map(y))}
            />
          ))}
          {lines.map((l) => l.values.length === 1 && (
            <circle key={`${l.key}-only`} cx={x(l.months[0])} cy={y(l.values[0])} r="3.5" fill={l.look.colour[theme]} />
          ))}
          {!bare && lines.map((l, i) => (
            <text key={`${l.key}-end`} class="fan-end" fill={l.look.colour[theme]} x={x(to) + (mirrored ? -4 : 4)} y={ends[i] + 4} text-anchor={side}>{l.short}</text>
          ))}
        </svg>
      </div>
      {!bare && (
        <>
          <p class="fan-summary">{summary}</p>
          <DataTable caption={title} columns={columns} rows={longest.length} fold={t('chart.numbers')} saveText={t('chart.save')} fileName="tarazi-class" />
        </>
      )}
    </figure>
  );
}
