/** How many sequences are read without a mistake: measured beside CTC, no node of its own, for Keras has no such metric. */
import type { Tensor, TF } from '../define/index.ts';
import { meanOf, metric, ones, rowsOf } from './common.ts';

/**
 * The likeliest class of each step, equal ones in a row once and without blanks (class 0), is compared with the labels.
 * As long as the steps are not looked at in JavaScript the place of a label among those read is a sum: how many have
 * begun up to its step.
 */
function isRight(tf: TF, labels: Tensor, answers: Tensor): Tensor {
  const [rows = 0, steps = 0] = answers.shape;
  const most = labels.shape[1] ?? 0;
  const best = tf.reshape(tf.cast(tf.argMax(rowsOf(tf, answers), 1), 'float32'), [rows, steps]);
  const before = tf.concat([tf.zeros([rows, 1]), tf.slice(best, [0, 0], [rows, steps - 1])], 1);
  const begins = ones(tf, tf.logicalAnd(tf.notEqual(best, 0), tf.notEqual(best, before)));
  const place = tf.mul(tf.matMul(begins, upTo(tf, steps)), begins);
  const places = tf.tensor1d(Array.from({ length: most }, (_, i) => i + 1));
  const isAt = ones(tf, tf.equal(tf.expandDims(place, 2), places));
  const read = tf.reshape(tf.matMul(tf.expandDims(best, 1), isAt), [rows, most]);
  const asMany = tf.equal(tf.sum(begins, 1), tf.sum(ones(tf, tf.notEqual(labels, 0)), 1));
  return tf.mul(ones(tf, asMany), tf.min(ones(tf, tf.equal(read, labels)), 1));
}

/** Steps × steps: 1 where the row is not after the column. */
const upTo = (tf: TF, steps: number): Tensor =>
  tf.tensor2d(
    Float32Array.from({ length: steps * steps }, (_, i) => (Math.floor(i / steps) <= i % steps ? 1 : 0)),
    [steps, steps],
  );

export const sequenceAccuracy = metric(
  {
    name: 'sequence_accuracy',
    label: 'Sequence accuracy',
    better: 'higher',
    ours: true,
    help: 'The share of examples whose whole sequence is read without a mistake.',
  },
  meanOf(isRight),
);
