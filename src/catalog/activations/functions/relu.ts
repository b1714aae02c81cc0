import type { ActivationFunction } from './define.ts';

export const relu: ActivationFunction = {
  name: 'relu',
  formula: 'f(x) = max(0, x)',
  help: 'Keeps positive values and sets the rest to zero. Cheap, and its slope does not shrink for large inputs: the usual first choice for hidden layers. A unit whose inputs are all negative stops learning (a dead ReLU).',
  f: (x) => Math.max(0, x),
  df: (x) => (x > 0 ? 1 : 0),
  apply: (tf, x) => tf.relu(x),
  values: [0, Infinity],
  canDie: true,
};
