/*
 * Colours for what is painted on a canvas. A canvas does not follow CSS variables, so what is drawn
 * there is drawn again when the page's colour scheme has really changed.
 */
import { useSyncExternalStore } from 'react';

const root = () => document.documentElement;

function onSchemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(root(), { attributes: true, attributeFilter: ['data-mantine-color-scheme'] });
  return () => observer.disconnect();
}

/** Gives a theme variable as text, e.g. `#56b4e9` for `--series-1`. */
export type ThemeColour = (name: string) => string;

const readers = new Map<string, ThemeColour>();

/** One reader per colour scheme, so that whoever depends on it notices the change. */
function readerOf(scheme: string): ThemeColour {
  const known = readers.get(scheme);
  if (known !== undefined) return known;
  const fresh: ThemeColour = (name) => getComputedStyle(root()).getPropertyValue(name).trim();
  readers.set(scheme, fresh);
  return fresh;
}

/** The colours in force now; another function after a change of the scheme. */
export const useThemeColour = (): ThemeColour =>
  readerOf(useSyncExternalStore(onSchemeChange, () => root().dataset['mantineColorScheme'] ?? 'dark'));

export type Rgb = readonly [red: number, green: number, blue: number];

/** Reads `#rgb`, `#rrggbb` and `rgb(…)`; anything else is black. */
export function parseColour(text: string): Rgb {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text)?.[1];
  if (hex !== undefined) {
    const size = hex.length / 3;
    const part = (i: number) => Number.parseInt(hex.slice(i * size, (i + 1) * size).repeat(3 - size), 16);
    return [part(0), part(1), part(2)];
  }
  const [red = 0, green = 0, blue = 0] = (text.match(/\d+(\.\d+)?/g) ?? []).map(Number);
  return [red, green, blue];
}

/** A point on the straight line between two colours: 0 is `from`, 1 is `to`. */
export const mixed = (from: Rgb, to: Rgb, share: number): Rgb => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];
