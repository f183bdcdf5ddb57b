// A sample against what was thought before: a histogram of draws, and the outline of the prior from its quantiles.
// Both have the same area, so that the taller one is the surer one.
import { useRef } from 'preact/hooks';
import { number } from '../lib/format';
import { useWidth } from '../lib/hooks';
import { scale } from '../lib/scale';
import { ChartFrame } from './chart_frame';

interface DensityProps {
  title: string;
  summary: string;
  note?: string;
  draws: number[];
  /** Equally spaced quantiles of the prior, from 0 to 1. */
  prior: number[];
  /** A logarithmic axis, for priors that are flat in the logarithm. */
  log?: boolean;
  /** Marks on the axis: median and ends of the interval. */
  marks?: number[];
  kinds?: [sample: string, prior: string];
}

const HEIGHT = 150;
const BOTTOM = 24;
const BINS = 20;

/** Heights of the prior per unit of `at`: each of its slices between quantiles holds the same share. */
export function outline(prior: number[], at: (v: number) => number): { from: number; to: number; height: number }[] {
  const share = 1 / (prior.length - 1);
  return prior.slice(1).map((to, i) => ({ from: prior[i], to, height: share / Math.max(1e-300, at(to) - at(prior[i])) }));
}

/** Shares of the draws in equal bins between the ends, per unit of the axis. */
export function histogram(draws: number[], low: number, high: number, at: (v: number) => number, bins = BINS): number[] {
  const width = (at(high) - at(low)) / bins;
  const counts = new Array<number>(bins).fill(0);
  for (const d of draws) counts[Math.min(bins - 1, Math.max(0, Math.floor((at(d) - at(low)) / width)))] += 1;
  return counts.map((n) => n / draws.length / width);
}

export function Density({ title, summary, note, draws, prior, log, marks = [], kinds = ['posterior', 'prior'] }: DensityProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const low = Math.min(prior[0], ...draws);
  const high = Math.max(prior[prior.length - 1], ...draws);
  const at = log ? Math.log10 : (v: number) => v;
  const bars = histogram(draws, low, high, at);
  const before = outline(prior, at);
  const right = Math.max(20, width - 10);
  const x = scale(low, high, 10, right, width < 260 ? 3 : 5, log);
  const most = Math.max(...bars, ...before.map((b) => b.height));
  const y = scale(0, most, HEIGHT - BOTTOM, 8);
  const step = (right - 10) / BINS;
  const edge = (k: number) => (log ? 10 ** (at(low) + (k * (at(high) - at(low))) / BINS) : low + (k * (high - low)) / BINS);
  return (
    <ChartFrame
      title={title} summary={summary} note={note} rows={BINS}
      columns={[
        { label: 'from', text: (k) => number(edge(k)), raw: (k) => edge(k) },
        { label: 'to', text: (k) => number(edge(k + 1)), raw: (k) => edge(k + 1) },
        { label: `share of the ${kinds[0]}`, text: (k) => number((bars[k] * (at(high) - at(low))) / BINS), raw: (k) => (bars[k] * (at(high) - at(low))) / BINS },
      ]}
    >
      <div class="drawing" ref={box} role="img" aria-label={summary}>
        {width > 0 && (
          <svg width={width} height={HEIGHT} aria-hidden="true">
            {bars.map((b, k) => <rect key={k} class="bar bar-0" x={10 + k * step + 0.5} width={Math.max(0.5, step - 1)} y={y(b)} height={Math.max(0, y(0) - y(b))} />)}
            <path class="axis-dash" fill="none" d={`M${x(before[0].from)} ${y(0)}${before.map((b) => `L${x(b.from)} ${y(b.height)}L${x(b.to)} ${y(b.height)}`).join('')}L${x(before[before.length - 1].to)} ${y(0)}`} />
            <line class="axis-zero" x1={10} x2={right} y1={y(0)} y2={y(0)} />
            {marks.map((m, k) => <path key={k} class="whisker" d={`M${x(m)} ${y(0)}v7`} />)}
            {x.ticks.map((t) => <text key={t} class="axis-text" x={x(t)} y={HEIGHT - 6} text-anchor={x(t) < 30 ? 'start' : x(t) > right - 20 ? 'end' : 'middle'}>{number(t)}</text>)}
          </svg>
        )}
      </div>
    </ChartFrame>
  );
}
