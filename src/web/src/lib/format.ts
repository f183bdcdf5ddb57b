// Numbers as a person wants to read them, through Intl so that every language gets its own marks.
// A true minus sign is used everywhere: a hyphen is too short beside digits.

/** Options of a number: digits are significant digits unless `fixed` asks for decimals. */
export interface NumberStyle {
  digits?: number;
  fixed?: number;
  signed?: boolean;
  unit?: string;
}

const cache = new Map<string, Intl.NumberFormat>();

function formatter(locale: string, style: NumberStyle): Intl.NumberFormat {
  const key = `${locale}|${style.digits}|${style.fixed}|${style.signed}`;
  let found = cache.get(key);
  if (!found) {
    const options: Intl.NumberFormatOptions = { signDisplay: style.signed ? 'exceptZero' : 'auto' };
    if (style.fixed !== undefined) {
      options.minimumFractionDigits = style.fixed;
      options.maximumFractionDigits = style.fixed;
    } else {
      options.maximumSignificantDigits = style.digits ?? 3;
    }
    found = new Intl.NumberFormat(locale, options);
    cache.set(key, found);
  }
  return found;
}

/** A number in words of the language; null, undefined and NaN become an en dash. */
export function number(value: number | null | undefined, style: NumberStyle = {}, locale = 'en'): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  const tidy = Object.is(value, -0) ? 0 : value;
  let text = formatter(locale, style).format(tidy).replace('-', '−');
  // Rounding may turn a tiny negative number into a signed zero, which reads as a mistake.
  if (/^[−+]?[0.,]+$/.test(text)) text = text.replace(/^[−+]/, '');
  return style.unit ? `${text} ${style.unit}` : text;
}

/** A share of one as a percentage: 0.4127 -> "41 %"; shares under a tenth keep one decimal. */
export function percent(value: number | null | undefined, locale = 'en', signed = false): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  const size = Math.abs(value);
  // The narrow no-break space keeps number and sign on one line.
  return `${number(value * 100, { fixed: size > 0 && size < 0.0995 ? 1 : 0, signed }, locale)}\u202f%`;
}

/** "mean (low to high)"; only the mean when there is no band. */
export function withBand(
  mean: number | null | undefined, low: number | null | undefined, high: number | null | undefined,
  style: NumberStyle = {}, locale = 'en',
): string {
  const plain = { ...style, unit: undefined };
  if (low === null || low === undefined || high === null || high === undefined) return number(mean, style, locale);
  const text = `${number(mean, plain, locale)} (${number(low, plain, locale)} to ${number(high, plain, locale)})`;
  return style.unit ? `${text} ${style.unit}` : text;
}

/** Decimals that tell neighbouring axis ticks apart: 0.05 -> 2, 250 -> 0. */
export function decimalsFor(step: number): number {
  if (!(step > 0)) return 0;
  return Math.max(0, Math.min(9, -Math.floor(Math.log10(step) + 1e-9)));
}

/** "a, b and c" in the language's own way. */
export function list(items: string[], locale = 'en'): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);
}

/** Cuts a text into plain parts and web addresses, so that addresses can become links. */
export function splitLinks(text: string): { text: string; link: boolean }[] {
  const parts: { text: string; link: boolean }[] = [];
  const pattern = /https?:\/\/[^\s<>"')\]]+/g;
  let end = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const address = match[0].replace(/[.,;:]+$/, '');
    if (match.index > end) parts.push({ text: text.slice(end, match.index), link: false });
    parts.push({ text: address, link: true });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), link: false });
  return parts;
}
