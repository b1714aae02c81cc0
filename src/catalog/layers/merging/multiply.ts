import { defineLayer } from '../../define/index.ts';
import { mergePorts } from '../ports.ts';
import { aligned, joinedShape, joiningWork } from './parts.ts';
import { workedJoin } from '../../worked.ts';

export const multiply = defineLayer({
  type: 'Multiply',
  category: 'Layers',
  group: 'Merging',
  keras: { module: 'keras.layers' },
  inTfjs: () => true,
  summary: 'Multiplies several wires, value by value: a gate.',
  description:
    'Multiplies tensors of the same shape. Its main use is a gate: a branch that ends with sigmoid gives numbers from 0 to 1, and what it multiplies is let through or held back, value by value. A wire with a dimension of size 1 there serves all of that dimension. Where a factor is near 0, hardly any gradient passes to the others.',
  formula: 'y = x₁·x₂·…',
  keywords: ['product', 'gate', 'attention', 'merge', 'scale'],
  ...mergePorts('Two or more wires to multiply.', 'Their product.'),
  params: {},
  outputShape: (_params, inputs) => joinedShape('multiplies', inputs),
  multiplyAdds: joiningWork,
  worked: workedJoin('·', (values) => values.reduce((product, value) => product * value, 1)),
  call(tf, _params, inputs) {
    const [first, ...others] = aligned(tf, inputs);
    return others.reduce((product, x) => tf.mul(product, x), first);
  },
});
