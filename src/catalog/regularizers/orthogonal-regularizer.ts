import { defineRegularizer } from '../define/index.ts';
import { choice, real } from '../params.ts';
import { regularizerPorts, sumOfSizes } from './parts.ts';

/** The square of the length below which Keras does not divide by it. */
const SHORTEST = 1e-14;

export const orthogonalRegularizer = defineRegularizer({
  type: 'OrthogonalRegularizer',
  category: 'Regularizers',
  keras: { module: 'keras.regularizers' },
  summary: 'Charges for weights that point the same way.',
  description:
    'Looks at the rows (or columns) of a weight matrix as arrows and adds how much each two of them point the same way, whatever their lengths. Units are so pushed to look for different things. There is nothing to charge for when all stand at right angles, which is possible only if there are no more of them than they have entries. The penalty is part of the training loss only.',
  formula: 'penalty = factor·mean over pairs of |cos angle|',
  keywords: ['decorrelate', 'diversity', 'angle', 'orthonormal'],
  ...regularizerPorts,
  params: {
    factor: real(0.01, { min: 0, log: true, help: 'How much the mean counts in the loss; 0 switches it off.' }),
    mode: choice(
      'rows',
      [
        { value: 'rows', help: 'Compares rows: the weights that leave one input each.' },
        { value: 'columns', help: 'Compares columns: the weights of one unit each.' },
      ],
      { help: 'What is compared with each other.' },
    ),
  },
  card: ['factor', 'mode'],
  refusesShape: ({ mode }, shape) => {
    if (shape.length !== 2) return 'It compares the rows or columns of a matrix, which has two axes.';
    const count = shape[mode === 'rows' ? 0 : 1] ?? 0;
    return count > 1 ? undefined : `There is only one of the ${mode}, and nothing to compare it with.`;
  },
  penalty(tf, { factor, mode }, weight) {
    const arrows = mode === 'rows' ? weight : tf.transpose(weight);
    const [count = 0] = arrows.shape;
    const squares = tf.sum(tf.square(arrows), 1, true);
    const directions = tf.div(arrows, tf.sqrt(tf.maximum(squares, SHORTEST)));
    const alike = tf.matMul(directions, directions, false, true);
    const others = tf.sub(1, tf.eye(count));
    return tf.div(tf.mul(sumOfSizes(tf, tf.mul(alike, others)), factor), count * (count - 1));
  },
});
