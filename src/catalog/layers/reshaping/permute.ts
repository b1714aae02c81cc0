import { err, ok } from '../../../base/result.ts';
import { formatShape } from '../../../base/shape.ts';
import { defineLayer } from '../../define/index.ts';
import { integers } from '../../params.ts';
import { layerPorts } from '../ports.ts';
import { workedMove } from '../../worked.ts';

export const permute = defineLayer({
  type: 'Permute',
  category: 'Layers',
  group: 'Reshaping',
  keras: { module: 'keras.layers', positional: ['dims'] },
  inTfjs: () => true,
  summary: 'Exchanges the dimensions of an example, as rows for columns.',
  description:
    'Puts the dimensions of an example in another order; the values stay what they are, only their places change. With dims 2, 1 a sequence of steps becomes a table of features, and the next layer reads along the other side. Reshape keeps the order of the values instead, and so mixes up rows and columns where Permute would turn them.',
  formula: 'a×b → b×a',
  keywords: ['transpose', 'swap', 'axes', 'dimensions', 'turn'],
  ...layerPorts(),
  params: {
    dims: integers([2, 1], {
      min: 1,
      max: 6,
      minLength: 1,
      maxLength: 6,
      exact: true,
      help: 'The new order: each dimension by its number, counted from 1 without the batch, exactly once.',
    }),
  },
  card: ['dims'],
  outputShape({ dims }, { inputs: [input] }) {
    const order = dims.toSorted((a, b) => a - b);
    const wanted = input.map((_n, i) => i + 1);
    if (order.length !== wanted.length || order.some((n, i) => n !== wanted[i]))
      return err(
        `names every dimension of its input once: found dims ${dims.join(', ')} for shape ${formatShape(input)}, expected ${wanted.toReversed().join(', ')} or another order of it`,
      );
    return ok(dims.map((n) => input[n - 1] ?? 1));
  },
  moves: 'unchanged',
  worked: ({ dims }, numbers) => workedMove(numbers, (index) => dims.map((_dim, i) => index[dims.indexOf(i + 1)] ?? 0)),
  call: (tf, { dims }, { inputs: [x] }) => tf.transpose(x, [0, ...dims]),
});
