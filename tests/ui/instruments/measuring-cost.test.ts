import { expect, it } from 'vitest';
import { costWords } from '../../../src/ui/instruments/measuring-cost.tsx';
import { ratioWords } from '../../../src/ui/inspector/wire/ratio-words.ts';

const none = { readings: {} };

it('what measuring takes is said once training has gone on, and its past', () => {
  expect(costWords({ measuring: undefined, state: 'running', ...none })).toBeUndefined();
  expect(costWords({ measuring: 0.04, state: 'idle', ...none })).toBeUndefined();
  expect(costWords({ measuring: 0.042, state: 'running', ...none })).toBe('Measuring takes 4 % of the time.');
  expect(costWords({ measuring: 0.001, state: 'paused', ...none })).toBe('Measuring took less than 1 % of the time.');
});

it('why it is not replayed is said, too', () => {
  const value = {
    tensors: {},
    weights: {},
    loss: 1,
    learningRate: 1,
    taken: { mode: 'eager', reason: 'it is so' },
  } as const;
  const wires = { value, step: 1, epoch: 0, run: 'a', program: 'train', at: 0 };
  expect(costWords({ measuring: 0.2, state: 'running', readings: { wires } })).toBe(
    'Measuring takes 20 % of the time. It is done step by step, because it is so.',
  );
});

it('a step is held against the rule of thumb', () => {
  expect(ratioWords(1e-3)).toBe("It is 1e−3 of the weights' size; about 1e−3 is healthy, and so this is.");
  expect(ratioWords(0.2)).toContain('restless: a lower learning rate');
  expect(ratioWords(1e-6)).toContain('hardly learn: a higher learning rate');
  expect(ratioWords(0)).toBe('These weights do not change at all.');
  expect(ratioWords(Infinity)).toContain('no finite number');
});
