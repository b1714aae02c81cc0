import { describe, expect, it } from 'vitest';
import { freshness, measuredWords, pastWords } from '../../../src/ui/stores/freshness.ts';
import type { FreshRun } from '../../../src/ui/stores/freshness.ts';

const reading = { run: 'run1', program: 'train', at: 10_000, step: 1234, epoch: 5, value: {} };
const run = (changes: Partial<FreshRun> = {}): FreshRun => ({
  run: 'run1',
  program: 'train',
  stale: false,
  state: 'running',
  runningSince: 0,
  step: 1300,
  ...changes,
});

describe('while training runs', () => {
  it.each([
    [0, 'fresh'],
    [2000, 'fresh'],
    [2001, 'old'],
    [60_000, 'old'],
  ] as const)('a reading of %i ms ago is %s', (age, expected) => {
    expect(freshness(reading, run(), 10_000 + age)).toBe(expected);
  });

  it('one that was the present until training went on has as long as any other', () => {
    expect(freshness(reading, run({ runningSince: 90_000 }), 92_000)).toBe('fresh');
    expect(freshness(reading, run({ runningSince: 90_000 }), 92_001)).toBe('old');
  });
});

describe.each(['paused', 'finished', 'failed', 'preparing', 'idle'] as const)('%s', (state) => {
  it('a reading of the step it stands at is the present, however long ago', () => {
    expect(freshness(reading, run({ state, step: 1234 }), 1e9)).toBe('fresh');
  });

  it('a reading of another step is old', () => {
    expect(freshness(reading, run({ state }), 10_001)).toBe('old');
    expect(freshness(reading, run({ state, step: 1233 }), 10_001)).toBe('old');
  });
});

describe('a changed graph, another run, another program', () => {
  it.each([{ stale: true }, { run: 'run2' }, { run: undefined }, { program: 'other' }])(
    '%o makes it stale',
    (changes) => {
      expect(freshness(reading, run(changes), 10_000)).toBe('stale');
      expect(freshness(reading, run({ ...changes, state: 'paused', step: 1234 }), 10_000)).toBe('stale');
    },
  );
});

describe('in words', () => {
  it.each([
    [run(), 'Measured at step 1,234, epoch 5.'],
    [run({ stale: true }), 'Measured at step 1,234, epoch 5, before the graph was changed.'],
    [run({ state: 'paused' }), 'Measured at step 1,234, epoch 5. Training is at step 1,300.'],
  ])('%#', (at, words) => {
    expect(measuredWords(reading, at, 10_500)).toBe(words);
  });

  it.each([
    [run(), 'Measured at step 1,100. Training is at step 1,300.'],
    [run({ step: 1200 }), 'Measured at step 1,100. Training is at step 1,234.'],
    [run({ state: 'paused' }), 'Measured at step 1,100. Training is at step 1,300.'],
    [run({ stale: true }), 'Measured at step 1,100, before the graph was changed.'],
  ])('of figures of an earlier step than the rest: %#', (at, words) => {
    expect(measuredWords(reading, at, 10_500, 1100)).toBe(words);
  });

  it('of the past', () => {
    expect(pastWords(reading)).toBe('Looking back: step 1,234, epoch 5.');
    expect(pastWords(reading, 1100)).toBe('Looking back: step 1,234, epoch 5. Measured at step 1,100.');
  });

  it.each([
    [2400, '2.4 s'],
    [38_000, '38 s'],
    [180_000, '3 min'],
  ])('%i ms are %s', (age, words) => {
    expect(measuredWords(reading, run(), 10_000 + age)).toBe(`Measured at step 1,234, epoch 5, ${words} ago.`);
  });
});
