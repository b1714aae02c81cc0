import { expect, test } from 'vitest';
import { indexWords, spreadWords, unbroken } from '../../../../src/ui/inspector/node/live/worked-words.ts';

test('a value in a block is named by its place in each dimension', () => {
  expect(indexWords([4, 3, 2], 7)).toBe('row 2, column 1, channel 2');
  expect(indexWords([2, 5], 6)).toBe('step 2, value 2');
  expect(indexWords([2, 5, 2, 2], 7)).toBe('1, 2, 2, 2');
});

test('a layer without a short form says what goes in and comes out', () => {
  const reading = {
    node: 'c1',
    shape: [2],
    place: 0,
    steps: [],
    value: 0.25,
    input: { mean: 0, std: 1 },
    output: { mean: 0.5, std: 2 },
  };
  expect(spreadWords(reading)).toBe(
    'x: mean 0, standard deviation 1 → y: mean 0.5, standard deviation 2; this value is 0.25.',
  );
});

test('a number keeps its exponent, and what is left out its word, on the same line', () => {
  expect(unbroken('1e−3 + 2.5e−10 + … (1,234 more), one e-mail')).toBe(
    '1e−\u20603 + 2.5e−\u206010 + … (1,234\u00a0more), one e-mail',
  );
});
