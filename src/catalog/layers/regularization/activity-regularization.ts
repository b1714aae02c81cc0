/*
 * Charges the network for what flows through this wire. As in Keras 3 the penalty of a batch is divided by
 * its number of examples, and it counts in the validation loss too.
 */
import { ok } from '../../../base/result.ts';
import { sizeOf } from '../../../base/shape.ts';
import { defineLayer } from '../../define/index.ts';
import { strength, sumOfSizes, sumOfSquares } from '../../regularizers/parts.ts';
import { layerPorts } from '../ports.ts';
import { workedSame } from '../../worked.ts';

export const activityRegularization = defineLayer({
  type: 'ActivityRegularization',
  category: 'Layers',
  group: 'Regularizing',
  keras: { module: 'keras.layers' },
  summary: 'Charges for large values on a wire, so that few units answer.',
  description:
    'Passes everything on unchanged, and adds the size of what passes to the loss. With l1 most values go to exactly zero after ReLU, so that only a few units answer each example; with l2 values stay small. Use it in the middle of an autoencoder, or to see what a network can do with few active units. Both strengths start at 0, as in Keras, so the layer does nothing until you set them.',
  formula: 'y = x;  loss = loss + (l1·Σ|x| + l2·Σx²)/examples',
  keywords: ['sparse', 'sparsity', 'penalty', 'regularisation', 'l1', 'l2'],
  ...layerPorts(),
  params: { l1: strength(0, 'sum of |x|'), l2: strength(0, 'sum of x²') },
  card: ['l1', 'l2'],
  outputShape: (_params, { inputs: [input] }) => ok(input),
  multiplyAdds: ({ l1, l2 }, { inputs: [input] }) => (l1 === 0 && l2 === 0 ? 0 : sizeOf(input)),
  keepsOrder: true,
  moves: 'unchanged',
  worked: workedSame,
  call(tf, { l1, l2 }, { inputs: [x] }) {
    if (l1 === 0 && l2 === 0) return x;
    const [examples = 1] = x.shape;
    const charged = tf.add(tf.mul(sumOfSizes(tf, x), l1), tf.mul(sumOfSquares(tf, x), l2));
    return { outputs: x, penalty: tf.div(charged, examples) };
  },
});
