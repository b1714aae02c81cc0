import { describe, expect, test } from 'vitest';
import { LearningRate } from '../../../src/runtime/training/learning-rate.ts';
import { example, linkedOf } from '../../support/programs.ts';

describe('learning rate', () => {
  test('is the optimizer’s param without a schedule', () => {
    const rate = new LearningRate(linkedOf(example('xor')));
    expect([rate.at(0), rate.at(500)]).toEqual([0.03, 0.03]);
  });

  test('follows the schedule, step 0 first', () => {
    const rate = new LearningRate(linkedOf(example('two-spirals')));
    expect(rate.at(0)).toBe(0.03);
    expect(rate.at(750)).toBeCloseTo(0.015, 10);
    expect(rate.at(1500)).toBeCloseTo(0, 10);
  });

  test('what the user dials in scales the rest of the schedule', () => {
    const rate = new LearningRate(linkedOf(example('two-spirals')));
    rate.set(0.03, 750);
    expect(rate.at(750)).toBeCloseTo(0.03, 10);
    expect(rate.at(1125)).toBeCloseTo(2 * 0.03 * 0.5 * (1 + Math.cos(0.75 * Math.PI)), 10);
  });

  test('after a schedule has reached zero, the dialled value is held', () => {
    const rate = new LearningRate(linkedOf(example('two-spirals')));
    rate.set(0.01, 1600);
    expect([rate.at(1600), rate.at(2000)]).toEqual([0.01, 0.01]);
  });
});
