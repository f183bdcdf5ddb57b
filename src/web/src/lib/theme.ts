// Which theme is on: the system's, or the reader's choice; paper is always light.
// Canvases cannot follow style sheets, so charts subscribe here and redraw.
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Theme } from './palette';

export type ThemeChoice = 'auto' | Theme;

/** What a chart needs to know about the page it is drawn on. */
export interface PageMode {
  theme: Theme;
  printing: boolean;
}

const dark = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : null;
let choice: ThemeChoice = 'auto';
let printing = false;
let mode: PageMode = { theme: dark?.matches ? 'dark' : 'light', printing };
const listeners = new Set<(mode: PageMode) => void>();

function update(): void {
  const wanted: Theme = choice === 'auto' ? (dark?.matches ? 'dark' : 'light') : choice;
  mode = { theme: printing ? 'light' : wanted, printing };
  document.documentElement.dataset.theme = mode.theme;
  listeners.forEach((listener) => listener(mode));
}

/** Starts following the system, the print dialogue and later choices; call once per page. */
export function followTheme(): void {
  dark?.addEventListener('change', update);
  const setPrinting = (on: boolean) => {
    printing = on;
    update();
  };
  addEventListener('beforeprint', () => setPrinting(true));
  addEventListener('afterprint', () => setPrinting(false));
  update();
}

/** The reader's choice; `auto` follows the system again. */
export function chooseTheme(next: ThemeChoice): void {
  choice = next;
  update();
}

/** The current mode as component state. */
export function usePageMode(): PageMode {
  const [current, setCurrent] = useState(mode);
  useLayoutEffect(() => {
    listeners.add(setCurrent);
    setCurrent(mode);
    return () => void listeners.delete(setCurrent);
  }, []);
  return current;
}
