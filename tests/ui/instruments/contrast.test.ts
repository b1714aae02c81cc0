/** Figures that look old can still be read: their colours on a wire's instrument, with the dimming applied. */
import { describe, expect, it } from 'vitest';
import { colour, contrast, tokens } from '../../support/tokens.ts';
import type { Rgb } from '../../support/tokens.ts';

const { common, dark, light } = tokens;

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
