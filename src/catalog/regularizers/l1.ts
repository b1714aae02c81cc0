import { defineRegularizer } from '../define/index.ts';
import { regularizerPorts, strength, sumOfSizes } from './parts.ts';

export const l1 = defineRegularizer({
  type: 'L1',
  category: 'Regularizers',
  keras: { module: 'keras.regularizers' },
  summary: 'Charges for the size of weights: many become zero.',
  description:
    'Adds the sum of all weights, without their signs, to the training loss. Each weight is pulled towards zero with the same force however small it is, so unimportant ones end at zero and the network uses fewer inputs. Try it when only some of the inputs should matter. Too strong, and all weights vanish. The penalty is part of the training loss only.',
  formula: 'penalty = l1·Σ|w|',
  keywords: ['lasso', 'sparse', 'weight decay', 'overfitting'],
  ...regularizerPorts,
  params: { l1: strength(0.01, 'sum of |w|') },
  card: ['l1'],
  penalty: (tf, params, weight) => tf.mul(sumOfSizes(tf, weight), params.l1),
});
