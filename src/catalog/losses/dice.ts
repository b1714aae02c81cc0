/* Milletari and others, 2016 (V-Net), as Keras has it: no squares in the denominator. */
import { defineLoss } from '../define/index.ts';
import { accuracyFor } from '../metrics/accuracy.ts';
import { classEncoding, EPSILON, lossPorts } from './common.ts';
import { axisParam, overColumns, overEach, overlapping, refusesTwice } from './overlap.ts';
import { compact } from '../../base/format.ts';
import { weightedSum } from '../worked.ts';

export const dice = defineLoss({
  type: 'Dice',
  category: 'Losses',
  keras: { module: 'keras.losses' },
  summary: 'How little the answers overlap with the truth, over the whole batch.',
  description:
    'Counts how much of what is there was found, and how much was claimed: twice the overlap of both, divided by their sum, taken from 1. What is right because nothing is there does not count at all, so a network cannot do well by answering no everywhere; that makes it the usual loss for finding small things in pictures and for rare classes. It is worked out for the whole batch at once, not example by example: larger batches make it steadier. Use it behind a sigmoid or a softmax.',
  formula: 'loss = 1 − 2·Σ y·p / (Σ y + Σ p + 1e-7)',
  keywords: ['f1', 'overlap', 'imbalanced', 'segmentation', 'sorensen', 'classification'],
  ...lossPorts,
  params: { axis: axisParam },
  refuses: refusesTwice,
  encoding: classEncoding,
  metrics: (_params, encoding) => [accuracyFor(encoding)],
  wants: { activation: 'sigmoid', or: 'softmax', fused: false },
  overBatch: (params) => !overEach(params),
  worked(params, yTrue, yPred) {
    if (overColumns(params)) return undefined;
    const overlap = weightedSum(
      yPred.map((answer, i) => [yTrue[i] ?? Number.NaN, answer]),
      undefined,
    );
    const [truth = 0, answer = 0] = [yTrue, yPred].map((row) => row.reduce((sum, value) => sum + value, 0));
    return [
      { name: 'y·p', ...overlap },
      {
        name: 'loss',
        text: `1 − 2·${compact(overlap.value)} / (${compact(truth)} + ${compact(answer)})`,
        value: 1 - (2 * overlap.value) / (truth + answer + EPSILON),
      },
    ];
  },
  call: (tf, params, yTrue, yPred) =>
    overlapping(tf, params, yTrue, yPred, (total) => {
      const overlap = total(tf.mul(yTrue, yPred));
      const both = tf.add(tf.add(total(yTrue), total(yPred)), EPSILON);
      return {
        each: tf.sub(1, tf.div(tf.mul(overlap, 2), both)),
        slope: tf.div(tf.mul(tf.sub(overlap, tf.mul(yTrue, both)), 2), tf.square(both)),
      };
    }),
});
