import { defineLayer } from '../../define/index.ts';
import { mergePorts } from '../ports.ts';
import { foldedEqual, joinedShape, joiningWork } from './parts.ts';
import { workedCall } from '../../worked.ts';

/** Where wires are exactly equal, the gradient goes to the earlier one, as in TensorFlow; torch shares it out. */
export const minimum = defineLayer({
  type: 'Minimum',
  category: 'Layers',
  group: 'Merging',
  keras: { module: 'keras.layers' },
  inTfjs: () => true,
  summary: 'The smallest of several wires, value by value.',
  description:
    'Compares tensors of the same shape and keeps the smallest value at each place. A feature counts as present only if every branch finds it. The gradient goes to the smallest alone, so at each place only one branch learns from an example.',
  formula: 'y = min(x₁, x₂, …)',
  keywords: ['min', 'merge', 'smallest', 'and'],
  ...mergePorts('Two or more wires to compare.', 'The smallest values.'),
  params: {},
  outputShape: (_params, inputs) => joinedShape('compares', inputs),
  multiplyAdds: joiningWork,
  worked: workedCall('min', (values) => Math.min(...values)),
  call: (tf, _params, inputs) => foldedEqual(tf, inputs, (a, b) => tf.minimum(a, b)),
});
