// The map of one channel: exports or pressure among states as arcs, and the same numbers as a table.
import { DataTable } from '../../components/data_table';
import { FlowMap, type Flow, type Place } from '../../components/flow_map';
import { land } from '../../lib/land';
import { useReader } from '../i18n/reader';
import type { Names } from '../names';
import type { LessonInfo, WorldState } from '../net/protocol';

const NO_LAND: ReturnType<typeof land> = { type: 'FeatureCollection', features: [] };

export type Channel = 'exports' | 'pressure';

interface FlowsProps { names: Names; lesson: LessonInfo; state: WorldState; channel: Channel; selected?: string; tallest?: number }

export function Flows({ names, lesson, state, channel, selected, tallest }: FlowsProps) {
  const { t, num } = useReader();
  // Invented states lie on a circle, without coasts.
  const acting = lesson.states.filter((s) => !s.passive && (s.place || lesson.fictional));
  const round = (k: number): [number, number] => [45 + 12 * Math.sin((2 * Math.PI * k) / acting.length), 30 + 30 * Math.cos((2 * Math.PI * k) / acting.length)];
  const places: Place[] = acting.map((s, k) => ({ code: s.code, name: names.of(s.code), at: s.place ?? round(k), size: s.gdp, look: names.looks[s.code] }));
  const at = channel === 'exports' ? 2 : 3;
  const show = (v: number) => (channel === 'exports' ? t('see.billion', { amount: num(v, { digits: 3 }) }) : num(v, { fixed: 2 }));
  const rows = state.pairs.filter((p) => p[at] > (channel === 'exports' ? 0 : 0.005)).sort((a, b) => b[at] - a[at]);
  // The largest, and all that touch the selected state: more arcs would only cover each other.
  const shown = rows.filter((p, k) => k < 10 || p[0] === selected || p[1] === selected);
  const flows: Flow[] = shown.map((p) => ({ from: p[0], to: p[1], value: p[at], text: show(p[at]) }));
  const most = channel === 'exports' ? Math.max(1, ...rows.map((p) => p[at])) : 1;
  const top = rows[0];
  const summary = top ? t(`see.map.${channel}`, { from: names.of(top[0]), to: names.of(top[1]), amount: show(top[at]) }) : t('see.map.none');
  return (
    <>
      <FlowMap places={places} flows={flows} most={most} mostText={show(most)} stroke={channel === 'exports' ? 'solid' : 'zigzag'} land={lesson.fictional ? NO_LAND : land()} label={summary} selected={selected} tallest={tallest} keyText={t('see.key', { amount: show(most) })} />
      <p class="fan-summary">{summary}</p>
      <DataTable
        caption={t(`see.${channel}`)} rows={rows.length} fold={t('chart.numbers')} saveText={t('chart.save')} fileName={`tarazi-${channel}`}
        columns={[{ label: t('see.from'), text: (i) => names.of(rows[i][0]), words: true }, { label: t('see.to'), text: (i) => names.of(rows[i][1]), words: true }, { label: t(`see.${channel}`), text: (i) => show(rows[i][at]), raw: (i) => rows[i][at] }]}
      />
    </>
  );
}
