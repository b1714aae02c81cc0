/*
 * Salehi and others, 2017, as Keras has it: alpha stands at (1 − p)·y, what was missed, and beta at p·(1 − y), what was
 * wrongly claimed. Its documentation and the paper have the two the other way round; what it computes decides.
 */
import { defineLoss } from '../define/index.ts';
import { accuracyFor } from '../metrics/accuracy.ts';
import { real } from '../params.ts';
import { classEncoding, EPSILON, lossPorts } from './common.ts';
import { axisParam, overColumns, overEach, overlapping, refusesTwice } from './overlap.ts';
import { compact } from '../../base/format.ts';
import { weightedSum } from '../worked.ts';

const WEIGHT = { min: 0, max: 100, step: 0.1 };

export const tversky = defineLoss({
  type: 'Tversky',
  category: 'Losses',
  keras: { module: 'keras.losses' },
  summary: 'Like Dice, but missing something and claiming too much can weigh differently.',
  description:
    'Compares what overlaps with what was missed and what was wrongly claimed. With both weights at one half it is Dice. Where missing something is worse, as with illnesses, give alpha more than beta and the network finds more, at the price of false alarms. Like Dice it is worked out for the whole batch at once, and what is right because nothing is there does not count. Use it behind a sigmoid or a softmax.',
  formula: 'loss = 1 − Σ y·p / (Σ y·p + α·Σ y·(1 − p) + β·Σ p·(1 − y) + 1e-7)',
  keywords: ['overlap', 'imbalanced', 'segmentation', 'recall', 'dice', 'classification'],
  ...lossPorts,
  params: {
    alpha: real(0.5, { ...WEIGHT, help: 'How much counts what is there and was missed (a false negative).' }),
    beta: real(0.5, { ...WEIGHT, help: 'How much counts what was claimed and is not there (a false positive).' }),
    axis: axisParam,
  },
  card: ['alpha', 'beta'],
  refuses: refusesTwice,
  encoding: classEncoding,
  metrics: (_params, encoding) => [accuracyFor(encoding)],
  wants: { activation: 'sigmoid', or: 'softmax', fused: false },
  overBatch: (params) => !overEach(params),
  worked(params, yTrue, yPred) {
    if (overColumns(params)) return undefined;
    const { alpha, beta } = params;
    const sumOf = (term: (y: number, p: number) => number) =>
      yPred.reduce((sum, p, i) => sum + term(yTrue[i] ?? Number.NaN, p), 0);
    const overlap = weightedSum(
      yPred.map((answer, i) => [yTrue[i] ?? Number.NaN, answer]),
      undefined,
    );
    const [missed, claimed] = [sumOf((y, p) => y * (1 - p)), sumOf((y, p) => p * (1 - y))];
    const found = compact(overlap.value);
    return [
      { name: 'y·p', ...overlap },
      {
        name: 'loss',
        text: `1 − ${found} / (${found} + ${compact(alpha)}·${compact(missed)} + ${compact(beta)}·${compact(claimed)})`,
        value: 1 - overlap.value / (overlap.value + alpha * missed + beta * claimed + EPSILON),
      },
    ];
  },
  call: (tf, params, yTrue, yPred) =>
    overlapping(tf, params, yTrue, yPred, (total) => {
      const { alpha, beta } = params;
      const [no, rest] = [tf.sub(1, yTrue), tf.sub(1, yPred)];
      const overlap = total(tf.mul(yTrue, yPred));
      const missed = tf.mul(total(tf.mul(yTrue, rest)), alpha);
      const claimed = tf.mul(total(tf.mul(yPred, no)), beta);
      const all = tf.add(tf.add(tf.add(overlap, missed), claimed), EPSILON);
      // How the denominator grows with an answer.
      const growth = tf.add(tf.mul(yTrue, 1 - alpha), tf.mul(no, beta));
      return {
        each: tf.sub(1, tf.div(overlap, all)),
        slope: tf.div(tf.sub(tf.mul(overlap, growth), tf.mul(yTrue, all)), tf.square(all)),
      };
    }),
});
