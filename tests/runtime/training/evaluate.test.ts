import { expect, test } from 'vitest';
import { sliceRows } from '../../../src/runtime/data/device-data.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { evaluateRows } from '../../../src/runtime/training/evaluate.ts';
import { pass } from '../../../src/runtime/model/network.ts';
import { BINARY, network as drawn } from '../../parity/graphs.ts';
import { example, withParams } from '../../support/programs.ts';
import { withRun } from '../../support/runs.ts';

test('rows are weighted: many rows in pieces give what they give at once', () =>
  withRun(withParams(example('xor'), { data: { samples: 3000 } }), async ({ network, objective, device }) => {
    const { train } = device;
    expect(train.count).toBeGreaterThan(2048);
    const whole = await evaluateRows(network, objective, train, '');
    const cut = 1500;
    const parts = [sliceRows(train, 0, cut), sliceRows(train, cut, train.count - cut)];
    const [first, second] = await Promise.all(parts.map((rows) => evaluateRows(network, objective, rows, '')));
    const joined = (name: string) =>
      ((first?.[name] ?? NaN) * cut + (second?.[name] ?? NaN) * (train.count - cut)) / train.count;
    expect(whole['loss']).toBeCloseTo(joined('loss'), 5);
    expect(whole['accuracy']).toBeCloseTo(joined('accuracy'), 6);
  }));

test('names its figures after the split, and says nothing of a split without rows', () =>
  withRun(example('xor'), async ({ network, objective, device }) => {
    expect(Object.keys(await evaluateRows(network, objective, device.validation, 'val_'))).toEqual([
      'val_loss',
      'val_accuracy',
    ]);
    expect(await evaluateRows(network, objective, device.test, 'test_')).toEqual({});
  }));

test('changes nothing and leaves no tensor behind', () =>
  withRun(example('two-spirals'), async (run) => {
    const before = await run.checkpoint();
    const tensors = tf.memory().numTensors;
    await evaluateRows(run.network, run.objective, run.device.validation, 'val_');
    expect(tf.memory().numTensors).toBe(tensors);
    expect((await run.checkpoint()).weights).toEqual(before.weights);
  }));

test('a loss of whole batches is validated in batches of the size of the training, as by fit', () => {
  const document = drawn('batches', {
    head: BINARY,
    loss: { type: 'Dice' },
    optimizer: { type: 'SGD', params: { learning_rate: 0.05 } },
  });
  return withRun(document, async ({ network, objective, device }) => {
    const { validation } = device;
    const sizes = [24, 16];
    expect(validation.count).toBe(40);
    const whole = await evaluateRows(network, objective, validation, '');
    const parts = await Promise.all(
      sizes.map((size, i) => evaluateRows(network, objective, sliceRows(validation, 24 * i, size), '')),
    );
    const mean = parts.reduce((sum, part, i) => sum + ((part['loss'] ?? NaN) * (sizes[i] ?? 0)) / 40, 0);
    expect(whole['loss']).toBeCloseTo(mean, 6);
    // The mean over batches is not what all rows together would give.
    const together = tf.tidy(() => {
      const { loss } = objective.evaluate(network, validation, pass({ training: false, logits: network.fusedLayer }));
      return loss.dataSync()[0] ?? NaN;
    });
    expect(Math.abs(together - mean)).toBeGreaterThan(1e-4);
  });
});
