import { describe, expect, it } from 'vitest';
import {
  describeDistribution,
  describeFunction,
  describeRidges,
  describeSchedule,
  describeSeries,
} from '../../../src/ui/charts/chart-sentences.ts';
import { summarise } from '../../../src/ui/charts/distribution-of.ts';

describe('sentences of charts', () => {
  const some = summarise(Float32Array.of(0, 0, 1, 3));
  it('say what a histogram shows', () => {
    expect(describeDistribution('outputs of relu1', some)).toBe(
      'Histogram of outputs of relu1: from 0 to 3, mean 1, standard deviation 1.22, 50.0\u00a0% of them exactly zero.',
    );
    expect(describeDistribution('x', summarise(Float32Array.of(Number.NaN)))).toContain(
      'all 1 values are NaN or infinite',
    );
  });
  it('say how a series runs', () => {
    expect(describeSeries('Loss', [0.9, Number.NaN, 0.2])).toBe('Loss, falling from 0.9 to 0.2 over 2 points.');
    expect(describeSeries('Loss', [])).toBe('Loss: no values yet.');
  });
  it('say where training stands on a schedule', () => {
    const text = describeSchedule((step) => 1 - step / 100, 100, 50);
    expect(text).toBe('Learning rate from 1 at step 0 to 0 at step 100. Training stands at step 50, where it is 0.5.');
  });
  it('name both ends of a course over time', () => {
    expect(describeRidges('Outputs', [])).toContain('nothing measured yet');
    expect(
      describeRidges('Outputs', [
        { step: 0, distribution: some },
        { step: 1312, distribution: some },
      ]),
    ).toContain('step 1,312');
  });
  it('give a function at both ends and in the middle', () => {
    expect(describeFunction('relu', (x) => Math.max(0, x), [-6, 6], false)).toBe(
      'relu and its slope: 0 at −6, 0 at 0, 6 at 6.',
    );
  });
});
