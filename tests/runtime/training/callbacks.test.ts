import { describe, expect, test } from 'vitest';
import { Callbacks } from '../../../src/runtime/training/callbacks.ts';
import { linkedOf } from '../../support/linked.ts';
import { example, withParams } from '../../support/programs.ts';

const impatient = () =>
  withParams(example('two-spirals'), { stop: { monitor: 'loss', patience: 2, restore_best_weights: true } });

describe('the callbacks of a run', () => {
  test('are told each epoch in its turn and remember what they were told', () => {
    const callbacks = new Callbacks(linkedOf(impatient()));
    const verdicts = [3, 1, 2, 2].map((loss) =>
      callbacks.epochEnd({ loss }, 0.1).some(({ stop }) => stop !== undefined),
    );
    expect(verdicts).toEqual([false, false, false, true]);
    expect(callbacks.epochs.map(({ logs }) => logs['loss'])).toEqual([3, 1, 2, 2]);
    expect(callbacks.finish()).toBe(1);
  });

  test('know again what they knew when the same epochs are told, and nothing more when begun anew', () => {
    const callbacks = new Callbacks(linkedOf(impatient()));
    callbacks.begin([
      { logs: { loss: 1 }, learningRate: 0.1 },
      { logs: { loss: 2 }, learningRate: 0.1 },
    ]);
    expect(callbacks.epochEnd({ loss: 2 }, 0.1).some(({ stop }) => stop !== undefined)).toBe(true);
    callbacks.begin();
    expect(callbacks.epochs).toEqual([]);
    expect(callbacks.epochEnd({ loss: 2 }, 0.1).some(({ stop }) => stop !== undefined)).toBe(false);
  });
});
