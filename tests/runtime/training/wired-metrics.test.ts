/** Metrics that are wired are measured in training, on what is held out, and at the end. */
import { afterEach, expect, test } from 'vitest';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { example, programOf, withParams } from '../../support/programs.ts';
import { record } from '../../support/training.ts';
import type { Recorder } from '../../support/training.ts';

let recorder: Recorder | undefined;
afterEach(() => recorder?.trainer.dispose());

const xor = example('xor');
const [train, optimizer] = ['Train', 'Adam'].map((type) => xor.nodes.find((node) => node.type === type)?.id ?? '');
/** A network that stands still, so that every batch is judged by the same weights. */
const measured = (...types: string[]): GraphDocument => {
  const still = withParams(xor, {
    [optimizer ?? '']: { learning_rate: 0 },
    [train ?? '']: { epochs: 1, batch_size: 13 },
  });
  return {
    ...still,
    nodes: [...still.nodes, ...types.map((type, i) => ({ id: `m${i}`, type, position: [0, 0] as const }))],
    edges: [...still.edges, ...types.map((_, i) => ({ from: `m${i}.metric`, to: `${train}.metrics` }))],
  };
};

test('an epoch reports the figures of all its examples together, whatever the batches', async () => {
  const types = ['Precision', 'Recall', 'AUC', 'F1Score', 'BinaryAccuracy', 'RootMeanSquaredError'];
  const logsAt = async (batch_size: number) => {
    const document = withParams(measured(...types), { [train ?? '']: { batch_size } });
    recorder = record(programOf(document));
    recorder.trainer.command({ type: 'stepEpoch' });
    await recorder.trainer.settled();
    const { logs } = recorder.last('epoch');
    await recorder.trainer.dispose();
    return logs;
  };
  const [small, large] = [await logsAt(7), await logsAt(4096)];
  const names = ['precision', 'recall', 'auc', 'f1_score', 'binary_accuracy', 'root_mean_squared_error'];
  expect(Object.keys(small).filter((name) => !name.startsWith('val_'))).toEqual(['loss', 'accuracy', ...names]);
  for (const name of names) {
    expect(small[name], name).toBeCloseTo(large[name] ?? Number.NaN, 5);
    expect(small[`val_${name}`], name).toBeGreaterThanOrEqual(0);
  }
  expect(small['precision']).not.toBe(small['recall']);
});

test('the page is told of every figure, and a checkpoint in the middle of an epoch keeps its sums', async () => {
  const program = programOf(measured('Precision', 'AUC'));
  recorder = record(program);
  recorder.trainer.command({ type: 'stepBatch' });
  await recorder.trainer.settled();
  expect(recorder.last('prepared').metrics.map(({ name }) => name)).toEqual(['accuracy', 'precision', 'auc']);
  const checkpoint = await recorder.trainer.current?.checkpoint();
  if (checkpoint === undefined) throw new Error('no checkpoint');
  recorder.trainer.command({ type: 'stepEpoch' });
  await recorder.trainer.settled();
  const { logs } = recorder.last('epoch');
  await recorder.trainer.dispose();

  recorder = record(program, 'cpu', { resume: checkpoint });
  recorder.trainer.command({ type: 'stepEpoch' });
  await recorder.trainer.settled();
  expect(recorder.last('epoch').logs).toEqual(logs);
});
