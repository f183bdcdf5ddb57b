// The instructor's page: rounds, timer, cards, seats, people, what was refused. Opens the board in a second tab.
// Ending the game stands apart and asks twice; whatever was done can be rewound.
import { useMemo, useState } from 'preact/hooks';
import { useReader } from '../i18n/reader';
import { namesOf } from '../names';
import type { LessonInfo } from '../net/protocol';
import type { Line } from '../net/session';
import { kept } from '../net/kept';
import { CardForm } from '../ui/card_form';
import { Clock } from '../ui/clock';
import { Frame } from '../ui/frame';
import { NetworkCheck } from '../ui/network_check';
import { SeatCalculator } from '../ui/seat_calculator';
import { SeatList } from '../ui/seat_list';
import { SpotlightForm } from '../ui/spotlight';

const FILES = ['report.html', 'ticks.csv', 'orders.csv', 'predictions.csv', 'grades.csv', 'session.tarazi'];

/** Saves a file; answers with the code of what went wrong, or nothing. */
async function save(file: string): Promise<string> {
  const answer = await fetch(`/api/v1/export/${file}`, { headers: { Authorization: `Bearer ${kept('instructor') ?? ''}` } });
  if (!answer.ok) return ((await answer.json()) as { error: string }).error;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  return '';
}

