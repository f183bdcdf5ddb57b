// A card of the instructor's own: one effect within its range, a title and a text in whatever language the class speaks.
import { useState } from 'preact/hooks';
import { span } from '../draft';
import { useReader } from '../i18n/reader';
import type { Names } from '../names';
import type { LessonInfo, Signal } from '../net/protocol';
import { SliderControl } from './slider_control';

const KINDS = ['pressure', 'openness', 'offer', 'mood', 'grievance', 'output'] as const;
type Kind = (typeof KINDS)[number];

/** Range and step of an effect; the server checks the same. */
export function rangeOfCard(kind: Kind, gdp: number): { least: number; most: number; step: number; decimals: number } {
  if (kind === 'mood' || kind === 'grievance') return { least: -1, most: 1, step: 0.1, decimals: 1 };
  if (kind === 'output') return { least: -0.1, most: 0.1, step: 0.01, decimals: 2 };
  return span(kind as Signal, gdp);
}

interface CardFormProps { names: Names; lesson: LessonInfo; control: (what: string, more?: Record<string, unknown>) => void }

export function CardForm({ names, lesson, control }: CardFormProps) {
  const { t, num } = useReader();
  const states = lesson.states.filter((s) => !s.passive);
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [kind, setKind] = useState<Kind>('pressure');
  const [from, setFrom] = useState(states[0].code);
  const [to, setTo] = useState(states[1].code);
  const [value, setValue] = useState(0.5);
  const [months, setMonths] = useState(lesson.months);
  const range = rangeOfCard(kind, states.find((s) => s.code === from)?.gdp ?? 1);
  const now = Math.min(range.most, Math.max(range.least, value));
  const lasting = kind === 'pressure' || kind === 'openness' || kind === 'offer';
  const add = () => {
    control('card', { title: title.trim(), text: text.trim(), kind, from, ...(kind === 'output' ? {} : { to }), value: Number(now.toFixed(4)), ...(lasting ? { months } : {}) });
    setTitle('');
    setText('');
  };
  const state = (label: string, chosen: string, choose: (code: string) => void) => (
    <label class="field"><span>{label}</span>
      <select value={chosen} onChange={(e) => choose(e.currentTarget.value)}>{states.map((s) => <option key={s.code} value={s.code}>{names.of(s.code)}</option>)}</select>
    </label>
  );
  return (
    <details class="card"><summary>{t('cardform.title')}</summary>
      <form class="card-form" onSubmit={(e) => { e.preventDefault(); add(); }}>
        <label class="field"><span>{t('cardform.name')}</span><input value={title} maxLength={60} required onInput={(e) => setTitle(e.currentTarget.value)} /></label>
        <label class="field"><span>{t('cardform.text')}</span><input value={text} maxLength={300} onInput={(e) => setText(e.currentTarget.value)} /></label>
        <div class="row">
          <label class="field"><span>{t('cardform.kind')}</span>
            <select value={kind} onChange={(e) => setKind(e.currentTarget.value as Kind)}>{KINDS.map((k) => <option key={k} value={k}>{t(`effect.${k}`)}</option>)}</select>
          </label>
          {state(t('cardform.from'), from, setFrom)}
          {kind !== 'output' && state(t('cardform.to'), to, setTo)}
          {lasting && <label class="field"><span>{t('cardform.months')}</span><input type="number" class="students" min={1} max={lesson.rounds * lesson.months} value={months} onInput={(e) => setMonths(Math.max(1, Math.round(e.currentTarget.valueAsNumber) || 1))} /></label>}
        </div>
        <SliderControl label={t('cardform.value')} {...range} value={now} now={now} words={(v) => num(v, { fixed: range.decimals })} onChange={setValue} />
        <button type="submit" class="quiet" disabled={!title.trim() || (kind !== 'output' && from === to)}>{t('cardform.add')}</button>
      </form>
    </details>
  );
}
