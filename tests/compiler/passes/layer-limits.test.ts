import { describe, expect, test } from 'vitest';
import { MAX_UNITS } from '../../../src/catalog/limits.ts';
import { excessOf, neededBytes, settingOf } from '../../../src/compiler/passes/layer-limits.ts';
import type { Need } from '../../../src/compiler/passes/layer-limits.ts';
import { MAX_BYTES, MAX_PARAMETERS } from '../../../src/compiler/program/memory-limits.ts';
import { classifier } from '../documents.ts';
import { analysed, nodeAt } from './analysed.ts';
import type { Analysed } from './analysed.ts';

const SETTING = { slots: 2, batch: 32 };

/** A layer whose weights have these shapes. */
const need = (...shapes: readonly (readonly number[])[]): Need => ({
  outputShape: [1],
  weights: shapes.map((shape) => ({ shape })),
  working: 0,
});

describe('what is too much', () => {
  test('is nothing for a layer of which no shape is known', () => {
    expect(excessOf({ weights: [{ shape: [2, MAX_UNITS + 1] }], working: 0 }, SETTING)).toBeUndefined();
    expect(excessOf({ weights: [], working: 0, outputShape: [] }, SETTING)).toBeUndefined();
  });

  test('is one unit above the limit, in the widest of its matrices', () => {
    expect(excessOf(need([2, MAX_UNITS]), SETTING)).toBeUndefined();
    expect(excessOf(need([2, 3], [2, MAX_UNITS + 1], [4]), SETTING)).toEqual({
      code: 'too-many-units',
      what: 'has 16,385 units, more than the 16,384 that are supported',
    });
  });

  test('is no long vector: its length is that of what comes in', () => {
    expect(excessOf(need([MAX_UNITS + 1]), SETTING)).toBeUndefined();
  });

  test('is one parameter above the limit, over all weights together', () => {
    const full = MAX_PARAMETERS / 1000;
    expect(excessOf(need([full, 1000]), SETTING)).toBeUndefined();
    expect(excessOf(need([full, 1000], [1]), SETTING)).toEqual({
      code: 'too-many-parameters',
      what: 'has 10,000,001 parameters, more than the 10,000,000 that are supported',
    });
  });

  test('is one byte above the limit, of outputs and of what is held on the way alike', () => {
    const most = MAX_BYTES / 4 / 2 / SETTING.batch;
    const plain = need();
    expect(excessOf({ ...plain, outputShape: [most] }, SETTING)).toBeUndefined();
    const what = expect.stringMatching(/^is larger than the 537\sMB that are allowed$/) as string;
    const refused = { code: 'too-much-memory', what };
    expect(excessOf({ ...plain, outputShape: [most + 1] }, SETTING)).toEqual(refused);
    expect(excessOf({ ...plain, outputShape: [most], working: 1 }, SETTING)).toEqual(refused);
    // The same layer fits with half the batch.
    expect(excessOf({ ...plain, outputShape: [2 * most] }, { ...SETTING, batch: 16 })).toBeUndefined();
  });

  test('is told of units first, then of parameters', () => {
    expect(excessOf(need([1000, MAX_UNITS + 1]), SETTING)?.code).toBe('too-many-units');
    const large = { ...need([1001, 10_000]), outputShape: [MAX_BYTES] };
    expect(excessOf(large, SETTING)?.code).toBe('too-many-parameters');
  });
});

test('the bytes to train a layer are those of weights, gradients and slots, and of outputs with their gradients', () => {
  const layer: Need = { outputShape: [4, 5], weights: [{ shape: [3, 5] }, { shape: [5] }], working: 7 };
  expect(neededBytes(layer, { slots: 2, batch: 10 })).toBe(4 * (20 * (2 + 2) + 2 * 10 * (20 + 7)));
  expect(neededBytes(layer, { slots: 0, batch: 1 })).toBe(4 * (20 * 2 + 2 * 27));
  expect(neededBytes({ weights: [{ shape: [3] }], working: 0 }, { slots: 1, batch: 8 })).toBe(4 * 3 * 3);
});

describe('how the program of a layer trains', () => {
  const settingAt = ({ graph, drafts }: Analysed, id: string) => settingOf(nodeAt(graph, id), drafts);

  test('is read off its optimizer and its Train node', () => {
    const trained = (type: string, params: Record<string, number> = {}) =>
      settingAt(
        analysed(
          classifier({
            nodes: [
              ['opt', type, params],
              ['train', 'Train', { batch_size: 7 }],
            ],
          }),
        ),
        'd1',
      );
    expect(trained('Adam')).toEqual({ slots: 2, batch: 7 });
    expect(trained('SGD')).toEqual({ slots: 0, batch: 7 });
    expect(trained('SGD', { momentum: 0.9 })).toEqual({ slots: 1, batch: 7 });
  });

  test('is assumed where no program has the layer, or its program no optimizer', () => {
    const aside = classifier({
      nodes: [
        ['aside', 'Dense'],
        ['opt', 'SGD'],
      ],
      edges: ['data.features aside.inputs'],
    });
    expect(settingAt(analysed(aside), 'aside')).toEqual({ slots: 2, batch: 32 });
    const without = classifier({
      nodes: [['train', 'Train', { batch_size: 7 }]],
      cut: ['opt.optimizer train.optimizer'],
    });
    expect(settingAt(analysed(without), 'd1')).toEqual({ slots: 2, batch: 7 });
  });

  test('is that of the last of several programs', () => {
    const input = classifier({
      nodes: [
        ['second', 'Train', { batch_size: 99 }],
        ['sgd', 'SGD'],
      ],
      edges: ['loss.loss second.loss', 'sgd.optimizer second.optimizer'],
    });
    expect(settingAt(analysed(input), 'd1')).toEqual({ slots: 0, batch: 99 });
  });
});
