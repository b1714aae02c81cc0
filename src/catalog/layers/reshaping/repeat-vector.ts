import { err, ok } from '../../../base/result.ts';
import { formatShape } from '../../../base/shape.ts';
import { defineLayer } from '../../define/index.ts';
import { integer } from '../../params.ts';
import { layerPorts } from '../ports.ts';
import { workedMove } from '../../worked.ts';

export const repeatVector = defineLayer({
  type: 'RepeatVector',
  category: 'Layers',
  group: 'Reshaping',
  keras: { module: 'keras.layers', positional: ['n'] },
  inTfjs: () => true,
  summary: 'Makes a sequence that says the same in every step.',
  description:
    'Repeats a row of values n times, which gives a sequence of n equal steps. Use it between two recurrent layers: the first reads a sequence and sums it up in one row, the second is shown that row in each of its steps and writes a new sequence from it. It adds no information and has no weights.',
  formula: 'c → n×c',
  keywords: ['copy', 'tile', 'sequence', 'decoder', 'encoder', 'seq2seq'],
  ...layerPorts(),
  params: {
    n: integer(2, { min: 1, max: 10_000, offered: 16, help: 'How many steps the sequence has.' }),
  },
  card: ['n'],
  outputShape: ({ n }, { inputs: [input] }) =>
    input.length === 1
      ? ok([n, ...input])
      : err(`repeats one row of values: found shape ${formatShape(input)}, expected a single dimension`),
  moves: 'unchanged',
  worked: (_params, numbers) => workedMove(numbers, (index) => index.slice(1)),
  call: (tf, { n }, { inputs: [x] }) => tf.mul(tf.expandDims(x, 1), tf.ones([1, n, 1])),
});
