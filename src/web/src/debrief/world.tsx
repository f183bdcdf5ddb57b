// One world in detail: rounds with cards and orders, turning points, counterfactuals, goals, and what moved each state.
import { useState } from 'preact/hooks';
import { Choice } from '../components/choice';
import { useReader } from '../classroom/i18n/reader';
import type { Names } from '../classroom/names';
import type { LessonInfo, OrderText } from '../classroom/net/protocol';
import { termsOf } from '../classroom/screens/happened';
import { Goals } from '../classroom/ui/goals';
import { Headlines } from '../classroom/ui/news';
import { Terms } from '../classroom/ui/terms';
import type { EffectText, WorldText } from './types';

interface WorldProps { world: WorldText; lesson: LessonInfo; names: Names }

export function WorldSections({ world, lesson, names }: WorldProps) {
  const { t, num, n } = useReader();
  const [state, setState] = useState(lesson.alone);
  const words = (order: OrderText | null) => (order === null ? t('report.engine') : [
    t(order.stance ? `stance.${order.stance}` : 'stance.own'),
    ...order.levers.map(([to, signal, value]) => `${t(`lever.${signal}`, { state: names.of(to) })} ${num(value, { digits: 2 })}`),
  ].join(' · '));
  const span = (e: EffectText, fixed: number) => `${num(e.mean, { fixed, signed: true })} (${num(e.low, { fixed, signed: true })} … ${num(e.high, { fixed, signed: true })})`;
  const decisive = world.teams.filter((team) => team.decisive);
  const team = world.teams.find((one) => one.state === state);
  const sums = new Map<string, [string, string, number]>();
  let move = 0;
  for (const round of world.rounds) {
    const why = round.seats.find((s) => s.state === state)?.why;
    move += why?.move ?? 0;
    for (const [partner, mechanism, value] of why?.terms ?? []) {
      const before = sums.get(`${partner} ${mechanism}`)?.[2] ?? 0;
      sums.set(`${partner} ${mechanism}`, [partner, mechanism, before + value]);
    }
  }
  return (
    <>
      <h2>{t('report.happened')}</h2>
      {world.rounds.map((round, r) => (
        <section key={r} class="card">
          <h3>{t('report.round', { round: r + 1, month: names.when((r + 1) * lesson.months) })}</h3>
          {round.cards.map((card) => <p key={card}><b>{names.card(card)}.</b> {names.cardText(card)}</p>)}
          <ul>{round.seats.filter((s) => s.order !== null).map((s) => <li key={s.state}><b>{names.of(s.state)}</b>: {words(s.order)}</li>)}</ul>
          <Headlines news={round.news} names={names} most={4} />
        </section>
      ))}
      {world.turning.length > 0 && (
        <>
          <h2>{t('report.turning')}</h2>
          <p>{t('report.turning.about')}</p>
          <ol>{world.turning.map((p) => <li key={`${p.state} ${p.round}`}>{t('report.turn', { round: p.round, state: names.of(p.state), moved: num(p.moved, { fixed: 3, signed: true }), shift: num(Math.abs(p.shift), { fixed: 1 }) })}</li>)}</ol>
        </>
      )}
      {decisive.length > 0 && (
        <>
          <h2>{t('report.counter')}</h2>
          <p>{t('report.counter.about', { months: 2 * lesson.months })}</p>
          <div class="table-scroll" tabIndex={0} role="region" aria-label={t('report.counter')}>
            <table>
              <caption class="hidden">{t('report.counter')}</caption>
              <thead><tr><th scope="col">{t('report.team')}</th><th scope="col">{t('report.in')}</th><th scope="col">{t('quantity.position')}</th><th scope="col">{t('quantity.index')}</th><th scope="col">{t('quantity.output')}</th></tr></thead>
              <tbody>{decisive.map((d) => <tr key={d.state}><th scope="row">{names.of(d.state)}</th><td>{num(d.decisive!.round)}</td><td>{span(d.decisive!.position, 4)}</td><td>{span(d.decisive!.index, 4)}</td><td>{span(d.decisive!.output, 2)}</td></tr>)}</tbody>
            </table>
          </div>
        </>
      )}
      <h2>{t('report.state')}</h2>
      <Choice label={t('report.choose')} options={world.teams.map((one) => ({ value: one.state, label: names.of(one.state) }))} value={state} onChange={setState} />
      {team && (
        <>
          <p>{team.people > 0 ? n('board.people', team.people) : t('seats.engine')}</p>
          <Goals goals={team.goals.map((g) => ({ goal: g.goal, values: [g.values[0], g.values[g.values.length - 1]] }))} />
          <p class="fineprint">{t('debrief.since')}</p>
          <Terms terms={termsOf([...sums.values()])} move={move} names={names.all} caption={t('happened.why', { state: names.of(state) })} />
        </>
      )}
    </>
  );
}
