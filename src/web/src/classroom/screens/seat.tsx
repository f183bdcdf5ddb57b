// A seat: four tabs and the bar with Ready. Holds the draft; nothing leaves it before Ready but previews.
// After a round the reader is taken to what happened, with one press on to the next.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { draftOf, orderOf, price, sameDraft, type Draft } from '../draft';
import { useReader } from '../i18n/reader';
import { namesOf } from '../names';
import type { LessonInfo } from '../net/protocol';
import type { Line } from '../net/session';
import { Clock } from '../ui/clock';
import { Frame } from '../ui/frame';
import { Act } from './act';
import { Brief } from './brief';
import { Debrief } from './debrief';
import { Happened } from './happened';
import { Lab } from './lab';
import { See } from './see';
import { WhatIf } from './what_if';

type Tab = 'brief' | 'see' | 'act' | 'if';
const TABS: Tab[] = ['brief', 'see', 'act', 'if'];

export function Seat({ line, lesson, leave, lab }: { line: Line; lesson: LessonInfo; leave: () => void; lab?: string }) {
  const reader = useReader();
  const { t, num } = reader;
  const { session, send } = line;
  const { state, you } = session;
  const names = useMemo(() => namesOf(lesson, reader), [lesson, reader.language, reader.locale]);
  const [tab, setTab] = useState<Tab>('brief');
  const [draft, setDraft] = useState<Draft | null>(null);
  const [told, setTold] = useState<number | null>(null);
  const [guess, setGuess] = useState<number | null>(null);
  const tabs = useRef<HTMLDivElement>(null);
  const last = useRef(-1);
  const done = state?.done ?? 0;
  // A new round begins with the orders in force; the first sight of a running game shows no old news.
  useEffect(() => {
    if (state && told === null) setTold(state.done);
    setDraft(null);
    setGuess(null);
  }, [done, state?.phase, state?.practice]);
  useEffect(() => {
    if (told !== null && done > told) scrollTo({ top: 0 });
  }, [done]);
  const inForce = useMemo(() => (you ? draftOf(you.order) : { stance: '', levers: {} }), [you]);
  const now = draft ?? inForce;
  const asked = useRef(0);
  useEffect(() => {
    if (lab !== undefined || !state || !you || state.phase !== 'open' || !state.previews || (tab !== 'act' && tab !== 'if')) return undefined;
    const timer = setTimeout(() => send({ t: 'preview', id: ++asked.current, ...orderOf(now) }), draft ? 280 : 0);
    return () => clearTimeout(timer);
  }, [JSON.stringify(orderOf(now)), tab, done, state?.phase, session.status, lab]);
  if (!state || !you) return null;
  const output = state.series.output[you.state]?.[state.month] ?? 1;
  const cost = price(now, state.ties ?? {}, output, lesson.budget);
  const over = cost > lesson.budget.points + 1e-3;
  const open = state.phase === 'open';
  const fresh = told !== null && state.done > told && state.done > 0;
  const ready = () => {
    if (guess !== null) send({ t: 'predict', round: state.round, p: guess });
    if (!sameDraft(now, inForce)) {
      last.current = Math.max(last.current, you.last) + 1;
      send({ t: 'order', id: last.current, round: state.round, ...orderOf(now) });
    }
    send({ t: 'ready', round: state.round, on: true });
  };
  const choose = (next: Tab) => {
    setTab(next);
    if (fresh) setTold(state.done);
  };
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = (TABS.indexOf(tab) + (reader.direction === 'rtl' ? -step : step) + TABS.length) % TABS.length;
    choose(TABS[at]);
    tabs.current?.querySelectorAll('button')[at]?.focus();
  };
  const said = state.phase === 'debrief' ? t('say.over') : t('say.round', { round: state.round, all: lesson.rounds });
  const title = names.of(you.state);
  const tools = session.alone && state.done > 0
    ? <button type="button" class="quiet" onClick={() => { setTold(state.done - 1); send({ t: 'control', do: 'rewind', round: state.done - 1 }); }}>{t('seat.undo')}</button>
    : undefined;
  const frame = { title, tools, said, lost: session.status === 'lost' };
  if (lab !== undefined && state.phase !== 'lobby') return <Lab line={line} lesson={lesson} chosen={lab || undefined} draft={now} />;
  if (state.phase === 'lobby') {
    return <Frame {...frame}><h1>{title}</h1><p class="lead">{t('seat.lobby')}</p><Brief lesson={lesson} names={names} state={state} you={you} /></Frame>;
  }
  if (state.phase === 'debrief') {
    return <Frame {...frame}><Debrief lesson={lesson} names={names} state={state} you={you} alone={session.alone} again={leave} rewind={(round) => send({ t: 'control', do: 'rewind', round })} /></Frame>;
  }
  return (
    <Frame {...frame}>
      {fresh || state.phase === 'reveal' ? (
        <Happened lesson={lesson} names={names} state={state} you={you} next={open ? () => choose('act') : undefined} lab={session.alone && state.previews} />
      ) : (
        <>
          <div class="tabs" role="tablist" aria-label={t('seat.tabs')} ref={tabs} onKeyDown={keys}>
            {TABS.map((one) => (
              <button key={one} id={`tab-${one}`} type="button" role="tab" aria-selected={tab === one} aria-controls="panel" tabIndex={tab === one ? 0 : -1} onClick={() => choose(one)}>{t(`tab.${one}`)}</button>
            ))}
          </div>
          <div id="panel" role="tabpanel" aria-labelledby={`tab-${tab}`} class="enter" key={tab}>
            {tab === 'brief' && <Brief lesson={lesson} names={names} state={state} you={you} start={() => choose('act')} />}
            {tab === 'see' && <See names={names} state={state} you={you} lesson={lesson} />}
            {tab === 'act' && (
              <Act
                lesson={lesson} names={names} state={state} you={you} draft={now} inForce={inForce} setDraft={setDraft} cost={cost} output={output}
                preview={session.preview} guess={guess ?? you.prediction} setGuess={setGuess} passPen={(to) => send({ t: 'pen', to })} send={send}
              />
            )}
            {tab === 'if' && <WhatIf lesson={lesson} names={names} state={state} draft={now} inForce={inForce} preview={session.preview} />}
          </div>
        </>
      )}
      {session.error && session.error.re !== 'preview' && <p class="error" role="alert">{t(`error.${session.error.code}`)}</p>}
      <div class="foot">
        <div>
          <span class="foot-what">
            <b>{state.practice ? t('seat.practice') : t('seat.round', { round: state.round, all: lesson.rounds })} <Clock deadline={session.deadline} /></b>
            {open ? t('seat.until', { month: names.when(state.month + lesson.months) }) : t('seat.wait')}
            {open && <span class={over ? 'over' : undefined}> · {t('seat.spent', { spent: num(cost, { fixed: 1 }), points: num(lesson.budget.points) })}</span>}
            {you.engine && open && <span class="badge">{t('seat.engine')}</span>}
          </span>
          {open && fresh ? (
            <button type="button" class="primary" onClick={() => choose('act')}>{t('seat.on')}</button>
          ) : open && you.ready ? (
            <button type="button" class="quiet" disabled={!you.pen} onClick={() => send({ t: 'ready', round: state.round, on: false })}>{t('seat.unready')}</button>
          ) : open && !you.pen ? (
            <button type="button" class="primary" disabled={over || sameDraft(now, inForce)} onClick={() => send({ t: 'suggest', round: state.round, ...orderOf(now) })}>{t('seat.suggest')}</button>
          ) : open && (
            <button type="button" class="primary" disabled={over} onClick={ready}>{t('seat.ready')}</button>
          )}
        </div>
      </div>
    </Frame>
  );
}
