import { describe, expect, it } from 'vitest';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { parseParams } from '../../../src/catalog/define/index.ts';
import type { Logs } from '../../../src/catalog/define/index.ts';
import { catalog } from '../../../src/catalog/index.ts';
import type { ParamValues } from '../../../src/catalog/params.ts';
import golden from '../../golden/keras-golden.json' with { type: 'json' };

const callback = (type: string) => catalog.expect(type, 'callback');

function start(type: string, given: ParamValues = {}) {
  const parsed = parseParams(callback(type), given);
  if (!parsed.success) throw parsed.error;
  return callback(type).start(parsed.data);
}

/** The learning rate after each epoch, as a run sets it. */
function ratesOf(given: ParamValues, logs: readonly Logs[], first = 1): number[] {
  const plateau = start('ReduceLROnPlateau', given);
  let rate = first;
  return logs.map((each, epoch) => (rate = plateau.epochEnd(epoch, each, rate).learningRate ?? rate));
}

describe('ReduceLROnPlateau', () => {
  it('has the defaults of Keras 3', () => {
    expect(defaultParams(callback('ReduceLROnPlateau'))).toEqual({
      monitor: 'val_loss',
      factor: 0.1,
      patience: 10,
      mode: 'auto',
      min_delta: 1e-4,
      cooldown: 0,
      min_lr: 0,
    });
  });

  it.each(golden.callbacks.ReduceLROnPlateau)('$vals with $args, as in Keras', ({ vals, args, lr_after_epoch }) => {
    const rates = ratesOf(
      args,
      vals.map((val_loss) => ({ val_loss })),
    );
    rates.forEach((rate, i) => expect(rate).toBeCloseTo(lr_after_epoch[i] ?? Number.NaN, 6));
  });

  it('never takes a figure that is not finite for the best', () => {
    const logs = [Number.NaN, 1, 0.9, 0.8].map((val_loss) => ({ val_loss }));
    expect(ratesOf({ patience: 1, factor: 0.5 }, logs)).toEqual([0.5, 0.5, 0.5, 0.5]);
  });

  it('wants more of a score and less of an error', () => {
    const falling = [0.9, 0.8].map((value) => ({ val_auc: value, val_mean_absolute_error: value }));
    expect(ratesOf({ monitor: 'val_auc', patience: 1 }, falling).at(-1)).toBeCloseTo(0.1, 12);
    expect(ratesOf({ monitor: 'val_mean_absolute_error', patience: 1 }, falling).at(-1)).toBe(1);
  });

  it('says once that its figure is not measured', () => {
    const plateau = start('ReduceLROnPlateau');
    expect(plateau.epochEnd(0, { loss: 1 }, 1).warning).toContain('val_loss');
    expect(plateau.epochEnd(1, { loss: 1 }, 1)).toEqual({});
  });
});

describe('ModelCheckpoint', () => {
  const keeps = (given: ParamValues, logs: readonly Logs[]) => {
    const checkpoint = start('ModelCheckpoint', given);
    return logs.map((each, epoch) => checkpoint.epochEnd(epoch, each, 1).keep === true);
  };
  const losses = [1, 0.8, 0.9, Number.NaN, 0.7].map((val_loss) => ({ val_loss }));

  it('keeps every epoch, or only those that are better than ever before', () => {
    expect(keeps({}, losses)).toEqual([true, true, true, true, true]);
    expect(keeps({ save_best_only: true }, losses)).toEqual([true, true, false, false, true]);
    expect(keeps({ save_best_only: true, mode: 'max' }, losses)).toEqual([true, false, false, false, false]);
  });

  it.each(golden.callbacks.ModelCheckpoint)('$vals with $args, as in Keras', ({ vals, args, saved_epochs }) => {
    const kept = keeps(
      args,
      vals.map((val_loss) => ({ val_loss })),
    );
    expect(kept.flatMap((each, epoch) => (each ? [epoch] : []))).toEqual(saved_epochs);
  });

  it('keeps nothing until the threshold is beaten', () => {
    const given = { save_best_only: true, initial_value_threshold: 0.75 };
    expect(keeps(given, losses)).toEqual([false, false, false, false, true]);
  });

  it('refuses file names that Keras refuses', () => {
    const { refuses } = callback('ModelCheckpoint');
    const params = defaultParams(callback('ModelCheckpoint'));
    expect(refuses?.(params)).toBeUndefined();
    expect(refuses?.({ ...params, filepath: 'best' })?.message).toContain('.keras');
    expect(refuses?.({ ...params, save_weights_only: true })?.remedies[0]?.params).toEqual({
      filepath: 'best.weights.h5',
    });
  });
});

it.each(golden.callbacks.TerminateOnNaN)('TerminateOnNaN ends $vals where Keras does', ({ vals, stopped }) => {
  const terminate = start('TerminateOnNaN');
  const found = vals.findIndex((loss, i) => terminate.epochEnd(i, { loss: Number(loss) }, 1).stop !== undefined);
  expect(found < 0 ? null : found).toBe(stopped);
});

it('every figure of every metric can be watched', () => {
  for (const definition of catalog.all) {
    if (definition.role !== 'metric') continue;
    for (const monitor of [definition.figure.name, `val_${definition.figure.name}`])
      expect(parseParams(callback('EarlyStopping'), { monitor }).success, monitor).toBe(true);
  }
});
