import { err } from '../../../base/result.ts';
import { defineLayer } from '../../define/index.ts';
import { mergePorts } from '../ports.ts';
import { aligned, joinedShape, joiningWork } from './parts.ts';
import { workedJoin } from '../../worked.ts';

export const subtract = defineLayer({
  type: 'Subtract',
  category: 'Layers',
  group: 'Merging',
  keras: { module: 'keras.layers' },
  summary: 'Takes the second wire from the first, value by value.',
  description:
    'Gives the difference of two tensors of the same shape. The order counts: the second wire is taken from the first. Use it where only the difference matters, for instance to compare two examples that went through the same layers, or to take out what another branch has already explained.',
  formula: 'y = x₁ − x₂',
  keywords: ['difference', 'minus', 'merge', 'compare'],
  ...mergePorts('The wire to take from, then the wire to take away.', 'Their difference.'),
  params: {},
  outputShape: (_params, inputs) =>
    inputs.inputs.length > 2
      ? err(`takes one wire from another, found ${inputs.inputs.length}; keep two of them`)
      : joinedShape('subtracts', inputs),
  multiplyAdds: joiningWork,
  worked: workedJoin('−', ([first = 0, second = 0]) => first - second),
  call(tf, _params, inputs) {
    const [first, second = first] = aligned(tf, inputs);
    return tf.sub(first, second);
  },
});
