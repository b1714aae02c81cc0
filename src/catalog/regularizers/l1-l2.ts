import { defineRegularizer } from '../define/index.ts';
import { regularizerPorts, strength, sumOfSizes, sumOfSquares } from './parts.ts';

export const l1l2 = defineRegularizer({
  type: 'L1L2',
  category: 'Regularizers',
  keras: { module: 'keras.regularizers' },
  summary: 'L1 and L2 together: few weights, and none large.',
  description:
    'Adds both the sizes and the squares of the weights to the training loss. The L1 part sets unimportant weights to zero, the L2 part keeps the others small and shares work between inputs that say the same. Both strengths start at 0, as in Keras, so the node does nothing until you set them.',
  formula: 'penalty = l1·Σ|w| + l2·Σw²',
  keywords: ['elastic net', 'overfitting'],
  ...regularizerPorts,
  params: { l1: strength(0, 'sum of |w|'), l2: strength(0, 'sum of w²') },
  card: ['l1', 'l2'],
  penalty: (tf, params, weight) =>
    tf.add(tf.mul(sumOfSizes(tf, weight), params.l1), tf.mul(sumOfSquares(tf, weight), params.l2)),
});
