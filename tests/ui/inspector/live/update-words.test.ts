import { expect, test } from 'vitest';
import { summarise } from '../../../../src/ui/charts/distribution-of.ts';
import { stepWords } from '../../../../src/ui/inspector/node/live/step-words.ts';

const reading = {
  node: 'opt',
  learningRate: 0.01,
  weights: 4,
  weightNorm: 2,
  updateNorm: 0.002,
  sizes: summarise(Float32Array.of(-3, -3, -Infinity, -3)),
  slots: [],
};

test('the next step is told by its typical size, its share of the weights and who rests', () => {
  expect(stepWords(reading)).toContain('A weight typically moves by 1e−3.');
  expect(stepWords(reading)).toContain('1 of 4 weights would not move.');
  expect(stepWords(reading)).toContain(
    'Together that is 1e−3 of the size of all weights; about a thousandth is usual.',
  );
  expect(stepWords({ ...reading, updateNorm: 0.2 })).toContain('the learning rate may be too high');
  expect(stepWords({ ...reading, sizes: summarise(Float32Array.of(-Infinity)) })).toMatch(/would move no weight/);
});
