import { describe, expect, it } from 'vitest';
import { earlyStopping } from '../../../src/catalog/callbacks/early-stopping.ts';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { parseParams } from '../../../src/catalog/define/index.ts';
import type { CallbackVerdict, Logs } from '../../../src/catalog/define/index.ts';
import golden from '../../golden/keras-golden.json' with { type: 'json' };

/** This callback does not look at the learning rate. */
const RATE = 0.01;

type Given = Readonly<Record<string, string | number | boolean | null>>;

function paramsOf(given: Given) {
  const parsed = parseParams(earlyStopping, given);
  if (!parsed.success) throw parsed.error;
  return parsed.data;
}

/** Runs until the callback stops the run or the logs end. */
function run(given: Given, logs: readonly Logs[]) {
  const callback = earlyStopping.start(paramsOf(given));
  const verdicts: CallbackVerdict[] = [];
  for (const [epoch, each] of logs.entries()) {
    const verdict = callback.epochEnd(epoch, each, RATE);
    verdicts.push(verdict);
    if (verdict.stop !== undefined) break;
  }
  const stopped = verdicts.findIndex(({ stop }) => stop !== undefined);
  const last = verdicts.at(-1)?.stop;
  const best = verdicts.findLastIndex((verdict) => verdict.best === true);
  return {
    verdicts,
    stopped: stopped < 0 ? null : stopped,
    reason: last,
    best: best < 0 ? null : best,
    ...callback.finish(),
  };
}

const losses = (...values: readonly number[]): Logs[] => values.map((val_loss) => ({ val_loss }));

it('has the defaults of Keras 3', () => {
  expect(defaultParams(earlyStopping)).toEqual({
    monitor: 'val_loss',
    min_delta: 0,
    patience: 0,
    mode: 'auto',
    baseline: null,
    restore_best_weights: false,
    start_from_epoch: 0,
  });
});

describe('against Keras 3', () => {
  // In Keras a NaN in the first epoch becomes the best; the test after this one states what we do instead.
  const rows = golden.callbacks.EarlyStopping.filter(({ vals }) => vals[0] !== 'NaN');

  it.each(rows)('$vals with $args', ({ vals, args, stopped_epoch, best_epoch, restored_from_epoch }) => {
    const result = run(args, losses(...vals.map(Number)));
    expect(result.stopped).toBe(stopped_epoch);
    expect(result.best).toBe(best_epoch);
    expect(result.restoreEpoch).toBe(restored_from_epoch);
  });

  it('compares eight of the nine recorded rows', () => {
    expect(rows).toHaveLength(8);
  });
});

describe('figures that are not finite', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d is never the best', (broken) => {
    const result = run({ patience: 3, restore_best_weights: true }, losses(broken, 0.5, broken, broken, broken));
    expect(result).toMatchObject({ best: 1, stopped: 4, restoreEpoch: 1 });
  });

  it('stops without anything to put back where no figure was finite', () => {
    const result = run({ patience: 2, restore_best_weights: true }, losses(Number.NaN, Number.NaN, 0.5));
    expect(result).toMatchObject({ stopped: 1, best: null });
    expect(result.restoreEpoch).toBeUndefined();
    expect(result.reason).toBe('val_loss has not been a finite number for 2 epochs.');
  });
});

describe('what counts as better', () => {
  it('more accuracy, told from the name', () => {
    const logs = [0.5, 0.7, 0.6, 0.6].map((val_accuracy) => ({ val_accuracy }));
    const result = run({ monitor: 'val_accuracy', patience: 2, restore_best_weights: true }, logs);
    expect(result).toMatchObject({ best: 1, stopped: 3, restoreEpoch: 1 });
  });

  it('less of an error', () => {
    const logs = [3, 2, 2.5].map((val_mean_absolute_error) => ({ val_mean_absolute_error }));
    const result = run({ monitor: 'val_mean_absolute_error', patience: 1, restore_best_weights: true }, logs);
    expect(result).toMatchObject({ best: 1, stopped: 2 });
  });

  it('whatever mode says, against the name', () => {
    const result = run({ mode: 'max', patience: 1, restore_best_weights: true }, losses(1, 2, 1.5));
    expect(result).toMatchObject({ best: 1, stopped: 2 });
  });

  it('in max mode min_delta has to be gained', () => {
    const logs = [0.5, 0.505, 0.52, 0.525].map((accuracy) => ({ accuracy }));
    const result = run({ monitor: 'accuracy', min_delta: 0.01, patience: 5, restore_best_weights: true }, logs);
    expect(result.best).toBe(2);
  });

  it('in max mode a baseline lies below', () => {
    const logs = [0.5, 0.6, 0.55, 0.55].map((accuracy) => ({ accuracy }));
    expect(run({ monitor: 'accuracy', patience: 2, baseline: 0.55 }, logs).stopped).toBe(3);
    expect(run({ monitor: 'accuracy', patience: 2, baseline: 0.9 }, logs).stopped).toBe(2);
  });
});

describe('what it says and asks for', () => {
  it('names the figure, the wait and the best', () => {
    expect(run({ patience: 1 }, losses(1, 0.123456, 0.2)).reason).toBe(
      'val_loss has not improved enough for 1 epoch; the best was 0.1235 in epoch 2.',
    );
  });

  it('names a baseline that was not beaten', () => {
    expect(run({ patience: 1, baseline: 0.5 }, losses(1, 1.1)).reason).toBe(
      'val_loss has not beaten the baseline of 0.5 for 2 epochs; the best was 1 in epoch 1.',
    );
  });

  it('asks for copies of weights only if they are to be put back', () => {
    const result = run({ patience: 2 }, losses(1, 0.5, 0.6));
    expect(result.verdicts.every((verdict) => verdict.best === undefined)).toBe(true);
    expect(result.restoreEpoch).toBeUndefined();
  });

  it('warns once of a figure that is not measured, and does nothing else', () => {
    const result = run({ patience: 1, restore_best_weights: true }, [
      { loss: 1 },
      { loss: 1 },
      { loss: 1 },
      { loss: 1 },
    ]);
    expect(result.stopped).toBeNull();
    expect(result.restoreEpoch).toBeUndefined();
    expect(result.verdicts[0]?.warning).toContain('EarlyStopping watches val_loss, but this run measures loss.');
    expect(result.verdicts.slice(1)).toEqual([{}, {}, {}]);
  });

  it('suggests a remedy that fits what is missing', () => {
    const warning = (given: Given, logs: Logs) => run(given, [logs]).verdicts[0]?.warning;
    expect(warning({}, { loss: 1 })).toContain('Hold back validation examples');
    expect(warning({ monitor: 'val_accuracy' }, { loss: 1, val_loss: 2 })).toContain('Choose one of those');
  });

  it('names the figure it watches', () => {
    expect(earlyStopping.monitors?.(paramsOf({ monitor: 'accuracy' }))).toBe('accuracy');
  });

  it('forgets everything between runs', () => {
    const params = paramsOf({ patience: 1 });
    const first = earlyStopping.start(params);
    first.epochEnd(0, { val_loss: 0.1 }, RATE);
    const second = earlyStopping.start(params);
    second.epochEnd(0, { val_loss: 5 }, RATE);
    expect(second.epochEnd(1, { val_loss: 4 }, RATE)).toEqual({});
  });
});
