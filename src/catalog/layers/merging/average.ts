import { defineLayer } from '../../define/index.ts';
import { mergePorts } from '../ports.ts';
import { aligned, joinedShape, joiningWork } from './parts.ts';
import { meanOf, workedCall } from '../../worked.ts';

export const average = defineLayer({
  type: 'Average',
  category: 'Layers',
  group: 'Merging',
  keras: { module: 'keras.layers' },
  inTfjs: () => true,
  summary: 'The mean of several wires, value by value.',
  description:
    'Adds tensors of the same shape and divides by their number. Use it to let several branches vote: their errors partly cancel, which often beats the best single branch. Unlike Add it keeps the size of the signal, however many wires come in.',
  formula: 'y = (x₁ + x₂ + … + xₙ)/n',
  keywords: ['mean', 'ensemble', 'vote', 'merge'],
  ...mergePorts('Two or more wires to average.', 'Their mean.'),
  params: {},
  outputShape: (_params, inputs) => joinedShape('averages', inputs),
  multiplyAdds: joiningWork,
  worked: workedCall('mean', meanOf),
  call(tf, _params, inputs) {
    const [first, ...others] = aligned(tf, inputs);
    return tf.div(
      others.reduce((sum, x) => tf.add(sum, x), first),
      others.length + 1,
    );
  },
});