export function Console({ line, lesson }: { line: Line; lesson: LessonInfo }) {
  const reader = useReader();
  const { t, n, num } = reader;
  const { session, send } = line;
  const names = useMemo(() => namesOf(lesson, reader), [lesson, reader.language, reader.locale]);
  const [seconds, setSeconds] = useState(0);
  const [sure, setSure] = useState(false);
  const [failed, setFailed] = useState('');
  const [gone, setGone] = useState(false);
  const { klass, room } = session;
  if (!klass || !room) return null;
  const control = (what: string, more: Record<string, unknown> = {}) => send({ t: 'control', do: what, ...more });
  const phases = new Set(klass.worlds.map((w) => w.phase));
  const open = phases.has('open');
  const over = klass.worlds.length > 0 && klass.worlds.every((w) => w.phase === 'debrief');
  const done = Math.max(0, ...klass.worlds.map((w) => w.round));
  const fresh = klass.worlds.every((w) => w.round === 0 || w.practice);
  const timed = seconds > 0 ? { seconds } : {};
  return (
    <Frame title={t('console.title')} wide lost={session.status === 'lost'} tools={<><a class="quiet-link" href="#lab">{t('lab.title')}</a><a class="quiet-link" href="#board" target="_blank" rel="opener">{t('console.board')}</a></>}>
      <h1>{t('console.title')} · {names.lesson('title')}</h1>
      <p>{room.lan ? t('console.join', { address: room.address, code: room.code }) : t('console.local', { code: room.code })}</p>
      {room.lan && fresh && <NetworkCheck address={room.address} reached={session.reached} />}
      {klass.pace === 'together' && klass.worlds.every((w) => w.phase === 'lobby') && <SeatCalculator seats={lesson.seats.length} set={(worlds, team) => control('arrange', { worlds, team })} />}
      <section class="card" aria-label={t('console.round')}>
        <h2>{t('seat.round', { round: Math.min(lesson.rounds, done + (open || !over ? 1 : 0)), all: lesson.rounds })} <Clock deadline={session.deadline} /></h2>
        <div class="controls-big">
          {!open && !over && <button type="button" class="primary" onClick={() => control('open', timed)}>{t('console.open')}</button>}
          {!open && !over && fresh && <button type="button" class="quiet" onClick={() => control('open', { practice: true })}>{t('console.practice')}</button>}
          {open && <button type="button" class="primary" onClick={() => control('close')}>{t('console.close')}</button>}
          <label class="choice"><span class="choice-label">{t('console.timer')}</span>
            <select value={seconds} onChange={(e) => setSeconds(Number(e.currentTarget.value))}>
              {[0, 60, 120, 180, 300, 600].map((s) => <option key={s} value={s}>{s ? n('console.minutes', s / 60) : t('console.untimed')}</option>)}
            </select>
          </label>
          {open && <button type="button" class="quiet" onClick={() => control('timer', { seconds })}>{t('console.set')}</button>}
        </div>
      </section>
      {klass.worlds.map((w, k) => <SeatList key={k} seats={w.seats} names={names} head={klass.worlds.length > 1 ? t('board.world', { world: k + 1 }) : undefined} />)}
      {open && klass.deck && (
        <details class="card" open><summary>{t('console.deck')}</summary>
          <ul class="deck">
            {klass.deck.map((c) => <li key={c.card}><b>{names.card(c.card)}</b><span>{names.cardText(c.card)}</span><button type="button" class="quiet" onClick={() => control('inject', { card: c.card })}>{t('console.play')}</button></li>)}
          </ul>
        </details>
      )}
      {!over && <CardForm names={names} lesson={lesson} control={control} />}
      <SpotlightForm names={names} lesson={lesson} worlds={klass.worlds.length} shown={session.spotlight !== null} control={control} />
      <details class="card"><summary>{t('console.peek')}</summary>
        {klass.worlds.map((w, k) => (
          <ul key={k}>{Object.entries(w.orders ?? {}).filter(([code]) => (w.seats.find((s) => s.state === code)?.people ?? 0) > 0).map(([code, order]) => (
            <li key={code}>{klass.worlds.length > 1 && `${t('board.world', { world: k + 1 })}: `}<b>{names.of(code)}</b>: {t(order.stance ? `stance.${order.stance}` : 'stance.own')}{order.levers.map(([to, signal, value]) => ` · ${t(`lever.${signal}`, { state: names.of(to) })} ${num(value, { digits: 2 })}`)}</li>
          ))}</ul>
        ))}
      </details>
      <details class="card"><summary>{n('board.people', klass.people?.length ?? 0)}</summary>
        <ul>
          {(klass.people ?? []).map((p) => (
            <li key={p.member} class="row">{p.name || t('console.nameless', { member: p.member + 1 })} · {names.of(p.state)} · {t('board.world', { world: p.world + 1 })} {p.here ? '' : `· ${t('console.away')}`}
              {p.name && <button type="button" class="quiet" onClick={() => control('rename', { member: p.member, name: '' })}>{t('console.unname')}</button>}
              <button type="button" class="quiet" onClick={() => control('revoke', { member: p.member })}>{t('console.revoke')}</button>
            </li>
          ))}
        </ul>
      </details>
      <div class="row">
        <button type="button" class="quiet" aria-pressed={klass.locked} onClick={() => control('lock', { on: !klass.locked })}>{t('console.lock')}</button>
        <button type="button" class="quiet" aria-pressed={!klass.previews} onClick={() => control('previews', { on: !klass.previews })}>{t('console.previews')}</button>
        {Array.from({ length: done }, (_, r) => <button key={r} type="button" class="quiet" onClick={() => control('rewind', { round: r })}>{t('debrief.rewind', { round: r + 1 })}</button>)}
      </div>
      <h2>{t('console.files')}</h2>
      <div class="row">{FILES.map((f) => <button key={f} type="button" class="quiet" disabled={f === 'report.html' && session.job !== null} onClick={() => void save(f).then(setFailed, () => setFailed('no_answer'))}>{f}</button>)}</div>
      {session.job && <p role="status">{t('console.report', { done: session.job.done, all: session.job.of })} <progress max={session.job.of || 1} value={session.job.done} aria-label={t('console.files')} /></p>}
      {failed && <p class="error" role="alert">{t(`error.${failed}`)}</p>}
      {session.refusals.length > 0 && (
        <>
          <h2>{t('console.refused')}</h2>
          <ul class="refusals">{session.refusals.map((r) => <li key={r.at + r.code}><code>{r.who}: {r.code}{r.count > 1 ? ` × ${r.count}` : ''}</code>{r.code === 'disk' && ` ${t('error.disk')}`}</li>)}</ul>
        </>
      )}
      {session.error && <p class="error" role="alert">{t(`error.${session.error.code}`)}</p>}
      {!over && !fresh && (
        <p class="end-game">{sure ? <><button type="button" class="danger" onClick={() => { control('end'); setSure(false); }}>{t('console.sure')}</button> <button type="button" class="quiet" onClick={() => setSure(false)}>{t('console.not')}</button></> : <button type="button" class="danger" onClick={() => setSure(true)}>{t('console.end')}</button>}</p>
      )}
      <p class="end-game">{gone ? <><button type="button" class="danger" onClick={() => control('delete')}>{t('console.delete_sure')}</button> <button type="button" class="quiet" onClick={() => setGone(false)}>{t('console.not')}</button></> : <button type="button" class="danger" onClick={() => setGone(true)}>{t('console.delete')}</button>}</p>
    </Frame>
  );
}
