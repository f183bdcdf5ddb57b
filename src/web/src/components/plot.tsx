// The one place that talks to uPlot: creates the canvas, follows width, theme and print, and moves the month cursor.
// Charts describe their series; marks of events and labels at the line ends are drawn here as plug-ins.
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { decimalsFor, number } from '../lib/format';
import { useWidth } from '../lib/hooks';
import { SURFACE, type Surface, type Theme } from '../lib/palette';
import { usePageMode } from '../lib/theme';
import { tickName, timeTicks, type TimeAxis } from '../lib/time';

/** A numbered event on the time axis; `until` is the first month in which it no longer holds. */
export interface EventMark {
  label: string;
  month: number;
  until: number | null;
}

/** What a chart may ask of the page: `scale` > 1 draws finer for paper. */
export interface PlotEnv {
  theme: Theme;
  surface: Surface;
  scale: number;
  width: number;
}

export interface PlotProps {
  axis: TimeAxis;
  /** Columns of uPlot: months first, then one per series. */
  data: (number | null)[][];
  series: (env: PlotEnv) => uPlot.Series[];
  bands?: (env: PlotEnv) => uPlot.Band[];
  endLabels: (env: PlotEnv) => { text: string; colour: string; value: number | null }[];
  range: [number | null, number | null];
  tick?: (value: number) => string;
  events?: EventMark[];
  height: number;
  label: string;
  syncKey?: string;
  zeroLine?: boolean;
  /** Least height of a free axis, so that rounding noise is not drawn as movement. */
  leastSpan?: number;
  onMonth?: (month: number | null) => void;
  onPick?: (month: number) => void;
  locale?: string;
}

/** Widths on paper, in CSS pixels: a chart across the page and one of two side by side. */
const PAPER = { page: 640, half: 340, halfBelow: 700 };
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

/** Event marks: shading while a pin holds beneath the series; a hairline at the month
    and the event's number above them. */
