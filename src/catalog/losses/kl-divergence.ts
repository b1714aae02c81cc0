/*
 * Kullback and Leibler, 1951, of distributions that Keras keeps away from zero; on logits only the targets have to be.
 */
import type { Tensor, TF } from '../define/index.ts';
import { defineLoss } from '../define/index.ts';
import { accuracyFor } from '../metrics/accuracy.ts';
import { EPSILON, lossPorts } from './common.ts';
import { rowwise } from './pointwise.ts';
import { compact } from '../../base/format.ts';
import { logSoftmax } from './smoothing.ts';
import { workedSum } from './worked.ts';

/** Keras keeps both distributions away from zero before it takes logarithms. */
const kept = (tf: TF, probabilities: Tensor): Tensor => tf.clipByValue(probabilities, EPSILON, 1);

export const klDivergence = defineLoss({
  type: 'KLDivergence',
  category: 'Losses',
  keras: { module: 'keras.losses' },
  summary: 'How far the probabilities of the network are from those of the targets.',
  description:
    'Compares two distributions over the same classes: how many more questions one needs for the truth if one believes the network. It is 0 only if they are the same. With targets of one sure class it equals CategoricalCrossentropy; it is meant for targets that are shares themselves, such as the answers of a larger network. Use it behind a softmax.',
  formula: 'loss = mean(Σ y_true·log(y_true / y_pred))',
  keywords: ['kullback-leibler', 'kld', 'relative entropy', 'distribution', 'distillation'],
  ...lossPorts,
  params: {},
  encoding: () => 'one-hot',
  metrics: (_params, encoding) => [accuracyFor(encoding)],
  wants: { activation: 'softmax', fused: true },
  worked(_params, yTrue, yPred) {
    const inside = (p: number) => Math.min(1, Math.max(EPSILON, p));
    // Classes that are not expected add next to nothing.
    const terms = yPred.map((answer, i) => {
      const [truth, p] = [inside(yTrue[i] ?? 0), inside(answer)];
      const text = `${compact(truth)}·log(${compact(truth)} / ${compact(p)})`;
      return { shown: truth > EPSILON, text, value: truth * Math.log(truth / p) };
    });
    const { value } = workedSum('loss', terms);
    return [
      {
        ...workedSum(
          'loss',
          terms.filter(({ shown }) => shown),
        ),
        value,
      },
    ];
  },
  call: (tf, _params, yTrue, yPred) =>
    rowwise(tf, yTrue, yPred, () => {
      const [truth, answer] = [kept(tf, yTrue), kept(tf, yPred)];
      const inside = tf.cast(tf.equal(answer, yPred), 'float32');
      return {
        each: tf.sum(tf.mul(truth, tf.log(tf.div(truth, answer))), -1),
        slope: tf.neg(tf.mul(tf.div(truth, answer), inside)),
      };
    }),
  callOnLogits: (tf, _params, yTrue, logits) =>
    rowwise(tf, yTrue, logits, () => {
      const truth = kept(tf, yTrue);
      const logs = logSoftmax(tf, logits);
      return {
        each: tf.sum(tf.mul(truth, tf.sub(tf.log(truth), logs)), -1),
        slope: tf.sub(tf.mul(tf.exp(logs), tf.sum(truth, -1, true)), truth),
      };
    }),
});
