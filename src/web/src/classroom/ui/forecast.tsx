// What may come: the fan of the draft beside that of the orders in force, for one quantity of the own state.
import { useReader } from '../i18n/reader';
import { look, neutralLook } from '../../lib/palette';
import type { Names } from '../names';
import type { LessonInfo, PreviewText, WorldState } from '../net/protocol';
import { FanChart, type FanLine } from './fan_chart';

export type Quantity = 'position' | 'index' | 'output';

interface ForecastProps { names: Names; state: WorldState; preview: PreviewText | null; lesson: LessonInfo; what: Quantity; height?: number }

/** Ends of an axis that holds all values, with some air. */
export function rangeOf(values: number[], air = 0.08): [number, number] {
  const finite = values.filter((v) => Number.isFinite(v));
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const room = Math.max((high - low) * air, Math.abs(high) * 0.002, 1e-3);
  return [low - room, high + room];
}

export function Forecast({ names, state, preview, lesson, what, height }: ForecastProps) {
  const { t, num } = useReader();
  if (!preview) return <p class="fineprint" aria-busy="true">{t('if.wait')}</p>;
  const { draft, base } = preview;
  const months = draft[what].middle.map((_, i) => draft.from + i);
  const lines: FanLine[] = [
    { key: 'base', label: t('if.base'), short: 'A', look: neutralLook, months, values: base[what].middle, low: base[what].low, high: base[what].high },
    { key: 'draft', label: t('if.draft'), short: 'B', look: look(0), months, values: draft[what].middle, low: draft[what].low, high: draft[what].high },
  ];
  const end = months.length - 1;
  const digits = what === 'output' ? 2 : 3;
  const difference = draft[what].middle[end] - base[what].middle[end];
  const summary = t('if.summary', {
    what: t(`quantity.${what}`), month: names.when(months[end]), draft: num(draft[what].middle[end], { fixed: digits }),
    low: num(draft[what].low[end], { fixed: digits }), high: num(draft[what].high[end], { fixed: digits }), change: num(difference, { fixed: digits, signed: true }),
  });
  return (
    <div class="forecast" aria-live="off">
      <FanChart
        title={t('if.title', { what: t(`quantity.${what}`) })} lines={lines} axis={names.axis} from={months[0]} to={months[end]}
        range={rangeOf(lines.flatMap((l) => [...l.low!, ...l.high!]))} summary={summary} decimals={digits} height={height ?? 170} marks={[state.month + lesson.months]}
      />
      <p class="fineprint">{t('if.assumes')}</p>
    </div>
  );
}
