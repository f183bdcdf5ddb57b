// What a tab remembers across a reload: its token and the reader's choices. Nothing outlives the tab, no cookie.
// Browsers that forbid storage (private modes, strict policies) still work; they only forget on reload.
const memory = new Map<string, string>();
const PREFIX = 'tarazi.';

/** A remembered value, or null. */
export function kept(key: string): string | null {
  try {
    return sessionStorage.getItem(PREFIX + key) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

/** Remembers a value; null forgets it. */
export function keep(key: string, value: string | null): void {
  if (value === null) memory.delete(key);
  else memory.set(key, value);
  try {
    if (value === null) sessionStorage.removeItem(PREFIX + key);
    else sessionStorage.setItem(PREFIX + key, value);
  } catch {
    // The copy in memory serves until the page is left.
  }
}
