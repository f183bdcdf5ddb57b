// Shares over months as stacked areas, for parts of one whole (influence, freight routes).
// Layers are told apart by order, a separating line, their names at the end and the legend, not by colour alone.
import { useMemo, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import { percent } from '../lib/format';
import { neutralLook, SURFACE, type Theme } from '../lib/palette';
import { stack } from '../lib/series';
import { summariseShares } from '../lib/summary';
import { usePageMode } from '../lib/theme';
import { monthName, type TimeAxis } from '../lib/time';
import { ChartFrame } from './chart_frame';
import { Legend } from './legend';
import type { LineSpec } from './line_chart';
import { Plot, type EventMark, type PlotEnv } from './plot';

export interface StackedAreaProps {
  title: string;
  unit?: string;
  /** From the bottom of the stack to its top; values are shares of one. */
  layers: LineSpec[];
  axis: TimeAxis;
  events?: EventMark[];
  height?: number;
  note?: string;
  summary?: string;
  syncKey?: string;
  locale?: string;
}

/** A stacked area chart of shares between 0 and 1. */
export function StackedArea(props: StackedAreaProps) {
  const { axis, layers, locale = 'en', height = 220 } = props;
  const { theme } = usePageMode();
  const [month, setMonth] = useState<number | null>(null);
  const plot = useMemo(() => {
    const totals = stack(layers.map((l) => l.series));
    // Drawn from the highest total down, so each area covers the lower part of the one before.
    const order = layers.map((_, i) => layers.length - 1 - i);
    const data: (number | null)[][] = [
      Array.from({ length: axis.months + 1 }, (_, i) => i),
      ...order.map((i) => totals[i]),
    ];
    const series = (env: PlotEnv): uPlot.Series[] => order.map((i) => ({
      stroke: env.surface.paper,
      width: 1.5 * env.scale,
      fill: calm(layers[i], env.theme),
      points: { show: false },
    }));
    const endLabels = (env: PlotEnv) => layers.map((layer, i) => {
      const top = totals[i][axis.months];
      const below = i > 0 ? totals[i - 1][axis.months] : 0;
      // A name beside a sliver would point at its neighbours; the legend names it.
      return { text: layer.short, colour: layer.look.colour[env.theme], value: top - below > 0.035 ? (top + below) / 2 : null };
    });
    return { data, series, endLabels };
  }, [layers, axis]);
  const when = month ?? axis.months;
  const summary = props.summary ?? summariseShares(props.title, layers, axis, locale);
  const topFirst = [...layers].reverse();
  return (
    <ChartFrame
      title={props.title} unit={props.unit} summary={summary} note={props.note} rows={axis.months + 1}
      columns={[
        { label: 'Month', text: (i) => monthName(axis, i, locale), raw: (i) => i },
        ...topFirst.map((l) => ({
          label: l.label, text: (i: number) => percent(l.series.mean[i], locale), raw: (i: number) => l.series.mean[i],
        })),
      ]}
      legend={(
        <Legend
          when={monthName(axis, when, locale)} theme={theme}
          items={topFirst.map((l) => ({ key: l.key, label: l.label, look: l.look, fill: calm(l, theme), value: percent(l.series.mean[when], locale) }))}
        />
      )}
    >
      <Plot
        axis={axis} data={plot.data} series={plot.series} endLabels={plot.endLabels} range={[0, 1]}
        tick={(v) => percent(v, locale)} events={props.events} height={height} label={summary} syncKey={props.syncKey}
        onMonth={setMonth} locale={locale}
      />
    </ChartFrame>
  );
}

/** Large areas glare in full colour: a part of the paper's colour calms them, most of all what stays at home. */
function calm(layer: LineSpec, theme: Theme): string {
  const part = (hex: string, i: number) => parseInt(hex.slice(i, i + 2), 16);
  const keep = layer.look === neutralLook ? 0.22 : 0.74;
  const channel = (i: number) => Math.round(part(layer.look.colour[theme], i) * keep + part(SURFACE[theme].paper, i) * (1 - keep));
  return `rgb(${channel(1)}, ${channel(3)}, ${channel(5)})`;
}
