import { expect, test } from 'vitest';
import { distanceWords, settlingWords } from '../../../../src/ui/inspector/node/live/settling-words.ts';

const statistics = {
  node: 'bn1',
  momentum: 0.99,
  steps: 100,
  batch: 25,
  channels: 2,
  movingMean: Float32Array.of(0, 1),
  movingVariance: Float32Array.of(1, 1),
  batchMean: Float32Array.of(1, 1),
  batchVariance: Float32Array.of(4, 1),
};

test('it is said how much of the first values is left, and when nothing is', () => {
  expect(settlingWords(statistics)).toMatch(
    /^After 100 steps 36\.6\s% of each moving average is still its first value/,
  );
  expect(settlingWords(statistics)).toContain('They settle after about 459 steps');
  expect(settlingWords({ ...statistics, steps: 460 })).toMatch(/^Settled: after 460 steps/);
  expect(settlingWords({ ...statistics, steps: 0 })).toMatch(/^Not trained yet/);
  expect(settlingWords({ ...statistics, momentum: 1 })).toContain('they never follow');
});

test('the distance to the batch is told in its standard deviations, beside how much a batch scatters', () => {
  expect(distanceWords(statistics)).toContain('lie 0.25 standard deviations from those of this batch of 25');
  expect(distanceWords(statistics)).toContain('scatters by about 0.2.');
});
