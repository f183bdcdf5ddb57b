// The end: goals over the rounds, predictions against what came, the terms of every round, questions to think about.
import { useState } from 'preact/hooks';
import { useReader } from '../i18n/reader';
import type { Names } from '../names';
import type { LessonInfo, WorldState, You } from '../net/protocol';
import { Goals } from '../ui/goals';
import { Positions } from '../ui/positions';
import { Terms } from '../ui/terms';
import { termsOf } from './happened';

interface DebriefProps { lesson: LessonInfo; names: Names; state: WorldState; you: You; alone: boolean; again: () => void; rewind: (round: number) => void }

const QUESTIONS = ['feel', 'decide', 'theory', 'limits'];

export function Debrief({ lesson, names, state, you, alone, again, rewind }: DebriefProps) {
  const { t, num, pct } = useReader();
  const rounds = you.rounds ?? [];
  const largest = rounds.reduce((a, r) => (Math.abs(r.move) > Math.abs(a?.move ?? 0) ? r : a), rounds[0]);
  const [round, setRound] = useState(largest?.round ?? 1);
  const why = rounds.find((r) => r.round === round);
  const scored = you.predictions ?? [];
  const brier = scored.reduce((a, p) => a + p.brier, 0) / Math.max(1, scored.length);
  return (
    <section aria-labelledby="over">
      <h1 id="over">{t('debrief.title', { state: names.of(you.state) })}</h1>
      <Goals goals={(state.goals ?? []).map((g) => ({ goal: g.goal, values: [g.values[0], g.values[g.values.length - 1]] }))} />
      <p class="fineprint">{t('debrief.since')}</p>
      <Positions names={names} lesson={lesson} state={state} own={you.state} />
      {why && (
        <>
          <h2>{t('debrief.why')}</h2>
          <p>{t('debrief.turning', { round: largest.round, move: num(largest.move, { fixed: 3, signed: true }) })}</p>
          <div class="row" role="group" aria-label={t('debrief.rounds')}>
            {rounds.map((r) => <button key={r.round} type="button" class="quiet" aria-pressed={r.round === round} onClick={() => setRound(r.round)}>{num(r.round)}</button>)}
            {alone && <button type="button" class="quiet" onClick={() => rewind(round - 1)}>{t('debrief.rewind', { round })}</button>}
          </div>
          <Terms terms={termsOf(why.terms)} move={why.move} names={names.all} caption={t('debrief.why')} parameters={lesson.parameters} lab={alone && state.previews} />
          {state.previews && <p><a href="#lab">{t('lab.compare')}</a></p>}
        </>
      )}
      {scored.length > 0 && (
        <>
          <h2>{t('debrief.predictions')}</h2>
          <p>{t('debrief.brier', { score: num(brier, { fixed: 2 }) })}</p>
          <ul>
            {scored.map((p) => <li key={p.round}>{t(`ask.${p.measure}`, { from: names.of(p.from), to: p.to ? names.of(p.to) : '', month: names.when(p.round * lesson.months) })} <b>{pct(p.p)}</b> → {t(p.higher ? 'debrief.yes' : 'debrief.no')}</li>)}
          </ul>
        </>
      )}
      <h2>{t('debrief.discuss')}</h2>
      <ol>{QUESTIONS.map((q) => <li key={q}>{t(`debrief.${q}`)}</li>)}</ol>
      <p class="fineprint">{t('start.model')}</p>
      {alone && <p class="row"><button type="button" class="primary" onClick={again}>{t('start.again')}</button></p>}
    </section>
  );
}
