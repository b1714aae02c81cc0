/** What layers see of the data before training: the training examples alone, and names that they know. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../../src/base/invariant.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { disposeRows } from '../../../src/runtime/data/device-data.ts';
import type { Rows } from '../../../src/runtime/data/device-data.ts';
import { link } from '../../../src/runtime/link.ts';
import { firstLook } from '../../../src/runtime/model/first-look.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { Run } from '../../../src/runtime/training/run.ts';
import { document } from '../../compiler/documents.ts';
import { smallCatalog } from '../../support/small-data.ts';
import { record } from '../../support/training.ts';

type Row = Parameters<typeof document>[0][number];

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** Layers one behind the other between a data set and two classes. */
function chain(source: string, layers: readonly Row[]): GraphDocument {
  const all: readonly Row[] = [...layers, ['row', 'Flatten'], ['out', 'Dense', { units: 2, activation: 'softmax' }]];
  const ids = ['data', ...all.map(([id]) => id)];
  return document(
    [
      ['data', source],
      ...all,
      ['loss', 'CategoricalCrossentropy'],
      ['opt', 'Adam'],
      ['train', 'Train', { epochs: 2, batch_size: 16 }],
    ],
    [
      ...ids.slice(1).map((id, i) => `${ids[i]}.${i === 0 ? 'features' : 'outputs'} ${id}.inputs`),
      'out.outputs loss.y_pred',
      'data.targets loss.y_true',
      'loss.loss train.loss',
      'opt.optimizer train.optimizer',
    ],
  );
}

const programOf = (graph: GraphDocument) => must(compile(graph, smallCatalog).programs[0], 'the program');

let run: Run | undefined;
afterEach(() => {
  run?.dispose();
  run = undefined;
});

async function prepared(graph: GraphDocument): Promise<Run> {
  run = await Run.prepare(link(programOf(graph), smallCatalog));
  return run;
}

const weight = async (of: Run, key: string): Promise<readonly number[]> => [
  ...must((await of.checkpoint()).weights.get(key), key),
];

/** Mean and variance of each of the two channels. */
function statistics(values: Float32Array) {
  const channel = (c: number) => values.filter((_, i) => i % 2 === c);
  const mean = (list: Float32Array) => list.reduce((sum, x) => sum + x, 0) / list.length;
  const both = [channel(0), channel(1)];
  return { mean: both.map(mean), variance: both.map((list) => mean(list.map((x) => (x - mean(list)) ** 2))) };
}

const expectClose = (found: readonly number[], expected: readonly number[]) => {
  expect(found).toHaveLength(expected.length);
  found.forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 4));
};

describe('measuring', () => {
  test('takes mean and variance of the training examples', async () => {
    const { data } = await prepared(chain('Images', [['norm', 'Normalization']]));
    const { train, validation } = data.splits;
    const expected = statistics(must(train.inputs['data'], 'the training rows'));
    expectClose(await weight(must(run, 'run'), 'norm/mean'), expected.mean);
    expectClose(await weight(must(run, 'run'), 'norm/variance'), expected.variance);
    // Those of the others are not the same, so a mistake would show.
    const other = statistics(must(validation.inputs['data'], 'the validation rows'));
    expect(Math.abs((other.mean[1] ?? 0) - (expected.mean[1] ?? 0))).toBeGreaterThan(0.01);
  });

  test('is blind to every held-out example', async () => {
    const { network, device } = await prepared(chain('Images', [['norm', 'Normalization']]));
    const before = [...(await firstLook(network, device)).entries()];
    expect(before.map(([key]) => key)).toEqual(['norm/mean', 'norm/variance']);
    const spoiled = (rows: Rows): Rows => ({
      ...rows,
      inputs: Object.fromEntries(Object.entries(rows.inputs).map(([name, x]) => [name, tf.fill(x.shape, NaN)])),
      targets: tf.fill(rows.targets.shape, NaN),
    });
    const [validation, held] = [spoiled(device.validation), spoiled(device.test)];
    const after = [...(await firstLook(network, { train: device.train, validation, test: held })).entries()];
    expect(after).toEqual(before);
    disposeRows(validation);
    disposeRows(held);
  });

  test('happens where the layer stands, one behind the other', async () => {
    await prepared(
      chain('Images', [
        ['scale', 'Rescaling', { scale: 2, offset: 1 }],
        ['first', 'Normalization'],
        ['second', 'Normalization'],
      ]),
    );
    const [, far = 0] = await weight(must(run, 'run'), 'first/mean');
    expect(far).toBeGreaterThan(10);
    expectClose(await weight(must(run, 'run'), 'second/mean'), [0, 0]);
    expectClose(await weight(must(run, 'run'), 'second/variance'), [1, 1]);
  });

  test('outlasts training and a restart', async () => {
    const it = await prepared(chain('Images', [['norm', 'Normalization']]));
    const before = await weight(it, 'norm/mean');
    for (let step = 0; step < 4; step++) it.advance();
    await it.settle();
    expect(await weight(it, 'norm/mean')).toEqual(before);
    it.restart();
    expect(await weight(it, 'norm/mean')).toEqual(before);
  });

  test('does nothing where the numbers are given, and leaves no tensor behind', async () => {
    const graph = chain('Images', [['norm', 'Normalization', { mean: [0, 5], variance: [1, 1] }]]);
    const { network, device } = await prepared(graph);
    const tensors = tf.memory().numTensors;
    expect((await firstLook(network, device)).size).toBe(0);
    expect(tf.memory().numTensors).toBe(tensors);
  });
});

describe('names', () => {
  const embedded = (names: number) => chain('Tokens', [['words', 'Embedding', { input_dim: names, output_dim: 3 }]]);

  test('that are known train', async () => {
    const { trainer, last } = record(programOf(embedded(12)), 'cpu', { catalog: smallCatalog });
    trainer.command({ type: 'start' });
    await trainer.settled();
    expect(last('done').logs['loss']).toBeGreaterThan(0);
    await trainer.dispose();
  });

  test('that are not known end the run before it begins, with the layer to blame', async () => {
    const { trainer, last } = record(programOf(embedded(9)), 'cpu', { catalog: smallCatalog });
    trainer.command({ type: 'start' });
    await trainer.settled();
    const { fault } = last('fault');
    expect(fault).toMatchObject({ code: 'data', node: 'words' });
    expect(fault.message).toMatch(/^Embedding words reads whole numbers from 0 to 8: found (9|1[01]); /);
    await trainer.dispose();
  });

  test('a run that is not begun frees what it had', async () => {
    await prepared(embedded(12));
    run?.dispose();
    run = undefined;
    const tensors = tf.memory().numTensors;
    await expect(Run.prepare(link(programOf(embedded(9)), smallCatalog))).rejects.toThrow('reads whole numbers');
    expect(tf.memory().numTensors).toBe(tensors);
  });
});
