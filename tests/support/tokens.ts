/** The colours of the theme, as `tokens.css` states them, and how well one is seen on another. */
import { readFileSync } from 'node:fs';

const css = readFileSync(new URL('../../src/ui/theme/tokens.css', import.meta.url), 'utf8');
const [common = '', dark = '', light = ''] = css.split('\n}\n');

/** The blocks of the style sheet: what holds for both themes, and the colours of each. */
export const tokens = { common, dark, light } as const;

export type Rgb = readonly [number, number, number];

/** @param theme one of the blocks. Throws where it has no such colour. */
export function colour(theme: string, name: string): Rgb {
  const hex = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(theme)?.[1];
  if (hex === undefined) throw new Error(`The theme has no colour ${name}.`);
  return [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
}

const linear = (rgb: Rgb): Rgb =>
  rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;

function luminance(rgb: Rgb): number {
  const [r, g, b] = linear(rgb);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** As WCAG has it: from 1 to 21. */
export const contrast = (a: Rgb, b: Rgb): number => {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

/** In OKLab, where equal distances look equally far apart. */
function inOklab(rgb: Rgb): Rgb {
  const [r, g, b] = linear(rgb);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** How far apart two colours look: 0 for the same, 1 for black and white. */
export const apart = (a: Rgb, b: Rgb): number => {
  const [from, to] = [inOklab(a), inOklab(b)];
  return Math.hypot(...from.map((value, i) => value - (to[i] ?? 0)));
};
