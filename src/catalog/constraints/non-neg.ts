import { defineConstraint } from '../define/index.ts';
import { constraintPorts } from './parts.ts';

export const nonNeg = defineConstraint({
  type: 'NonNeg',
  category: 'Constraints',
  keras: { module: 'keras.constraints' },
  summary: 'Weights may not be negative.',
  description:
    'After every step, negative weights are set to zero. Use it where a weight stands for an amount, or where more of an input must never lower the output. A weight that rests at zero comes back as soon as its gradient asks for it.',
  formula: 'w = max(0, w)',
  keywords: ['positive', 'monotone'],
  ...constraintPorts,
  params: {},
  project: (tf, _params, weight) => tf.relu(weight),
});
