// Text of the interface in the reader's language: flat keys, named placeholders, plurals and numbers through Intl.
// Pure functions over a loaded table, so that they can be tested without a page.
import { number, percent, list, type NumberStyle } from '../../lib/format';

/** The languages that are shipped; a language that misses a key is not shipped (the build fails). */
export const LANGUAGES = ['en', 'az', 'ru', 'zh-Hans', 'fa'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language in its own words, for the choice of language. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: 'English', az: 'Azərbaycanca', ru: 'Русский', 'zh-Hans': '简体中文', fa: 'فارسی',
};

export type Table = Record<string, string>;
export type Values = Record<string, string | number>;

/** Reads, formats and counts in one language. */
export interface Text {
  language: Language;
  direction: 'ltr' | 'rtl';
  /** Locale for Intl, with the digits the reader chose. */
  locale: string;
  t: (key: string, values?: Values) => string;
  /** Whether the table holds the key: texts of lessons are optional. */
  has: (key: string) => boolean;
  /** Plural: picks KEY.one, KEY.few ... by the language's own rule; the number is the placeholder {count}. */
  n: (key: string, count: number, values?: Values) => string;
  num: (value: number | null | undefined, style?: NumberStyle) => string;
  pct: (value: number | null | undefined, signed?: boolean) => string;
  list: (items: string[]) => string;
}

/** Puts values into {named} places; a place without a value stays visible, as that is a mistake to be seen. */
export function fill(pattern: string, values: Values, show: (v: number) => string): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === 'number' ? show(value) : value;
  });
}

/** The best shipped language for a list of wishes ("ru-RU", "zh-CN", ...); English when none fits. */
export function bestLanguage(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const base = wish.toLowerCase().split('-')[0];
    const found = LANGUAGES.find((l) => l.toLowerCase().split('-')[0] === base);
    if (found) return found;
  }
  return 'en';
}

/**
 * Builds the reader of one language. `fallback` (English) answers for lesson texts an instructor wrote in one
 * language only; a key missing in both is returned as it is.
 */
export function textOf(language: Language, table: Table, fallback: Table, nativeDigits = true): Text {
  const locale = language === 'fa' && !nativeDigits ? 'fa-u-nu-latn' : language;
  const rules = new Intl.PluralRules(language);
  const num = (value: number | null | undefined, style?: NumberStyle) => number(value, style, locale);
  const pattern = (key: string) => table[key] ?? fallback[key];
  const t = (key: string, values: Values = {}) => fill(pattern(key) ?? key, values, (v) => num(v));
  return {
    language, locale, direction: language === 'fa' ? 'rtl' : 'ltr', t, num,
    has: (key) => pattern(key) !== undefined,
    n: (key, count, values = {}) => {
      const form = `${key}.${rules.select(count)}`;
      return t(pattern(form) === undefined ? `${key}.other` : form, { ...values, count });
    },
    pct: (value, signed = false) => percent(value, locale, signed),
    list: (items) => list(items, locale),
  };
}
