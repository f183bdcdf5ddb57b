// The projector: before the game the code, the address and the seats filling; in the game the map, positions and headlines.
// With several worlds a wall of small lines; a click enlarges one.
import { useMemo, useState } from 'preact/hooks';
import { Choice } from '../../components/choice';
import { useReader } from '../i18n/reader';
import { namesOf } from '../names';
import type { LessonInfo } from '../net/protocol';
import type { Line } from '../net/session';
import { Clock } from '../ui/clock';
import { FanChart } from '../ui/fan_chart';
import { Flows, type Channel } from '../ui/flows';
import { Frame } from '../ui/frame';
import { Headlines } from '../ui/news';
import { Positions } from '../ui/positions';
import { QrCode } from '../ui/qr';
import { SeatList } from '../ui/seat_list';
import { Spotlight } from '../ui/spotlight';

export function Board({ line, lesson }: { line: Line; lesson: LessonInfo }) {
  const reader = useReader();
  const { t, n, num } = reader;
  const { session, send } = line;
  const names = useMemo(() => namesOf(lesson, reader), [lesson, reader.language, reader.locale]);
  const [channel, setChannel] = useState<Channel>('exports');
  const { state, klass, room } = session;
  if (!state || !klass || !room) return null;
  const lobby = klass.worlds.every((w) => w.phase === 'lobby');
  const title = names.lesson('title');
  const people = klass.worlds.reduce((a, w) => a + w.seats.reduce((b, s) => b + s.people, 0), 0);
  if (lobby) {
    return (
      <Frame title={title} wide lost={session.status === 'lost'} said={n('board.people', people)}>
        <h1>{title}</h1>
        <div class="lobby">
          <QrCode text={`${room.address}#join=${room.code}`} label={t('board.qr', { address: room.address })} />
          <div>
            <p class="lead">{t('board.open')}</p>
            <p class="address">{room.address}</p>
            <p class="lead">{t('start.code')}</p>
            <p class="code" aria-label={room.code.split('').join(' ')}>{room.code}</p>
            <p aria-live="polite">{n('board.people', people)}</p>
          </div>
        </div>
        {klass.worlds.map((w, k) => <SeatList key={k} seats={w.seats} names={names} head={klass.worlds.length > 1 ? t('board.world', { world: k + 1 }) : undefined} />)}
      </Frame>
    );
  }
  const last = klass.worlds.map((w) => w.line[w.line.length - 1]);
  const middle = [...last].sort((a, b) => a - b)[Math.floor(last.length / 2)];
  const spread = [...last].map((v) => Math.abs(v - middle)).sort((a, b) => a - b)[Math.floor(last.length * 0.8)] || 0;
  const all = klass.worlds.flatMap((w) => w.line);
  const range: [number, number] = [Math.floor(Math.min(...all) * 4 - 0.2) / 4, Math.ceil(Math.max(...all) * 4 + 0.2) / 4];
  const round = t('seat.round', { round: state.round, all: lesson.rounds });
  return (
    <Frame title={title} wide lost={session.status === 'lost'} said={round}>
      <div class="projector">
        <h1>{title}{klass.worlds.length > 1 && ` · ${t('board.world', { world: state.world + 1 })}`}</h1>
        <ol class="strip-rounds" aria-label={t('board.rounds')}>
          {Array.from({ length: lesson.rounds }, (_, r) => <li key={r} data-at={r < state.done ? 'done' : r === state.done ? 'now' : 'later'} aria-current={r === state.done ? 'step' : undefined}>{num(r + 1)}</li>)}
        </ol>
        <p><b>{round}</b> · {t(`phase.${state.phase}`)} <Clock deadline={session.deadline} /></p>
        {session.spotlight && <Spotlight spotlight={session.spotlight} names={names} lesson={lesson} worlds={klass.worlds.length} />}
        <div class="board">
          <div>
            <Choice label={t('see.channel')} options={[{ value: 'exports', label: t('see.exports') }, { value: 'pressure', label: t('see.pressure') }]} value={channel} onChange={setChannel} />
            <Flows names={names} lesson={lesson} state={state} channel={channel} tallest={620} />
          </div>
          <div><Positions names={names} lesson={lesson} state={state} height={320} /></div>
          <div class="board-foot">
            <h2>{t('board.news')}</h2>
            {state.cards.filter((c) => c.round === state.done + (state.phase === 'open' ? 1 : 0)).map((c) => <p key={c.card}><b>{names.card(c.card)}.</b> {names.cardText(c.card)}</p>)}
            {state.deals.map((d) => <p key={d.id}>{t('deal.headline', { from: names.of(d.from), to: names.of(d.to), status: t(`deal.${d.status}`) })}</p>)}
            <Headlines news={state.news} names={names} />
          </div>
        </div>
        {klass.worlds.length > 1 && (
          <>
            <h2>{t('board.wall', { state: names.of(klass.state) })}</h2>
            <div class="wall">
              {klass.worlds.map((w, k) => (
                <button key={k} type="button" class={spread > 0 && Math.abs(last[k] - middle) > 2 * spread ? 'outlier' : undefined} aria-pressed={k === state.world} onClick={() => send({ t: 'look', world: k })}>
                  <b>{t('board.world', { world: k + 1 })}</b>
                  <FanChart
                    bare hideTitle title={t('board.world', { world: k + 1 })} axis={names.axis} from={0} to={lesson.rounds * lesson.months} range={range} height={90}
                    lines={[{ key: klass.state, label: names.of(klass.state), short: '', look: names.looks[klass.state], months: w.line.map((_, i) => i), values: w.line }]}
                    summary={t('board.at', { state: names.of(klass.state), value: num(last[k], { fixed: 2 }) })}
                  />
                </button>
              ))}
            </div>
          </>
        )}
      </div>
    </Frame>
  );
}
