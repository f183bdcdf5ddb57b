// One side of the Lab: stance, levers towards one partner, the budget, and parameters of the model for whoever may change them.
// The levers are those of the policy card, with the prices of the moment.
import { leverKey, leverPrice, price, SIGNALS, span, stop } from '../draft';
import { useReader } from '../i18n/reader';
import { parameterStep, type Side } from '../lab';
import type { Names } from '../names';
import type { LabText, LessonInfo, Signal } from '../net/protocol';
import { SliderControl } from './slider_control';

interface SideProps { letter: 'A' | 'B'; lesson: LessonInfo; names: Names; moment: LabText; side: Side; partner: string; chosen?: string; change: (side: Side) => void; copy: () => void }

export function LabSide({ letter, lesson, names, moment, side, partner, chosen, change, copy }: SideProps) {
  const { t, num } = useReader();
  const { draft, parameters } = side;
  const tie = moment.ties[partner];
  const cost = price(draft, moment.ties, moment.output, lesson.budget);
  const over = cost > lesson.budget.points + 1e-3;
  const levers = (next: Record<string, number>) => change({ ...side, draft: { ...draft, levers: next } });
  const without = <T,>(record: Record<string, T>, key: string) => Object.fromEntries(Object.entries(record).filter(([k]) => k !== key));
  const words = (signal: Signal, v: number) => t(`stop.${signal}.${stop(signal, v)}`, { amount: num(v, { fixed: span(signal, moment.output).decimals }), share: num((100 * v) / moment.output, { fixed: 2 }) });
  const other = letter === 'A' ? 'B' : 'A';
  return (
    <section class={`card lab-side lab-${letter}`} aria-label={letter}>
      <div class="row"><h2>{letter}</h2><button type="button" class="quiet" onClick={copy}>{t('lab.copy', { from: other })}</button></div>
      <label class="field"><span>{t('act.stance')}</span>
        <select value={draft.stance} onChange={(e) => change({ ...side, draft: { ...draft, stance: e.currentTarget.value } })}>
          {['', ...lesson.stances].map((s) => <option key={s} value={s}>{t(s ? `stance.${s}` : 'stance.own')}</option>)}
        </select>
      </label>
      {SIGNALS.map((signal) => {
        const key = leverKey(partner, signal);
        const range = span(signal, moment.output);
        const now = tie?.[signal] ?? 0;
        const held = draft.levers[key] !== undefined;
        const label = t(`lever.${signal}`, { state: names.of(partner) });
        return (
          <div key={key}>
            <SliderControl label={`${letter}: ${label}`} {...range} value={Math.min(range.most, draft.levers[key] ?? now)} now={now} words={(v) => words(signal, v)} onChange={(v) => levers({ ...draft.levers, [key]: v })} />
            <p class="lever-note">
              {held ? <>{t('act.held', { points: num(leverPrice(signal, draft.levers[key], now, moment.output, lesson.budget), { fixed: 1 }) })} <button type="button" class="quiet" onClick={() => levers(without(draft.levers, key))}>{t('act.release')}</button></> : t('act.follows')}
            </p>
          </div>
        );
      })}
      <p class={over ? 'budget over' : 'budget'} role={over ? 'status' : undefined}>{t('act.budget', { spent: num(cost, { fixed: 1 }), points: num(lesson.budget.points) })}{over && ` · ${t('error.over_budget')}`}</p>
      {moment.all && (
        <details open={chosen !== undefined || Object.keys(parameters).length > 0}>
          <summary>{t('lab.parameters')}</summary>
          {lesson.parameters.map((p) => {
            const { step, decimals } = parameterStep(p.low, p.high);
            const value = parameters[p.name] ?? p.value;
            const set = (v: number) => change({ ...side, parameters: Math.abs(v - p.value) < step / 2 ? without(parameters, p.name) : { ...parameters, [p.name]: v > 0 ? Math.max(p.least, v) : v } });
            return (
              <div key={p.name} class={chosen === p.name ? 'lab-chosen' : undefined} data-parameter={p.name}>
                <SliderControl label={`${letter}: ${t(`parameter.${p.name}`)}`} least={p.low} most={p.high} step={step} value={value} now={p.value} decimals={Math.max(decimals, 3)} words={(v) => num(v, { fixed: Math.max(decimals, 4) })} onChange={set} />
              </div>
            );
          })}
        </details>
      )}
    </section>
  );
}
