// What the server writes into the debrief of a class (src/server/report.cpp).
// Codes of states are the keys; texts come along in every language.
import type { Table } from '../classroom/i18n/text';
import type { LessonInfo, Many, News, OrderText, WhyText } from '../classroom/net/protocol';

export interface EffectText { mean: number; low: number; high: number }
export interface Team {
  state: string; people: number; goals: { goal: string; values: number[] }[];
  decisive?: { round: number; position: EffectText; index: EffectText; output: EffectText };
  predictions: { round: number; p: number; higher: boolean }[];
}
export interface RoundText { cards: string[]; seats: { state: string; order: OrderText | null; why: WhyText }[]; news: News[] }
export interface WorldText {
  series: { position: Many; index: Many; output: Many }; pairs: [string, string, number, number][]; rounds: RoundText[]; teams: Team[];
  turning: { state: string; round: number; shift: number; moved: number }[];
  branches: { round: number; line: number[] }[];
}
export interface DebriefData {
  kind: 'debrief';
  lesson: LessonInfo; worlds: WorldText[]; control: number[]; questions: { measure: string; from: string; to: string | null }[];
  sources: [string, number, 'source' | 'assumption', string][]; program: string; seed: number; scenario: string;
  texts: Record<string, Table>;
}