function eventPlugin(marks: EventMark[], env: PlotEnv): uPlot.Plugin {
  const px = () => devicePixelRatio * env.scale;
  const shade = (u: uPlot) => {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.fillStyle = env.surface.muted;
    for (const mark of marks) {
      if (mark.until === null || mark.until <= mark.month + 1) continue;
      const x = u.valToPos(mark.month, 'x', true);
      const end = Math.min(u.valToPos(mark.until, 'x', true), bbox.left + bbox.width);
      ctx.globalAlpha = 0.07;
      ctx.fillRect(x, bbox.top, end - x, bbox.height);
      ctx.globalAlpha = 0.5;
      ctx.fillRect(x, bbox.top - 3 * px(), end - x, 2 * px());
    }
    ctx.restore();
  };
  const draw = (u: uPlot) => {
    const { ctx, bbox } = u;
    const unit = px();
    ctx.save();
    ctx.font = `600 ${Math.round(10 * unit)}px ${FONT}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.lineWidth = Math.max(1, 0.8 * unit);
    ctx.setLineDash([2 * unit, 3 * unit]);
    const drawn: { x: number; text: string }[] = [];
    for (const mark of marks) {
      const x = u.valToPos(mark.month, 'x', true);
      // Light beneath dark, so the mark shows on paper as well as on a filled area.
      for (const [colour, offset] of [[env.surface.paper, 2.5], [env.surface.muted, 0]] as const) {
        ctx.strokeStyle = colour;
        ctx.lineDashOffset = offset * unit;
        ctx.globalAlpha = 0.7;
        ctx.beginPath();
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bbox.top + bbox.height);
        ctx.stroke();
      }
      const last = drawn[drawn.length - 1];
      // Marks too close to be read apart share one label, first and last number.
      if (last && x - last.x < 15 * unit) last.text = `${last.text.split('–')[0]}–${mark.label}`;
      else drawn.push({ x, text: mark.label });
    }
    ctx.globalAlpha = 1;
    ctx.fillStyle = env.surface.muted;
    for (const { x, text } of drawn) ctx.fillText(text, x, bbox.top - 10 * unit);
    ctx.restore();
  };
  return { hooks: { drawClear: shade, draw } };
}

/** Names at the right end of the lines, pushed apart where they would overlap. */
function endLabelPlugin(labels: { text: string; colour: string; value: number | null }[], env: PlotEnv): uPlot.Plugin {
  const draw = (u: uPlot) => {
    const { ctx, bbox } = u;
    const px = devicePixelRatio * env.scale;
    const gap = 12.5 * px;
    const placed = labels
      .filter((l) => l.value !== null)
      .map((l) => ({ ...l, y: u.valToPos(l.value as number, 'y', true) }))
      .sort((a, b) => a.y - b.y);
    for (let i = 1; i < placed.length; i++) placed[i].y = Math.max(placed[i].y, placed[i - 1].y + gap);
    let floor = bbox.top + bbox.height;
    for (let i = placed.length - 1; i >= 0; i--) {
      placed[i].y = Math.min(placed[i].y, floor);
      floor = placed[i].y - gap;
    }
    ctx.save();
    ctx.font = `600 ${Math.round(11 * px)}px ${FONT}`;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    for (const l of placed) {
      ctx.fillStyle = l.colour;
      ctx.fillText(l.text, bbox.left + bbox.width + 6 * px, l.y);
    }
    ctx.restore();
  };
  return { hooks: { draw } };
}

function buildOptions(props: PlotProps, env: PlotEnv): uPlot.Options {
  const { axis, locale = 'en' } = props;
  const s = env.scale;
  const font = `${Math.round(11 * s)}px ${FONT}`;
  const labels = props.endLabels(env);
  const margin = Math.max(0, ...labels.map((l) => l.text.length)) * 8.6 + 9;
  const grid = { stroke: env.surface.rule, width: s };
  const tickText = (values: number[]) => {
    const decimals = decimalsFor(values.length > 1 ? values[1] - values[0] : 0);
    return values.map((v) => (props.tick ? props.tick(v) : number(v, { fixed: decimals }, locale)));
  };
  return {
    width: env.width * s,
    // Paper is short: lower charts across the page let two of them share it.
    height: props.height * (s > 1 && env.width > PAPER.half ? 0.76 : 1) * s,
    padding: [(props.events?.length ? 20 : 8) * s, margin * s, 0, 0],
    legend: { show: false },
    cursor: {
      drag: { x: false, y: false },
      y: false,
      points: { size: 7 },
      sync: props.syncKey ? { key: props.syncKey, setSeries: false } : undefined,
    },
    scales: {
      x: { time: false, range: [0, axis.months] },
      y: {
        range: (_u, low, high) => {
          const [from, to] = props.range;
          let least = from ?? low ?? 0;
          let most = to ?? high ?? 1;
          const span = Math.max(props.leastSpan ?? 0, 1e-6 * Math.abs(most));
          if (most - least < span) {
            const middle = (least + most) / 2;
            if (from === null) least = middle - span / 2;
            if (to === null) most = Math.max(least, middle) + span / 2;
          }
          const pad = most > least ? (most - least) * 0.06 : Math.max(Math.abs(most) * 0.1, 1e-3);
          return [from ?? least - pad, to ?? most + pad];
        },
      },
    },
    axes: [
      {
        stroke: env.surface.muted, font, size: 26 * s, gap: 4 * s,
        grid: { show: false }, ticks: { stroke: env.surface.rule, width: s, size: 4 * s },
        splits: (u) => {
          // Years are short words, months with years are long ones.
          const years = timeTicks(axis, 0, axis.months, Math.max(2, Math.floor(u.width / s / 50)));
          const short = years.length > 1 && years[1] - years[0] >= 12;
          return short ? years : timeTicks(axis, 0, axis.months, Math.max(2, Math.floor(u.width / s / 78)));
        },
        values: (_u, splits) => splits.map((v) => tickName(axis, v, splits.length > 1 ? splits[1] - splits[0] : 12, locale)),
      },
      {
        stroke: env.surface.muted, font, gap: 4 * s, grid, ticks: { show: false }, space: 34 * s,
        size: (_u, values) => (Math.max(2, ...(values ?? []).map((v) => String(v).length)) * 6.6 + 10) * s,
        values: (_u, splits) => tickText(splits),
      },
    ],
    series: [{}, ...props.series(env)],
    bands: props.bands?.(env),
    plugins: [
      ...(props.events?.length ? [eventPlugin(props.events, env)] : []),
      endLabelPlugin(labels, env),
      ...(props.zeroLine ? [zeroPlugin(env)] : []),
    ],
    hooks: {
      setCursor: [(u) => props.onMonth?.(u.cursor.idx ?? null)],
    },
  };
}

function zeroPlugin(env: PlotEnv): uPlot.Plugin {
  const drawClear = (u: uPlot) => {
    const y = u.valToPos(0, 'y', true);
    if (y < u.bbox.top || y > u.bbox.top + u.bbox.height) return;
    u.ctx.save();
    u.ctx.strokeStyle = env.surface.muted;
    u.ctx.lineWidth = devicePixelRatio * env.scale;
    u.ctx.beginPath();
    u.ctx.moveTo(u.bbox.left, y);
    u.ctx.lineTo(u.bbox.left + u.bbox.width, y);
    u.ctx.stroke();
    u.ctx.restore();
  };
  return { hooks: { drawClear } };
}

/** A canvas chart over months. Left and right arrows move the cursor, Enter picks the month. */
export function Plot(props: PlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const measured = useWidth(box);
  const { theme, printing } = usePageMode();
  const width = printing && measured ? (measured > PAPER.halfBelow ? PAPER.page : PAPER.half) : measured;
  const env = useMemo<PlotEnv>(
    () => ({ theme, surface: SURFACE[theme], scale: printing ? 2.5 : 1, width }),
    [theme, printing, width],
  );
  useLayoutEffect(() => {
    if (!box.current || width < 40) return undefined;
    const made = new uPlot(buildOptions(props, env), props.data as uPlot.AlignedData, box.current);
    plot.current = made;
    return () => {
      made.destroy();
      plot.current = null;
    };
  }, [env, props.data, props.series, props.range[0], props.range[1], props.events]);

  const move = (event: KeyboardEvent) => {
    const u = plot.current;
    if (!u) return;
    const now = u.cursor.idx ?? props.axis.months;
    const step = event.shiftKey ? 12 : 1;
    const next = { ArrowLeft: now - step, ArrowRight: now + step, Home: 0, End: props.axis.months }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      const month = Math.min(props.axis.months, Math.max(0, next));
      u.setCursor({ left: u.valToPos(month, 'x'), top: u.bbox.height / 2 / devicePixelRatio });
    } else if (event.key === 'Enter' && u.cursor.idx != null) {
      props.onPick?.(u.cursor.idx);
    }
  };
  const click = () => {
    const month = plot.current?.cursor.idx;
    if (month != null) props.onPick?.(month);
  };
  return (
    <div
      class={printing ? 'plot printing' : 'plot'} ref={box} role="img" aria-label={props.label} tabIndex={0}
      style={{ minHeight: `${props.height}px` }} onKeyDown={move} onClick={props.onPick ? click : undefined}
    />
  );
}
