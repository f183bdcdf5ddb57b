// Factors, levels and intervals in words, the same everywhere on the page.
// Nothing here computes results: numbers come from the program.
import { list, number } from '../lib/format';
import type { Estimate, Factor, Response, StudyData } from './types';

/** A level as a person writes it. */
export function levelText(factor: Factor, value: number): string {
  return factor.words ? factor.words[value] ?? '?' : number(value, { digits: 4 });
}

/** "pressure = 0.6, policy = bandwagon"; `without` leaves one factor out. */
export function pointText(data: StudyData, values: number[], without = -1): string {
  return data.factors.flatMap((f, k) => (k === without ? [] : [`${f.name} = ${levelText(f, values[k])}`])).join(', ');
}

/** "0.71 [0.65, 0.78]". */
export function interval(e: Estimate, digits = 3): string {
  const text = number(e[0], { digits });
  return e[1] === null || e[2] === null ? text : `${text} [${number(e[1], { digits })}, ${number(e[2], { digits })}]`;
}

/** True when the interval holds zero, or is not known. */
export const unclear = (e: Estimate) => e[1] === null || e[2] === null || (e[1] <= 0 && e[2] >= 0);

/** What a response is, for headings. */
export function responseText(r: Response): string {
  return r.share ? `share of runs with ${r.name}` : r.name;
}

/** Levels of a factor that occur among the points, in order. */
export function levelsOf(data: StudyData, factor: number): number[] {
  return [...new Set(data.points.map((p) => p[factor]))].sort((a, b) => a - b);
}

/** The design in a sentence. */
export function designText(data: StudyData): string {
  const { design, factors } = data;
  const names = list(factors.map((f) => f.name));
  const many = `${number(design.points, { digits: 9 })} points`;
  switch (design.kind) {
    case 'grid': return `Every combination of the levels of ${names}: ${many}.`;
    case 'one-at-a-time': return `${names}, one after the other while the rest stay at their base: ${many}.`;
    case 'latin-hypercube': return `A latin hypercube over ${names}, seed ${design.seed}: ${many}.`;
    case 'sobol': return `A scrambled Sobol sequence over ${names}, seed ${design.seed}: ${many}.`;
    case 'saltelli': return `Saltelli's design for Sobol indices over ${factors.length} factors, ${design.samples} base samples, seed ${design.seed}: ${many}.`;
    case 'morris': return `${design.trajectories} Morris trajectories over ${factors.length} factors, seed ${design.seed}: ${many}.`;
    default: return `Points from a table over ${names}: ${many}.`;
  }
}
