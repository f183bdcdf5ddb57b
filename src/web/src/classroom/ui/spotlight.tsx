// The spotlight: the form at the console that pushes a chart to the board, and the chart itself.
import { useState } from 'preact/hooks';
import { useReader } from '../i18n/reader';
import type { Names } from '../names';
import type { LessonInfo, SpotlightText } from '../net/protocol';
import { FanChart } from './fan_chart';
import { rangeOf } from './forecast';

const MEASURES = ['position', 'index', 'output', 'exports', 'pressure'];
const key = (measure: string) => (measure === 'exports' || measure === 'pressure' ? `see.${measure}` : `quantity.${measure}`);

interface FormProps { names: Names; lesson: LessonInfo; worlds: number; shown: boolean; control: (what: string, more?: Record<string, unknown>) => void }

export function SpotlightForm({ names, lesson, worlds, shown, control }: FormProps) {
  const { t } = useReader();
  const states = lesson.states.filter((s) => !s.passive).map((s) => s.code);
  const [measure, setMeasure] = useState('position');
  const [world, setWorld] = useState(0);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState(states[1]);
  const pair = measure === 'exports' || measure === 'pressure';
  const first = pair && !from ? states[0] : from;
  const choice = (label: string, value: string, values: string[], choose: (v: string) => void, all = false) => (
    <label class="field"><span>{label}</span>
      <select value={value} onChange={(e) => choose(e.currentTarget.value)}>
        {all && <option value="">{t('spotlight.all')}</option>}
        {values.map((v) => <option key={v} value={v}>{names.of(v)}</option>)}
      </select>
    </label>
  );
  return (
    <details class="card"><summary>{t('spotlight.title')}</summary>
      <div class="row spotlight-form">
        <label class="field"><span>{t('spotlight.what')}</span>
          <select value={measure} onChange={(e) => setMeasure(e.currentTarget.value)}>{MEASURES.map((m) => <option key={m} value={m}>{t(key(m))}</option>)}</select>
        </label>
        {worlds > 1 && (
          <label class="field"><span>{t('spotlight.where')}</span>
            <select value={world} onChange={(e) => setWorld(Number(e.currentTarget.value))}>{Array.from({ length: worlds }, (_, k) => <option key={k} value={k}>{t('board.world', { world: k + 1 })}</option>)}</select>
          </label>
        )}
        {choice(t('cardform.from'), first, states, setFrom, !pair)}
        {pair && choice(t('cardform.to'), to, states, setTo)}
        <button type="button" class="quiet" disabled={pair && first === to} onClick={() => control('spotlight', { measure, world, ...(first ? { from: first } : {}), ...(pair ? { to } : {}) })}>{t('spotlight.show')}</button>
        {shown && <button type="button" class="quiet" onClick={() => control('spotlight')}>{t('spotlight.off')}</button>}
      </div>
    </details>
  );
}

export function Spotlight({ spotlight, names, lesson, worlds }: { spotlight: SpotlightText; names: Names; lesson: LessonInfo; worlds: number }) {
  const { t, num } = useReader();
  const label = (line: SpotlightText['lines'][number]) => (line.to ? `${names.of(line.from)} → ${names.of(line.to)}` : names.of(line.from));
  const lines = spotlight.lines.map((l) => ({
    key: `${l.from} ${l.to ?? ''}`, label: label(l), short: l.from, look: names.looks[l.from], months: l.values.map((_, i) => i), values: l.values.map((v) => v ?? 0),
  }));
  const told = spotlight.lines[0];
  const what = t(key(spotlight.measure));
  const summary = t('spotlight.summary', { what, state: label(told), from: num(told.values[0], { fixed: 2 }), to: num(told.values[told.values.length - 1], { fixed: 2 }) });
  return (
    <section class="card spotlight" aria-label={t('spotlight.title')}>
      <FanChart
        title={worlds > 1 ? `${what} · ${t('board.world', { world: spotlight.world + 1 })}` : what} lines={lines} axis={names.axis} from={0} to={lesson.rounds * lesson.months}
        range={rangeOf(lines.flatMap((l) => l.values))} marks={Array.from({ length: lesson.rounds - 1 }, (_, r) => (r + 1) * lesson.months)} height={420} summary={summary}
      />
    </section>
  );
}
