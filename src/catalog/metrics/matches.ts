/** Which answers are right, 1 or 0 each: the parts that the accuracies are made of. */
import type { Measure, Tensor, TF } from '../define/index.ts';
import { meanOf, ones, rowsOf } from './common.ts';

/** The column with the largest value of each row. */
const chosen = (tf: TF, values: Tensor): Tensor => tf.argMax(rowsOf(tf, values), 1);

/** Yes above the threshold. */
export const yesOrNo = (threshold: number): Measure =>
  meanOf((tf, yTrue, yPred) => ones(tf, tf.equal(ones(tf, tf.greater(yPred, threshold)), yTrue)));

/** One column for each class. */
export const oneOfColumns: Measure = {
  ...meanOf((tf, yTrue, yPred) => ones(tf, tf.equal(chosen(tf, yTrue), chosen(tf, yPred)))),
  beforeSoftmax: true,
};

/** The number of the class. */
export const classNumber: Measure = {
  ...meanOf((tf, yTrue, yPred) =>
    ones(tf, tf.equal(tf.cast(tf.reshape(yTrue, [-1]), 'int32'), tf.cast(chosen(tf, yPred), 'int32'))),
  ),
  beforeSoftmax: true,
};

/**
 * Whether fewer than `k` columns have a larger value than the right one. `right` holds 1 in the column of the
 * class, 0 elsewhere. A value that ties with the k-th counts, as in Keras.
 */
export function amongBest(tf: TF, right: Tensor, yPred: Tensor, k: number): Tensor {
  const [truth, answers] = [rowsOf(tf, right), rowsOf(tf, yPred)];
  const value = tf.sum(tf.mul(truth, answers), 1, true);
  return ones(tf, tf.less(tf.sum(ones(tf, tf.greater(answers, value)), 1), k));
}
