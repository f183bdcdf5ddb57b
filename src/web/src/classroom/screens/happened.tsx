// After a round: headlines, goals before and after, and why the own position moved.
import { useReader } from '../i18n/reader';
import type { Names } from '../names';
import type { LessonInfo, WorldState, You } from '../net/protocol';
import { Goals } from '../ui/goals';
import { Headlines } from '../ui/news';
import { Positions } from '../ui/positions';
import { Terms, type Term } from '../ui/terms';
import { CardText } from './brief';

interface HappenedProps { lesson: LessonInfo; names: Names; state: WorldState; you: You; next?: () => void; lab?: boolean }

export const termsOf = (terms: [string, string, number][]): Term[] => terms.map(([partner, mechanism, value]) => ({ partner, mechanism: mechanism as Term['mechanism'], value }));

export function Happened({ lesson, names, state, you, next, lab }: HappenedProps) {
  const { t } = useReader();
  const coming = state.cards.filter((c) => c.round === state.done + 1);
  return (
    <section class="enter" aria-labelledby="happened">
      <h1 id="happened">{t('happened.title', { round: state.done, month: names.when(state.month) })}</h1>
      <Headlines news={state.news} names={names} />
      <h2>{t('brief.goals')}</h2>
      <Goals goals={state.goals ?? []} />
      <Positions names={names} lesson={lesson} state={state} own={you.state} height={200} />
      {state.why && (
        <>
          <h2>{t('happened.why', { state: names.of(you.state) })}</h2>
          <p>{t('happened.about')}</p>
          <Terms terms={termsOf(state.why.terms)} move={state.why.move} names={names.all} caption={t('happened.why', { state: names.of(you.state) })} parameters={lesson.parameters} lab={lab} />
        </>
      )}
      {next && coming.map((c) => <CardText key={c.card} names={names} card={c.card} />)}
      {next ? <p><button type="button" class="primary" onClick={next}>{t('happened.next')}</button></p> : <p class="lead">{t('seat.reveal')}</p>}
    </section>
  );
}
