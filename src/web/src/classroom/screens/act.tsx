// The policy card: stance first, then the levers towards one partner at a time, the budget, and what may come of it.
import { useState } from 'preact/hooks';
import { draftOf, leverKey, leverPrice, SIGNALS, span, stop, type Draft } from '../draft';
import { useReader } from '../i18n/reader';
import type { Names } from '../names';
import type { LessonInfo, PreviewText, Signal, WorldState, You } from '../net/protocol';
import { Deals } from '../ui/deals';
import { Forecast } from '../ui/forecast';
import { SliderControl } from '../ui/slider_control';
import { Suggestions } from '../ui/suggestions';
import { CardText } from './brief';

interface ActProps {
  lesson: LessonInfo; names: Names; state: WorldState; you: You; draft: Draft; inForce: Draft; setDraft: (draft: Draft) => void;
  cost: number; output: number; preview: PreviewText | null; guess: number | null; setGuess: (p: number) => void; passPen: (to: number) => void;
  send: (message: Record<string, unknown>) => void;
}

export function Act(props: ActProps) {
  const { lesson, names, state, you, draft, setDraft, cost, output, preview } = props;
  const { t, num } = useReader();
  const partners = lesson.states.filter((s) => !s.passive && s.code !== you.state).map((s) => s.code);
  const [partner, setPartner] = useState(partners[0]);
  const locked = you.ready;
  const tie = state.ties?.[partner];
  const cards = state.cards.filter((c) => c.round === state.done + 1);
  const pull = (signal: Signal, value: number) => setDraft({ ...draft, levers: { ...draft.levers, [leverKey(partner, signal)]: value } });
  const release = (key: string) => setDraft({ ...draft, levers: Object.fromEntries(Object.entries(draft.levers).filter(([k]) => k !== key)) });
  const words = (signal: Signal, value: number) => {
    const key = stop(signal, value);
    return t(`stop.${signal}.${key}`, { amount: num(value, { fixed: span(signal, output).decimals }), share: num((100 * value) / output, { fixed: 2 }) });
  };
  const moved = partners.map((code) => ({ code, count: SIGNALS.filter((s) => draft.levers[leverKey(code, s)] !== undefined).length }));
  return (
    <>
      {cards.map((c) => <CardText key={c.card} names={names} card={c.card} />)}
      {!you.pen && <p class="card">{t('act.no_pen', { name: you.team.find((m) => m.pen)?.name || t('act.teammate') })}</p>}
      {you.pen && you.team.length > 1 && (
        <p class="row">{t('act.pen')} {you.team.filter((m) => !m.pen).map((m) => <button key={m.member} type="button" class="quiet" onClick={() => props.passPen(m.member)}>{t('act.pass', { name: m.name || t('act.teammate') })}</button>)}</p>
      )}
      <Suggestions you={you} names={names} take={you.pen && !you.ready ? (order) => setDraft(draftOf(order)) : undefined} />
      <fieldset class="stances">
        <legend>{t('act.stance')}</legend>
        {['', ...lesson.stances].map((stance) => (
          <label key={stance} class="stance">
            <input type="radio" name="stance" value={stance} checked={draft.stance === stance} disabled={locked} onChange={() => setDraft({ ...draft, stance })} />
            <b>{t(stance ? `stance.${stance}` : 'stance.own')}</b>
            <small>{t(stance ? `stance.${stance}.about` : 'stance.own.about')}</small>
          </label>
        ))}
      </fieldset>
      <h2>{t('act.levers')}</h2>
      <div class="partners" role="group" aria-label={t('act.partner')}>
        {moved.map(({ code, count }) => (
          <button key={code} type="button" class="quiet" aria-pressed={partner === code} onClick={() => setPartner(code)}>
            {names.of(code)}{count > 0 && <span class="dot" aria-label={t('act.changed')}> ●</span>}
          </button>
        ))}
      </div>
      {tie && (
        <div class="card levers">
          <p class="received">{t('act.received', { state: names.of(partner), pressure: t(`stop.pressure.${stop('pressure', tie.pressed ?? 0)}`), openness: t(`stop.openness.${stop('openness', tie.opened ?? 0)}`), exports: num(tie.exports, { digits: 2 }), share: num(tie.share * 100, { fixed: 0 }) })}</p>
          {SIGNALS.map((signal) => {
            const key = leverKey(partner, signal);
            const now = tie[signal] ?? 0;
            const value = draft.levers[key] ?? now;
            const held = draft.levers[key] !== undefined;
            const range = span(signal, output);
            return (
              <div key={key}>
                <SliderControl label={t(`lever.${signal}`, { state: names.of(partner) })} {...range} value={Math.min(range.most, value)} now={now} words={(v) => words(signal, v)} disabled={locked} onChange={(v) => pull(signal, v)} />
                <p class="lever-note">
                  {held ? <>{t('act.held', { points: num(leverPrice(signal, value, now, output, lesson.budget), { fixed: 1 }) })} <button type="button" class="quiet" disabled={locked} onClick={() => release(key)}>{t('act.release')}</button></> : t('act.follows')}
                </p>
              </div>
            );
          })}
        </div>
      )}
      <div class={cost > lesson.budget.points + 1e-3 ? 'budget over' : 'budget'}>
        <span id="budget">{t('act.budget', { spent: num(cost, { fixed: 1 }), points: num(lesson.budget.points) })}</span>
        <meter min={0} max={lesson.budget.points} value={Math.min(cost, lesson.budget.points)} high={0.85 * lesson.budget.points} aria-labelledby="budget" />
        {cost > lesson.budget.points + 1e-3 && <span role="status">{t('error.over_budget')}</span>}
      </div>
      <Deals names={names} state={state} you={you} partner={partner} rounds={lesson.rounds} locked={!you.pen} send={props.send} outputs={(code) => state.series.output[code]?.[state.month] ?? 1} />
      {state.previews && <Forecast names={names} state={state} preview={preview} lesson={lesson} what="index" />}
      {!state.practice && <Prediction {...props} />}
    </>
  );
}

/** One question a round, answered in percent; scored quietly. */
function Prediction({ state, names, guess, setGuess, lesson }: ActProps) {
  const { t, num } = useReader();
  const q = state.question;
  const question = t(`ask.${q.measure}`, { from: names.of(q.from), to: q.to ? names.of(q.to) : '', month: names.when(state.month + lesson.months) });
  const value = guess === null ? 0.5 : guess;
  return (
    <div class="card">
      <h3>{t('ask.title')}</h3>
      <SliderControl label={question} least={0} most={100} step={5} value={value * 100} now={50} decimals={0} words={(v) => (guess === null ? t('ask.none') : t('ask.chance', { chance: num(v, { fixed: 0 }) }))} onChange={(v) => setGuess(v / 100)} />
    </div>
  );
}
