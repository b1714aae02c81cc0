/** Moving averages are the layer's weights; the batch's statistics are what they follow. */
import { expect, test } from 'vitest';
import { movingStatistics } from '../../../src/runtime/instruments/moving-statistics.ts';
import { preparedRun, readOnce } from '../../support/prepared.ts';

test('the averages of a layer stand beside the statistics of its first batch', async () => {
  const run = await preparedRun('two-spirals', { train: { batch_size: 16 } });
  const reading = await readOnce(movingStatistics, run, { node: 'bn1' });
  const { weights } = await run.checkpoint();
  expect(reading).toMatchObject({ node: 'bn1', momentum: 0.99, steps: 0, batch: 16, channels: 16 });
  expect(reading?.movingMean).toEqual(weights.get('bn1/moving_mean'));
  expect(reading?.movingVariance).toEqual(weights.get('bn1/moving_variance'));
  // d1 has no bias: its sums over the first sixteen examples, by hand.
  const kernel = weights.get('d1/kernel') ?? [];
  const { features } = run.data.view.splits.train;
  for (const unit of [0, 7]) {
    const sums = Array.from(
      { length: 16 },
      (_, row) =>
        (features[2 * row] ?? 0) * (kernel[unit] ?? 0) + (features[2 * row + 1] ?? 0) * (kernel[16 + unit] ?? 0),
    );
    const mean = sums.reduce((all, value) => all + value, 0) / 16;
    const variance = sums.reduce((all, value) => all + (value - mean) ** 2, 0) / 16;
    expect(reading?.batchMean[unit]).toBeCloseTo(mean, 5);
    expect(reading?.batchVariance[unit]).toBeCloseTo(variance, 5);
  }
});

test('a layer that keeps no averages has none to show', async () => {
  const run = await preparedRun('two-spirals');
  expect(await readOnce(movingStatistics, run, { node: 'd1' })).toBeUndefined();
});
