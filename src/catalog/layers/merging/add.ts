import { defineLayer } from '../../define/index.ts';
import { mergePorts } from '../ports.ts';
import { aligned, joinedShape, joiningWork } from './parts.ts';
import { workedJoin } from '../../worked.ts';

export const add = defineLayer({
  type: 'Add',
  category: 'Layers',
  group: 'Merging',
  keras: { module: 'keras.layers' },
  inTfjs: () => true,
  summary: 'Adds several wires, value by value: a skip connection.',
  description:
    'Sums tensors of the same shape. Its main use is the skip connection: a wire around some layers that is added to their result, so that signals and gradients have a short way through a deep network. All wires must have the same shape; put a Dense layer in the shorter way to make them fit.',
  formula: 'y = x₁ + x₂ + …',
  keywords: ['skip', 'residual', 'shortcut', 'sum', 'merge'],
  ...mergePorts(),
  params: {},
  outputShape: (_params, inputs) => joinedShape('adds', inputs),
  multiplyAdds: joiningWork,
  worked: workedJoin('+', (values) => values.reduce((sum, value) => sum + value, 0)),
  call(tf, _params, inputs) {
    const [first, ...others] = aligned(tf, inputs);
    return others.reduce((sum, x) => tf.add(sum, x), first);
  },
});
