// Names, dates and looks of what a lesson holds, in the reader's language.
// Lessons of an instructor's own may have no texts; then the scenario's names serve.
import { stateLooks, type Look } from '../lib/palette';
import { timeAxis, monthName, type TimeAxis } from '../lib/time';
import type { Text } from './i18n/text';
import type { LessonInfo } from './net/protocol';

export interface Names {
  of: (code: string) => string;
  all: Record<string, string>;
  looks: Record<string, Look>;
  axis: TimeAxis;
  when: (month: number) => string;
  lesson: (part: string) => string;
  /** Role sheet of a state: the lesson's own, or the one that all lessons share; empty without texts. */
  role: (part: string) => string;
  card: (card: string) => string;
  cardText: (card: string) => string;
}

export function namesOf(lesson: LessonInfo, text: Text): Names {
  const all = Object.fromEntries(lesson.states.map((s) => [s.code, text.has(`state.${s.code}`) ? text.t(`state.${s.code}`) : s.name]));
  const axis = timeAxis(`${lesson.start[0]}-${String(lesson.start[1]).padStart(2, '0')}`, lesson.rounds * lesson.months);
  /** What a card does, in words made from its effect: under invented names there is no other text. */
  const told = (card: string): [string, string] | null => {
    const e = lesson.effects?.[card];
    if (!e) return null;
    const who = [e.from, e.to].filter((code) => code !== null).map((code) => all[code] ?? code).join(' → ');
    const what = text.t(`effect.${e.kind}`);
    return [who || what, e.value ? `${what}: ${text.num(e.value, { digits: 2 })}` : what];
  };
  const own = (key: string, otherwise: string) => (text.has(key) ? text.t(key) : otherwise);
  return {
    all, axis, looks: stateLooks(lesson.states),
    of: (code) => all[code] ?? code,
    when: (month) => monthName(axis, month, text.locale),
    lesson: (part) => own(`lesson.${lesson.name}.${part}`, part === 'title' ? lesson.title : ''),
    role: (part) => own(`lesson.${lesson.name}.${part}`, own(`role.${part}`, '')),
    card: (card) => lesson.written?.[card]?.title ?? told(card)?.[0] ?? own(`card.${card}`, card.replace(/-/g, ' ')),
    cardText: (card) => lesson.written?.[card]?.text ?? told(card)?.[1] ?? own(`card.${card}.text`, ''),
  };
}
