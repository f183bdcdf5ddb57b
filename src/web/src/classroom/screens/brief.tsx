// The role sheet: who you are, what you want, what is on the table, the words of the game.
import { Goals } from '../ui/goals';
import { useReader } from '../i18n/reader';
import type { Names } from '../names';
import type { LessonInfo, WorldState, You } from '../net/protocol';

const WORDS = ['position', 'share', 'openness', 'pressure', 'offer', 'balance'];

interface BriefProps { lesson: LessonInfo; names: Names; state: WorldState; you: You; start?: () => void }

export function Brief({ lesson, names, state, you, start }: BriefProps) {
  const { t } = useReader();
  const cards = state.cards.filter((c) => c.round === state.done + 1);
  return (
    <>
      <h1>{t('brief.you', { state: names.of(you.state) })}</h1>
      {lesson.fictional && <p class="lead">{t('brief.fictional')}</p>}
      {names.role(you.state) && <p class="lead">{names.role(you.state)}</p>}
      {names.role(`${you.state}.red`) && <p><b>{t('brief.red')}</b> {names.role(`${you.state}.red`)}</p>}
      {cards.map((c) => <CardText key={c.card} names={names} card={c.card} />)}
      <h2>{t('brief.goals')}</h2>
      <Goals goals={state.goals ?? []} />
      {start && <p><button type="button" class="primary" onClick={start}>{t('brief.act')}</button></p>}
      <h2>{t('brief.how')}</h2>
      <p>{t('brief.rules', { months: lesson.months, points: lesson.budget.points })}</p>
      <details class="words-list"><summary>{t('brief.words')}</summary>
        <dl>{WORDS.map((w) => <div key={w}><dt>{t(`word.${w}`)}</dt><dd>{t(`word.${w}.about`)}</dd></div>)}</dl>
      </details>
      <p class="fineprint">{t('start.model')}</p>
    </>
  );
}

/** A card of the deck as news. */
export function CardText({ names, card }: { names: Names; card: string }) {
  const { t } = useReader();
  return <div class="card news-card"><p class="badge">{t('brief.news')}</p><h3>{names.card(card)}</h3><p>{names.cardText(card)}</p></div>;
}
