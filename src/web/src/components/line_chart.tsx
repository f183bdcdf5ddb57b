// Lines over months with uncertainty bands, event marks, names at the line ends and a live legend.
// Used for every plain time series of the report; nothing in here knows what the numbers mean.
import { useMemo, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import { number, withBand, type NumberStyle } from '../lib/format';
import { withAlpha, type Look } from '../lib/palette';
import { largest, type Line } from '../lib/series';
import { at, summariseLines } from '../lib/summary';
import { usePageMode } from '../lib/theme';
import { monthName, type TimeAxis } from '../lib/time';
import { ChartFrame } from './chart_frame';
import { Legend } from './legend';
import { Plot, type EventMark, type PlotEnv } from './plot';

export interface LineSpec extends Line {
  look: Look;
  /** Short name drawn at the end of the line. */
  short: string;
}

export interface LineChartProps {
  title: string;
  unit?: string;
  lines: LineSpec[];
  axis: TimeAxis;
  events?: EventMark[];
  style?: NumberStyle;
  /** Overrides the number style, e.g. for percentages. */
  show?: (v: number | null | undefined) => string;
  range?: [number | null, number | null];
  zeroLine?: boolean;
  leastSpan?: number;
  height?: number;
  note?: string;
  summary?: string;
  syncKey?: string;
  wide?: boolean;
  locale?: string;
  onPick?: (month: number) => void;
}

const MOST_LINES = 12;
const FREE: [null, null] = [null, null];

/** A line chart; more than twelve lines are reduced to the largest, the table keeps them all. */
export function LineChart(props: LineChartProps) {
  const { axis, lines, style = {}, locale = 'en', height = 260, range = FREE } = props;
  const { theme } = usePageMode();
  const [hidden, setHidden] = useState<Set<string>>(new Set());
  const [month, setMonth] = useState<number | null>(null);
  const show = props.show ?? ((v) => number(v, style, locale));

  const { drawn, left } = useMemo(() => largest(lines, MOST_LINES), [lines]) as { drawn: LineSpec[]; left: number };
  const visible = useMemo(() => drawn.filter((l) => !hidden.has(l.key)), [drawn, hidden]);
  const plot = useMemo(() => {
    const data: (number | null)[][] = [Array.from({ length: axis.months + 1 }, (_, i) => i)];
    const kinds: { line: LineSpec; part: 'mean' | 'low' | 'high' }[] = [];
    const bandAt: { low: number; high: number; line: LineSpec }[] = [];
    for (const line of visible) {
      const { low, high } = line.series;
      if (low && high) {
        bandAt.push({ line, high: data.length, low: data.length + 1 });
        data.push(high, low);
        kinds.push({ line, part: 'high' }, { line, part: 'low' });
      }
    }
    for (const line of visible) {
      data.push(line.series.mean);
      kinds.push({ line, part: 'mean' });
    }
    const series = (env: PlotEnv): uPlot.Series[] => kinds.map(({ line, part }) => ({
      stroke: part === 'mean' ? line.look.colour[env.theme] : 'transparent',
      width: part === 'mean' ? 2 * env.scale : 0,
      dash: part === 'mean' ? line.look.dash.map((d) => d * env.scale) : undefined,
      points: { show: false },
    }));
    const bands = (env: PlotEnv): uPlot.Band[] => bandAt.map((b) => ({
      series: [b.high, b.low] as [number, number],
      // Many bands on top of each other would turn to mud.
      fill: withAlpha(b.line.look.colour[env.theme], (env.theme === 'dark' ? 0.2 : 0.15) / Math.sqrt(Math.max(1, bandAt.length / 2))),
    }));
    const endLabels = (env: PlotEnv) => visible.map((line) => ({
      text: line.short, colour: line.look.colour[env.theme], value: line.series.mean[axis.months] ?? null,
    }));
    return { data, series, bands, endLabels };
  }, [visible, axis]);

  const when = month ?? axis.months;
  const summary = props.summary ?? summariseLines(props.title, lines, axis, style, locale, (v) => show(v));
  const toggle = (key: string) => {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    setHidden(next);
  };
  const columns = [
    { label: 'Month', text: (i: number) => monthName(axis, i, locale), raw: (i: number) => i },
    ...lines.flatMap((line) => [
      {
        label: line.label,
        text: (i: number) => {
          const v = at(line.series, i);
          return props.show || v.low == null ? show(v.mean) : withBand(v.mean, v.low, v.high, style, locale);
        },
        raw: (i: number) => line.series.mean[i],
      },
    ]),
  ];
  const notes = [props.note, left ? `The ${MOST_LINES} largest lines are drawn; ${left} more are in the table.` : '',
    lines.some((l) => l.series.low) ? 'Shaded: 5 % to 95 % of the replicates.' : ''].filter(Boolean).join(' ');
  return (
    <ChartFrame
      title={props.title} unit={props.unit} summary={summary} note={notes} wide={props.wide}
      columns={columns} rows={axis.months + 1}
      legend={(
        <Legend
          when={monthName(axis, when, locale)} theme={theme} hidden={hidden} onToggle={drawn.length > 1 ? toggle : undefined}
          items={drawn.map((l) => ({ key: l.key, label: l.label, look: l.look, value: show(l.series.mean[when]) }))}
        />
      )}
    >
      <Plot
        axis={axis} data={plot.data} series={plot.series} bands={plot.bands} endLabels={plot.endLabels} range={range}
        tick={props.show ? (v) => show(v) : undefined} events={props.events} height={height} label={summary}
        syncKey={props.syncKey} zeroLine={props.zeroLine} leastSpan={props.leastSpan} onMonth={setMonth} onPick={props.onPick} locale={locale}
      />
    </ChartFrame>
  );
}
