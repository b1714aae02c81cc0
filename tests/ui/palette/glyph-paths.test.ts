import { expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { allOffers } from '../../../src/compiler/offers.ts';
import { glyphOf, HEIGHT, WIDTH } from '../../../src/ui/palette/glyph-paths.ts';

const offers = allOffers(catalog);
const glyphs = new Map(offers.map((offer) => [offer.id, glyphOf(offer)]));
const numbersIn = (path: string): number[] => (path.match(/-?[\d.]+/g) ?? []).map(Number);
/** Heights along a line, upwards. */
const heights = (id: string): number[] =>
  numbersIn(glyphs.get(id) ?? '').flatMap((value, i) => (i % 2 === 1 ? [HEIGHT - value] : []));

test('every layer, function, schedule and initializer has a picture that stays in its field', () => {
  const without = offers.filter(
    ({ id, definition }) =>
      ['layer', 'schedule', 'initializer'].includes(definition.role) && glyphs.get(id) === undefined,
  );
  // Curves that are learned, and one half of a row that gates the other.
  expect(without.map(({ label }) => label)).toEqual(['Glu', 'Maxout', 'PReLU']);
  const drawn = [...glyphs.values()].filter((path) => path !== undefined && /^M[\d. L-]+$/.test(path));
  expect(drawn.length).toBeGreaterThan(50);
  for (const path of drawn)
    for (const [i, value] of numbersIn(path ?? '').entries()) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(i % 2 === 0 ? WIDTH : HEIGHT);
    }
});

test('a function is its curve, a schedule its course, an initializer its spread', () => {
  const relu = heights('Activation relu');
  expect(relu.at(0)).toBe(relu.at(10));
  expect(relu.at(-1)).toBeGreaterThan(relu.at(-8) ?? Infinity);
  const falling = heights('ExponentialDecay');
  expect(falling.at(0)).toBeGreaterThan(falling.at(-1) ?? Infinity);
  const [zeros, normal, uniform] = ['Zeros', 'RandomNormal', 'RandomUniform'].map((id) => new Set(heights(id)).size);
  expect(zeros).toBe(2);
  expect(normal).toBeGreaterThan(4);
  expect(uniform).toBeGreaterThan(2);
});
