// Months of a run as dates: names, axis ticks and spans, without time zones.
// Month 0 is the scenario's start; everything else counts from there.

/** The time axis of a run: `months` steps from the calendar month `start` ("2024-01"). */
export interface TimeAxis {
  startYear: number;
  /** 0 = January. */
  startMonth: number;
  months: number;
}

/** Reads "YYYY-MM"; throws when the text is no such date. */
export function timeAxis(start: string, months: number): TimeAxis {
  const match = /^(\d{4})-(\d{2})$/.exec(start);
  if (!match || Number(match[2]) < 1 || Number(match[2]) > 12) throw new Error(`not a start month: ${start}`);
  return { startYear: Number(match[1]), startMonth: Number(match[2]) - 1, months };
}

/** Calendar year and month (0 = January) of month `index`. */
export function calendar(axis: TimeAxis, index: number): { year: number; month: number } {
  const total = axis.startYear * 12 + axis.startMonth + Math.round(index);
  return { year: Math.floor(total / 12), month: ((total % 12) + 12) % 12 };
}

/** "Mar 2027" in the given language; `style: 'long'` gives "March 2027". */
export function monthName(axis: TimeAxis, index: number, locale = 'en', style: 'short' | 'long' = 'short'): string {
  const { year, month } = calendar(axis, index);
  const format = new Intl.DateTimeFormat(locale, { month: style, year: 'numeric', timeZone: 'UTC', calendar: 'gregory' });
  return format.format(new Date(Date.UTC(year, month, 1)));
}

/** Ticks that fall on round dates: every 1, 3 or 6 months, or every 1, 2, 5, 10 ... years, at most `most` of them. */
export function timeTicks(axis: TimeAxis, from: number, to: number, most: number): number[] {
  const steps = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
  const span = Math.max(1, to - from);
  const step = steps.find((s) => span / s <= Math.max(1, most - 1)) ?? 2400;
  const origin = axis.startYear * 12 + axis.startMonth;
  const ticks: number[] = [];
  for (let m = Math.ceil((origin + from) / step) * step; m - origin <= to; m += step) ticks.push(m - origin);
  return ticks;
}

/** Axis label of a tick: the year alone in January of long spans, otherwise month and year. */
export function tickName(axis: TimeAxis, index: number, step: number, locale = 'en'): string {
  const { year, month } = calendar(axis, index);
  return step >= 12 && month === 0 ? String(year) : monthName(axis, index, locale);
}

/** "Jan 2025 - Dec 2027" for something in force from month `from` up to, not including, month `until`. */
export function spanName(axis: TimeAxis, from: number, until: number | null, locale = 'en'): string {
  const first = monthName(axis, from, locale);
  return until === null || until <= from + 1 ? first : `${first} – ${monthName(axis, until - 1, locale)}`;
}
