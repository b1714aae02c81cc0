import { defineRegularizer } from '../define/index.ts';
import { regularizerPorts, strength, sumOfSquares } from './parts.ts';

export const l2 = defineRegularizer({
  type: 'L2',
  category: 'Regularizers',
  keras: { module: 'keras.regularizers' },
  summary: 'Charges for the square of weights: none grows large.',
  description:
    'Adds the sum of the squares of all weights to the training loss. Large weights are pulled back strongly and small ones hardly, which gives smoother answers and less overfitting. A usual first remedy when training is much better than validation. Too strong, and the network underfits. With Adam, the optimizer’s weight_decay does the same job more evenly.',
  formula: 'penalty = l2·Σw²',
  keywords: ['ridge', 'weight decay', 'overfitting'],
  ...regularizerPorts,
  params: { l2: strength(0.01, 'sum of w²') },
  card: ['l2'],
  penalty: (tf, params, weight) => tf.mul(sumOfSquares(tf, weight), params.l2),
});
