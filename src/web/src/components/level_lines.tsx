// A mean against the levels of one factor, with its interval: a line for numbers, dots for names.
// Several stand side by side on one scale, so that the steepest is the strongest.
import { useRef } from 'preact/hooks';
import { number, withBand } from '../lib/format';
import { useWidth } from '../lib/hooks';
import { scale } from '../lib/scale';
import { ChartFrame } from './chart_frame';

export interface LevelPoint {
  /** Where it stands: the number, or the place of a name. */
  at: number;
  label: string;
  value: number | null;
  low: number | null;
  high: number | null;
}

interface LevelLinesProps {
  title: string;
  summary: string;
  levels: LevelPoint[];
  range: [number, number];
  /** Levels are names: no line is drawn between them. */
  names: boolean;
  log?: boolean;
}

const HEIGHT = 190;
const LEFT = 52;

export function LevelLines({ title, summary, levels, range, names, log }: LevelLinesProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const right = Math.max(LEFT + 20, width - 14);
  const crowded = names && (right - LEFT) / Math.max(1, levels.length) < 8 * Math.max(...levels.map((l) => l.label.length));
  const bottom = crowded ? 14 + 5.2 * Math.max(...levels.map((l) => l.label.length)) : 30;
  const height = HEIGHT + (crowded ? bottom - 30 : 0);
  const y = scale(range[0], range[1], height - bottom, 8, 4);
  const inset = names ? (right - LEFT) / (2 * Math.max(1, levels.length)) : 10;
  const x = scale(levels[0].at, levels[levels.length - 1].at, LEFT + inset, right - inset, 5, log);
  const known = levels.filter((l) => l.value !== null);
  const banded = known.filter((l) => l.low !== null && l.high !== null);
  const path = (points: [number, number][]) => points.map(([a, b], i) => `${i ? 'L' : 'M'}${a.toFixed(1)} ${b.toFixed(1)}`).join('');
  return (
    <ChartFrame
      title={title} summary={summary} rows={levels.length}
      columns={[
        { label: 'Level', words: names, text: (i) => levels[i].label },
        { label: 'Mean (95 %)', text: (i) => withBand(levels[i].value, levels[i].low, levels[i].high, { digits: 4 }), raw: (i) => levels[i].value },
      ]}
    >
      <div class="drawing" ref={box} role="img" aria-label={summary}>
        {width > 0 && (
          <svg width={width} height={height} aria-hidden="true">
            {y.ticks.map((t) => (
              <g key={t}>
                <line class="axis-line" x1={LEFT} x2={right} y1={y(t)} y2={y(t)} />
                <text class="axis-text" x={LEFT - 6} y={y(t) + 4} text-anchor="end">{number(t)}</text>
              </g>
            ))}
            {!names && banded.length > 1 && (
              <path class="band" d={`${path(banded.map((l) => [x(l.at), y(l.high as number)]))}${path([...banded].reverse().map((l) => [x(l.at), y(l.low as number)])).replace('M', 'L')}Z`} />
            )}
            {!names && <path class="line" d={path(known.map((l) => [x(l.at), y(l.value as number)]))} />}
            {banded.map((l) => <path key={`w${l.at}`} class="whisker" d={`M${x(l.at)} ${y(l.low as number)}V${y(l.high as number)}`} />)}
            {known.map((l) => <circle key={l.at} class="dot" cx={x(l.at)} cy={y(l.value as number)} r={3.6} />)}
            {names
              ? levels.map((l) => (
                <text
                  key={l.at} class="axis-text" text-anchor={crowded ? 'end' : 'middle'}
                  transform={crowded ? `translate(${x(l.at) + 4} ${height - bottom + 14}) rotate(-42)` : `translate(${x(l.at)} ${height - 10})`}
                >{l.label}</text>
              ))
              : x.ticks.map((t) => <text key={t} class="axis-text" x={x(t)} y={height - 10} text-anchor="middle">{number(t)}</text>)}
          </svg>
        )}
      </div>
    </ChartFrame>
  );
}
