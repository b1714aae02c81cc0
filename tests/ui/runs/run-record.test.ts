import { describe, expect, test } from 'vitest';
import {
  bestLoss,
  bestMetric,
  bestPoint,
  left,
  MAX_BATCHES,
  MAX_EPOCHS,
  resultOf,
} from '../../../src/ui/runs/run-record.ts';
import { curveRun } from '../dock/fixtures.ts';
import { point, record } from './fixtures.ts';

const state = (changes: Parameters<typeof curveRun>[0] = {}) => ({ backend: 'cpu' as const, ...curveRun(changes) });

describe('what is kept of a run', () => {
  test('is thinned to what a plot shows, and never loses the ends, the best epoch and the one put back', () => {
    const epochPoints = Array.from({ length: 5000 }, (_, i) =>
      point(i + 1, { loss: 1, val_loss: i === 1234 ? 0.1 : 1 }),
    );
    const batches = Array.from({ length: 2000 }, (_, i) => ({ step: i + 1, loss: 1, learningRate: 0.1 }));
    const done = { reason: 'earlyStopping', detail: '', logs: {}, restoredEpoch: 777 };
    const kept = resultOf(state({ epochPoints, batches, done, state: 'finished' }));
    expect(kept.batches).toHaveLength(MAX_BATCHES);
    expect(kept.epochPoints.length).toBeLessThanOrEqual(MAX_EPOCHS + 2);
    const epochs = kept.epochPoints.map(({ epoch }) => epoch);
    expect(epochs).toEqual(expect.arrayContaining([1, 777, 1235, 5000]));
    expect(kept.batches.at(0)?.step).toBe(1);
    expect(kept.batches.at(-1)?.step).toBe(2000);
  });

  test('says how it ended', () => {
    const done = {
      reason: 'earlyStopping',
      detail: 'No better for 10 epochs.',
      logs: { test_loss: 0.2 },
      restoredEpoch: 3,
    };
    expect(resultOf(state({ done, state: 'finished' }))).toMatchObject({
      end: { reason: 'earlyStopping', detail: 'No better for 10 epochs.' },
      logs: { test_loss: 0.2 },
      restoredEpoch: 3,
    });
    const fault = { code: 'nonFinite', message: 'Not a number.', hint: '' } as const;
    expect(resultOf(state({ fault, state: 'failed' })).end).toEqual({ reason: 'fault', detail: 'Not a number.' });
    expect(resultOf(state({ state: 'running' })).end.reason).toBe('running');
    expect(resultOf(state({ state: 'paused' })).end.reason).toBe('paused');
  });

  test('a run that was going on when it was left never ended; one that ended stays so', () => {
    expect(left(record(1, { end: { reason: 'running', detail: '' } })).end.reason).toBe('left');
    expect(left(record(1, { end: { reason: 'epochs', detail: 'All.' } })).end).toEqual({
      reason: 'epochs',
      detail: 'All.',
    });
  });
});

describe('the best figures', () => {
  test('are of the validation split, or of training where nothing is held out', () => {
    expect(
      bestLoss({ epochPoints: [point(1, { loss: 0.1, val_loss: 0.5 }), point(2, { loss: 0.2, val_loss: 0.4 })] }),
    ).toBe(0.4);
    expect(bestLoss({ epochPoints: [point(1, { loss: 0.3 }), point(2, { loss: 0.2 })] })).toBe(0.2);
    expect(bestLoss({ epochPoints: [] })).toBeUndefined();
  });

  test('pass over what is not a number', () => {
    expect(bestPoint([point(1, { val_loss: Number.NaN }), point(2, { val_loss: 3 })])?.epoch).toBe(2);
  });

  test('of a metric follow its direction', () => {
    const epochPoints = [point(1, { val_accuracy: 0.5, val_mae: 3 }), point(2, { val_accuracy: 0.4, val_mae: 2 })];
    expect(bestMetric({ epochPoints, metric: { name: 'accuracy', label: '', better: 'higher' } })).toBe(0.5);
    expect(bestMetric({ epochPoints, metric: { name: 'mae', label: '', better: 'lower' } })).toBe(2);
  });
});
