// The connection to the server: says hello, keeps the state of the world together, comes back by itself when it breaks.
// Components read one immutable value; messages go out through `send`.
import { useEffect, useRef, useState } from 'preact/hooks';
import { joined, type ClassState, type LabText, type LessonInfo, type PreviewText, type Refusal, type RoomText, type SpotlightText, type WhyText, type WorldState, type You } from './protocol';

export interface Session {
  status: 'connecting' | 'open' | 'lost' | 'refused';
  role: 'seat' | 'board' | 'console';
  alone: boolean;
  lesson: LessonInfo | null;
  state: WorldState | null;
  you: You | null;
  klass: ClassState | null;
  /** Another machine has reached the server: the network lets phones through. */
  reached: boolean;
  room: RoomText | null;
  preview: PreviewText | null;
  lab: LabText | null;
  why: WhyText | null;
  error: (Refusal & { at: number }) | null;
  /** When the round's time is over, on this machine's clock; null without a timer. */
  deadline: number | null;
  refusals: { who: string; code: string; count: number; at: number }[];
  /** How far the report is, in worlds; null when none is being made. */
  job: { done: number; of: number } | null;
  /** The chart the instructor pushed to the board. */
  spotlight: SpotlightText | null;
}

const EMPTY: Session = {
  status: 'connecting', role: 'seat', alone: true, lesson: null, state: null, you: null, klass: null, reached: false, room: null, preview: null, lab: null, why: null,
  error: null, deadline: null, refusals: [], job: null, spotlight: null,
};

type Message = Record<string, unknown> & { t: string };

/** The lesson with the cards that were written since; the same object when there is nothing new. */
function withCards(lesson: LessonInfo | null, state: WorldState | undefined): LessonInfo | null {
  if (!lesson || !state?.written || JSON.stringify(state.written) === JSON.stringify(lesson.written ?? {})) return lesson;
  return { ...lesson, written: state.written };
}

const deadlineOf = (remaining: unknown) => (typeof remaining === 'number' ? Date.now() + remaining : null);

/** The session after a message; `sync` is called when months are missing. */
export function reduce(now: Session, message: Message, sync: () => void): Session {
  switch (message.t) {
    case 'welcome':
      return {
        ...now, status: 'open', role: message.role as Session['role'], alone: message.alone === true, lesson: withCards(message.lesson as LessonInfo, message.state as WorldState | undefined),
        spotlight: (message.spotlight as SpotlightText) ?? null,
        state: (message.state as WorldState) ?? null, you: (message.you as You) ?? null, klass: (message.class as ClassState) ?? null,
        reached: message.reached === true, room: (message.room as RoomText) ?? null, deadline: deadlineOf(message.remaining), preview: null, error: null,
      };
    case 'frame': {
      const next = { ...now, you: (message.you as You) ?? now.you, klass: (message.class as ClassState) ?? now.klass, reached: now.reached || message.reached === true, spotlight: (message.spotlight as SpotlightText) ?? null, lesson: withCards(now.lesson, message.state as WorldState | undefined) };
      const state = message.state as WorldState | undefined;
      if (!state) return next;
      const series = now.state && now.state.world === state.world ? joined(now.state.series, state.series) : state.series.from === 0 ? state.series : null;
      if (!series) {
        sync();
        return next;
      }
      const moved = now.state?.month !== state.month || now.state?.phase !== state.phase;
      return { ...next, state: { ...state, series }, preview: moved ? null : now.preview, error: null };
    }
    case 'seat':
      return { ...now, you: message.you as You, error: null };
    case 'preview':
      return { ...now, preview: message as unknown as PreviewText };
    case 'lab':
      return { ...now, lab: message as unknown as LabText, error: now.error?.re === 'lab' ? null : now.error };
    case 'why':
      return { ...now, why: message as unknown as WhyText };
    case 'timer':
      return { ...now, deadline: deadlineOf(message.remaining) };
    case 'job':
      return { ...now, job: typeof message.done === 'number' ? { done: message.done, of: message.of as number } : null };
    case 'refusal':
      return { ...now, refusals: [...now.refusals.slice(-19), { ...(message as unknown as { who: string; code: string; count: number }), at: Date.now() }] };
    case 'error':
      return { ...now, error: { ...(message as unknown as Refusal), at: Date.now() } };
    default:
      return now;
  }
}

export interface Line {
  session: Session;
  send: (message: Record<string, unknown>) => void;
}

/** Connects with a token; a refused token is told as status `refused`, everything else is tried again. */
export function useSession(token: string, view?: 'board' | 'console'): Line {
  const [session, setSession] = useState<Session>(EMPTY);
  const socket = useRef<WebSocket | null>(null);
  useEffect(() => {
    let stopped = false;
    let wait = 500;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const connect = () => {
      const ws = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`, 'tarazi.v1');
      socket.current = ws;
      let greeted = false;
      ws.onopen = () => ws.send(JSON.stringify({ t: 'hello', token, ...(view ? { view } : {}) }));
      ws.onmessage = (event) => {
        const message = JSON.parse(String(event.data)) as Message;
        if (message.t === 'welcome') {
          greeted = true;
          wait = 500;
        }
        if (message.t === 'ended' || (message.t === 'error' && !greeted)) {
          stopped = true;
          setSession((s) => ({ ...s, status: 'refused' }));
          return;
        }
        setSession((s) => reduce(s, message, () => ws.send('{"t":"sync"}')));
      };
      ws.onclose = () => {
        if (stopped) return;
        setSession((s) => ({ ...s, status: s.lesson ? 'lost' : 'connecting' }));
        // A little chance, so that a class does not come back all at once.
        timer = setTimeout(connect, wait * (0.75 + Math.random() / 2));
        wait = Math.min(8000, wait * 2);
      };
    };
    connect();
    return () => {
      stopped = true;
      clearTimeout(timer);
      socket.current?.close();
    };
  }, [token, view]);
  const send = (message: Record<string, unknown>) => {
    if (socket.current?.readyState === WebSocket.OPEN) socket.current.send(JSON.stringify(message));
  };
  return { session, send };
}
