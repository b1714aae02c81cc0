/** Figures that look old can still be read: their colours on a wire's instrument, with the dimming applied. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../src/ui/theme/tokens.css', import.meta.url), 'utf8');
const [common = '', dark = '', light = ''] = css.split('\n}\n');

type Rgb = readonly [number, number, number];
function colour(theme: string, name: string): Rgb {
  const hex = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(theme)?.[1];
  if (hex === undefined) throw new Error(`The theme has no colour ${name}.`);
  return [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const contrast = (a: Rgb, b: Rgb): number => {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

/** CSS' `saturate()`; `grayscale(1)` is `saturate(0)`. */
function saturated([r, g, b]: Rgb, s: number): Rgb {
  const grey = 0.213 * r + 0.715 * g + 0.072 * b;
  return [grey + s * (r - grey), grey + s * (g - grey), grey + s * (b - grey)];
}

const filters = {
  aged: /--aged: grayscale\((\d(?:\.\d+)?)\);/.exec(common)?.[1],
  picture: /--aged-picture: saturate\((\d(?:\.\d+)?)\);/.exec(common)?.[1],
};

describe.each([
  ['dark', dark],
  ['light', light],
])('in the %s theme', (_name, theme) => {
  it.each(['dim', 'fine', 'warn', 'bad', 'kind-tensor', 'kind-data', 'kind-initializer', 'series-2'])(
    '%s keeps a contrast of 3:1',
    (name) => {
      const amount = 1 - Number(filters.aged);
      const [front, back] = [colour(theme, name), colour(theme, 'raised')];
      expect(contrast(saturated(front, amount), saturated(back, amount))).toBeGreaterThanOrEqual(3);
    },
  );

  it('words in an old picture do so too', () => {
    const amount = Number(filters.picture);
    expect(amount).toBeLessThan(0.5);
    expect(
      contrast(saturated(colour(theme, 'dim'), amount), saturated(colour(theme, 'surface'), amount)),
    ).toBeGreaterThanOrEqual(3);
  });
});
