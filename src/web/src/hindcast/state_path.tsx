// One state's positions: what happened beside what was expected, with the range of the ensemble.
// The observed line is dark with dots, the expected one coloured and dashed, so that colour is not the only sign.
import { useRef } from 'preact/hooks';
import { ChartFrame } from '../components/chart_frame';
import { number, withBand } from '../lib/format';
import { useWidth } from '../lib/hooks';
import { extent, scale } from '../lib/scale';
import type { Case } from './types';

const HEIGHT = 250;
const LEFT = 50;

export function StatePath({ cases, from }: { cases: Case[]; from: number }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const first = cases[0];
  const last = cases[cases.length - 1];
  const rows = [{ year: from, observed: first.start, mean: first.start, low: first.start, high: first.start },
    ...cases.map((c) => ({ year: from + c.horizon, observed: c.observed, mean: c.mean, low: c.low, high: c.high }))];
  const [low, high] = extent(rows.flatMap((r) => [r.observed, r.low, r.high]));
  const x = scale(from, from + last.horizon, LEFT, Math.max(LEFT + 10, width - 16), Math.min(rows.length, 8));
  const y = scale(low, high, HEIGHT - 28, 8, 5);
  const path = (value: (r: (typeof rows)[number]) => number, list = rows) => list.map((r, i) => `${i ? 'L' : 'M'}${x(r.year).toFixed(1)} ${y(value(r)).toFixed(1)}`).join('');
  const inside = cases.filter((c) => c.low <= c.observed && c.observed <= c.high).length;
  const summary = `${first.name}, ${from} to ${from + last.horizon}: from ${number(first.start)} to ${number(last.observed)}; expected ${withBand(last.mean, last.low, last.high)}. ${inside} of ${cases.length} years lie within the ensemble's 5 % to 95 %.`;
  return (
    <ChartFrame
      title={first.name} unit="UN General Assembly ideal point" summary={summary} rows={rows.length}
      columns={[
        { label: 'Year', text: (i) => String(rows[i].year), raw: (i) => rows[i].year },
        { label: 'Happened', text: (i) => number(rows[i].observed), raw: (i) => rows[i].observed },
        { label: 'Expected (5 % to 95 %)', text: (i) => withBand(rows[i].mean, rows[i].low, rows[i].high), raw: (i) => rows[i].mean },
      ]}
      legend={(
        <ul class="bar-key">
          <li><svg width="24" height="10" aria-hidden="true"><path class="observed-line" d="M0 5H24" /><circle class="observed-dot" cx="12" cy="5" r="3" /></svg>happened</li>
          <li><svg width="24" height="10" aria-hidden="true"><path class="line dashed" d="M0 5H24" /></svg>expected</li>
        </ul>
      )}
    >
      <div class="drawing" ref={box} role="img" aria-label={summary}>
        {width > 0 && (
          <svg width={width} height={HEIGHT} aria-hidden="true">
            {y.ticks.map((t) => (
              <g key={t}>
                <line class="axis-line" x1={LEFT} x2={width - 16} y1={y(t)} y2={y(t)} />
                <text class="axis-text" x={LEFT - 6} y={y(t) + 4} text-anchor="end">{number(t)}</text>
              </g>
            ))}
            {x.ticks.filter((t) => Number.isInteger(t)).map((t) => <text key={t} class="axis-text" x={x(t)} y={HEIGHT - 9} text-anchor="middle">{t}</text>)}
            <path class="band" d={`${path((r) => r.high)}${path((r) => r.low, [...rows].reverse()).replace('M', 'L')}Z`} />
            <path class="line dashed" d={path((r) => r.mean)} />
            <path class="observed-line" d={path((r) => r.observed)} />
            {rows.map((r) => <circle key={r.year} class="observed-dot" cx={x(r.year)} cy={y(r.observed)} r={3.2} />)}
          </svg>
        )}
      </div>
    </ChartFrame>
  );
}
