/*
 * The choice of light or dark. It belongs to the browser, not to the graph, and must be known before
 * the first paint: so it is kept in localStorage, which answers at once. Losing it is no harm.
 */
import type { ThemeChoice } from '../stores/types.ts';

const KEY = 'edgewise.theme';

/** The stored choice, or what the system asks for; dark where neither is known. */
export function readTheme(): ThemeChoice {
  const stored = readSetting(KEY);
  if (stored === 'light' || stored === 'dark') return stored;
  if (typeof matchMedia !== 'function') return 'dark';
  return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

export function writeTheme(theme: ThemeChoice): void {
  writeSetting(KEY, theme);
}

/** A small setting of this browser; `undefined` where storage is denied or absent. */
export function readSetting(key: string): string | undefined {
  try {
    return globalThis.localStorage?.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a small setting; where storage is denied it simply is not kept. */
export function writeSetting(key: string, value: string): void {
  try {
    globalThis.localStorage?.setItem(key, value);
  } catch {
    // Private windows may refuse: the page works without remembered settings.
  }
}
