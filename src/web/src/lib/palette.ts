// Colours, dashes and hatches: every series differs in colour and in line style, so colour is never the only sign.
// The hues were chosen by search for distance under simulated colour-blindness (tests/unit/palette.test.ts checks it).

export type Theme = 'light' | 'dark';

export const SERIES_COLOURS: Record<Theme, string[]> = {
  light: ['#159a94', '#d9530f', '#8748cf', '#664a00', '#1c3f9c', '#b0417f', '#2a3138'],
  dark: ['#3fe0a8', '#f0683c', '#9d72ee', '#f2cc4a', '#6db3ff', '#f3a6bd', '#e8e9e4'],
};

/** Passive states and "home" are always this grey. */
export const NEUTRAL: Record<Theme, string> = { light: '#767d85', dark: '#929aa3' };

export interface Surface {
  paper: string;
  ink: string;
  muted: string;
  rule: string;
}

/** The page colours that canvases need; the style sheet holds the same values. */
export const SURFACE: Record<Theme, Surface> = {
  light: { paper: '#fcfcfa', ink: '#1c2126', muted: '#59626b', rule: '#e3e4e1' },
  dark: { paper: '#14171a', ink: '#e9e9e4', muted: '#a2abb3', rule: '#2b3137' },
};

/** Dash patterns in CSS pixels; the first is solid. */
export const DASHES: number[][] = [[], [7, 3], [2, 3], [10, 3, 2, 3], [14, 4], [5, 2, 1, 2, 1, 2], [1, 4]];

/** How a series looks: colours for both themes and a dash. */
export interface Look {
  colour: Record<Theme, string>;
  dash: number[];
}

/** The look of the n-th series; later ones repeat the hues with other dashes, so the pair stays unique for long. */
export function look(n: number): Look {
  const count = SERIES_COLOURS.light.length;
  const hue = n % count;
  const turn = Math.floor(n / count);
  return {
    colour: { light: SERIES_COLOURS.light[hue], dark: SERIES_COLOURS.dark[hue] },
    dash: DASHES[(hue + turn) % DASHES.length],
  };
}

/** The look of passive states, "home" and "others". */
export const neutralLook: Look = { colour: NEUTRAL, dash: [3, 3] };

/** Assigns looks in the order of the states; passive ones are grey, so actors keep the clear hues. */
export function stateLooks(states: { code: string; passive: boolean }[]): Record<string, Look> {
  const looks: Record<string, Look> = {};
  let n = 0;
  for (const state of states) looks[state.code] = state.passive ? neutralLook : look(n++);
  return looks;
}

/** Colours of the mechanisms in the explanation of a move; each has its own hatch in the style sheet. */
export const MECHANISMS = ['anchor', 'influence', 'coercion', 'resentment', 'noise', 'box'] as const;
export type Mechanism = (typeof MECHANISMS)[number];

/** `#rrggbb` with an opacity, for fills on canvas. */
export function withAlpha(hex: string, alpha: number): string {
  const part = (i: number) => parseInt(hex.slice(i, i + 2), 16);
  return `rgba(${part(1)}, ${part(3)}, ${part(5)}, ${alpha})`;
}

function linear(channel: number): number {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

/** Linear-light red, green and blue of `#rrggbb`. */
export function linearRgb(hex: string): [number, number, number] {
  const part = (i: number) => linear(parseInt(hex.slice(i, i + 2), 16));
  return [part(1), part(3), part(5)];
}

/** Contrast ratio of two colours (WCAG 2: relative luminance). */
export function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r, g, bl] = linearRgb(hex);
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl;
  };
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
}
