/* How much of an example a line of a card holds. */
import { expect, test } from 'vitest';
import { featuresIn } from '../../../src/ui/views/example-lines.tsx';

const line = (truth: string, guess: string) => ({ row: 0, truth, guess });
/** The widths of what is drawn on small, medium and large cards. */
const [SMALL, MEDIUM, LARGE] = [117, 196, 316];

test('beside short answers stand as many features as there is room for', () => {
  const lines = [line('arm 1', 'arm 2')];
  expect([SMALL, MEDIUM, LARGE].map((width) => featuresIn(width, 2, lines))).toEqual([0, 2, 2]);
  expect(featuresIn(LARGE, 13, lines)).toBe(4);
});

test('long names of classes come before features', () => {
  const lines = [line('arm 1', 'arm 2'), line('Iris versicolor', 'Iris virginica')];
  expect([SMALL, MEDIUM, LARGE].map((width) => featuresIn(width, 4, lines))).toEqual([0, 0, 2]);
});
