// Dots over two axes, with names for some: the points of a design, or the strength and spread of effects.
// Many dots become small and see-through, so that a filled space looks filled.
import { useRef } from 'preact/hooks';
import { number } from '../lib/format';
import { useWidth } from '../lib/hooks';
import { extent, scale } from '../lib/scale';
import { ChartFrame } from './chart_frame';

export interface Dot {
  x: number;
  y: number;
  label: string;
  /** Written beside the dot. */
  named?: boolean;
  /** Of the other kind: drawn as a ring; `kinds` says what full and hollow mean. */
  hollow?: boolean;
}

interface ScatterProps {
  title: string;
  summary: string;
  note?: string;
  xName: string;
  yName: string;
  dots: Dot[];
  /** What full dots and rings are, where there are both. */
  kinds?: [full: string, hollow: string];
  /** Names of the levels where an axis holds places of names. */
  xWords?: string[] | null;
  yWords?: string[] | null;
  xLog?: boolean;
  yLog?: boolean;
  withZero?: boolean;
  /** The line y = x. */
  diagonal?: boolean;
  height?: number;
}

const BOTTOM = 44;

export function Scatter(props: ScatterProps) {
  const { title, summary, note, xName, yName, dots, kinds, xWords, yWords, height = 300 } = props;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const left = yWords ? Math.min(34 + 7 * Math.max(...yWords.map((w) => w.length)), width * 0.4) : 58;
  const right = Math.max(left + 20, width - 14);
  const air = (log?: boolean) => (log ? 0 : 0.06);
  const [x0, x1] = extent(dots.map((d) => d.x), air(props.xLog), props.withZero);
  const [y0, y1] = extent(dots.map((d) => d.y), air(props.yLog), props.withZero);
  const x = scale(x0, x1, left + 8, right - 8, width < 500 ? 4 : 6, props.xLog);
  const y = scale(y0, y1, height - BOTTOM - 6, 10, 5, props.yLog);
  const size = dots.length > 400 ? 1.8 : dots.length > 60 ? 2.6 : 4.2;
  const most = Math.min(x1, y1);
  const marks = (words: string[] | null | undefined, ticks: number[]) => (words ? words.map((w, i) => ({ at: i, text: w })) : ticks.map((t) => ({ at: t, text: number(t) })));
  return (
    <ChartFrame
      title={title} summary={summary} note={note} rows={dots.length}
      columns={[
        { label: 'Point', words: true, text: (i) => dots[i].label },
        { label: xName, text: (i) => xWords?.[dots[i].x] ?? number(dots[i].x), raw: (i) => xWords?.[dots[i].x] ?? dots[i].x },
        { label: yName, text: (i) => yWords?.[dots[i].y] ?? number(dots[i].y), raw: (i) => yWords?.[dots[i].y] ?? dots[i].y },
        ...(kinds ? [{ label: 'Kind', words: true, text: (i: number) => kinds[dots[i].hollow ? 1 : 0] }] : []),
      ]}
      legend={kinds && (
        <ul class="bar-key">
          {kinds.map((kind, k) => <li key={kind}><svg width="12" height="12" aria-hidden="true"><circle cx="6" cy="6" r="4" class={k ? 'dot hollow' : 'dot'} /></svg>{kind}</li>)}
        </ul>
      )}
    >
      <div class="drawing" ref={box} role="img" aria-label={summary}>
        {width > 0 && (
          <svg width={width} height={height} aria-hidden="true">
            {marks(yWords, y.ticks).map((t) => (
              <g key={t.text}>
                <line class="axis-line" x1={left} x2={right} y1={y(t.at)} y2={y(t.at)} />
                <text class="axis-text" x={left - 6} y={y(t.at) + 4} text-anchor="end">{t.text}</text>
              </g>
            ))}
            {marks(xWords, x.ticks).map((t) => (
              <g key={t.text}>
                <line class="axis-line" x1={x(t.at)} x2={x(t.at)} y1={4} y2={height - BOTTOM} />
                <text class="axis-text" x={x(t.at)} y={height - BOTTOM + 16} text-anchor="middle">{t.text}</text>
              </g>
            ))}
            {props.diagonal && most > 0 && <path class="axis-dash" d={`M${x(0)} ${y(0)}L${x(most)} ${y(most)}`} />}
            {dots.map((d, i) => <circle key={i} class={d.hollow ? 'dot hollow' : dots.length > 60 ? 'dot faint' : 'dot'} cx={x(d.x)} cy={y(d.y)} r={size} />)}
            {dots.map((d, i) => (d.named
              ? <text key={i} class="row-text" x={x(d.x) > right - 90 ? x(d.x) - 8 : x(d.x) + 8} y={y(d.y) - 6} text-anchor={x(d.x) > right - 90 ? 'end' : 'start'}>{d.label}</text> : null))}
            <text class="axis-name" x={(left + right) / 2} y={height - 6} text-anchor="middle">{xName} →</text>
            <text class="axis-name" transform={`translate(11 ${(height - BOTTOM) / 2}) rotate(-90)`} text-anchor="middle">{yName} →</text>
          </svg>
        )}
      </div>
    </ChartFrame>
  );
}
