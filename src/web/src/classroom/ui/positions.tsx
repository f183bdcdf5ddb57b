// Positions of all states over the months so far, on one scale, the own one strong.
// The same chart serves seat, board and debrief.
import { useReader } from '../i18n/reader';
import type { Names } from '../names';
import type { LessonInfo, WorldState } from '../net/protocol';
import { FanChart, type FanLine } from './fan_chart';

interface PositionsProps { names: Names; lesson: LessonInfo; state: WorldState; own?: string; height?: number }

export function Positions({ names, lesson, state, own, height = 240 }: PositionsProps) {
  const { t, num } = useReader();
  const codes = lesson.states.filter((s) => !s.passive).map((s) => s.code);
  const lines: FanLine[] = codes.map((code) => {
    const values = (state.series.position[code] ?? []).map((v) => v ?? 0);
    return { key: code, label: names.of(code), short: code, look: names.looks[code], months: values.map((_, i) => i), values, faint: own !== undefined && code !== own };
  });
  const all = lines.flatMap((l) => l.values);
  const range: [number, number] = [Math.floor(Math.min(-1.5, ...all) * 2) / 2, Math.ceil(Math.max(1.5, ...all) * 2) / 2];
  const told = own ?? lesson.alone;
  const series = state.series.position[told] ?? [0];
  const [first, last] = [series[0] ?? 0, series[series.length - 1] ?? 0];
  const lastOf = (code: string) => state.series.position[code][state.series.position[code].length - 1] ?? 0;
  const nearest = [...codes].filter((c) => c !== told).sort((a, b) => Math.abs(lastOf(a) - last) - Math.abs(lastOf(b) - last))[0];
  const summary = t('see.summary', { state: names.of(told), from: num(first, { fixed: 2 }), to: num(last, { fixed: 2 }), change: num(last - first, { fixed: 2, signed: true }), nearest: names.of(nearest) });
  const end = lesson.rounds * lesson.months;
  return (
    <FanChart
      title={t('see.positions')} lines={lines} axis={names.axis} from={0} to={end} range={range} summary={summary} height={height}
      marks={Array.from({ length: lesson.rounds - 1 }, (_, r) => (r + 1) * lesson.months)} now={state.month}
    />
  );
}
