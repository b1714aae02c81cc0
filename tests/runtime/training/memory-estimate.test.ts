/** What preflight says of layers that keep much on their way, beside what a step really takes at its height. */
import { expect, test } from 'vitest';
import { compile } from '../../../src/compiler/compile.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { link } from '../../../src/runtime/link.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { Run } from '../../../src/runtime/training/run.ts';
import { document } from '../../compiler/documents.ts';

const around = (type: string, params: Record<string, number>) =>
  document(
    [
      ['data', 'Dataset', { name: 'sine-windows', samples: 300 }],
      ['first', 'Dense', { units: 16 }],
      ['it', type, params],
      ['row', 'Flatten'],
      ['out', 'Dense', { units: 1 }],
      ['loss', 'MeanSquaredError'],
      ['opt', 'Adam'],
      ['train', 'Train', { batch_size: 128 }],
    ],
    [
      'data.features first.inputs',
      'first.outputs it.inputs',
      ...(type === 'MultiHeadAttention' ? ['first.outputs it.value'] : []),
      'it.outputs row.inputs',
      'row.outputs out.inputs',
      'out.outputs loss.y_pred',
      'data.targets loss.y_true',
      'loss.loss train.loss',
      'opt.optimizer train.optimizer',
    ],
  );

test.each([
  ['LSTM', { units: 32 }],
  ['GRU', { units: 32 }],
  ['SimpleRNN', { units: 32 }],
  ['Bidirectional', { units: 32 }],
  ['MultiHeadAttention', { num_heads: 4, key_dim: 16 }],
] as const)('%s: the estimate is the height of a step, within a third', async (type, params) => {
  await tf.setBackend('cpu');
  const [program] = compile(around(type, params), catalog).programs;
  if (program === undefined) throw new Error('no program');
  // Tensors of other tests may be about.
  const others = tf.memory().numBytes;
  const run = await Run.prepare(link(program, catalog));
  const profile = await tf.profile(() => {
    run.advance();
    return tf.scalar(0);
  });
  await run.settle();
  // A profile's peak is all that tfjs held at that moment, the others among it.
  const height = profile.peakBytes - others;
  expect(program.cost.bytes / height).toBeGreaterThan(2 / 3);
  expect(program.cost.bytes / height).toBeLessThan(4 / 3);
  run.dispose();
});
