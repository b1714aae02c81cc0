import { defineLayer } from '../../define/index.ts';
import { mergePorts } from '../ports.ts';
import { foldedEqual, joinedShape, joiningWork } from './parts.ts';
import { workedCall } from '../../worked.ts';

/** Where wires are exactly equal, the gradient goes to the earlier one, as in TensorFlow; torch shares it out. */
export const maximum = defineLayer({
  type: 'Maximum',
  category: 'Layers',
  group: 'Merging',
  keras: { module: 'keras.layers' },
  inTfjs: () => true,
  summary: 'The largest of several wires, value by value.',
  description:
    'Compares tensors of the same shape and keeps the largest value at each place. A feature counts as present if any branch finds it. The gradient goes to the winner alone, so at each place only one branch learns from an example.',
  formula: 'y = max(x₁, x₂, …)',
  keywords: ['max', 'merge', 'largest', 'or'],
  ...mergePorts('Two or more wires to compare.', 'The largest values.'),
  params: {},
  outputShape: (_params, inputs) => joinedShape('compares', inputs),
  multiplyAdds: joiningWork,
  worked: workedCall('max', (values) => Math.max(...values)),
  call: (tf, _params, inputs) => foldedEqual(tf, inputs, (a, b) => tf.maximum(a, b)),
});
