/* Zhang and Sabuncu, 2018. */
import type { Tensor, TF } from '../define/index.ts';
import { defineLoss } from '../define/index.ts';
import { accuracyFor } from '../metrics/accuracy.ts';
import { real } from '../params.ts';
import { classColumns, EPSILON, lossPorts } from './common.ts';
import { rowwise } from './pointwise.ts';
import { logSoftmax } from './smoothing.ts';
import { compact } from '../../base/format.ts';

interface Params {
  readonly q: number;
}

const onProbabilities = (tf: TF, { q }: Params, yTrue: Tensor, yPred: Tensor): Tensor => {
  const y = classColumns(tf, yTrue, yPred);
  return rowwise(tf, y, yPred, () => {
    const p = tf.sum(tf.mul(y, yPred), -1, true);
    // A power below 0 of 0 would be infinite.
    const steep = tf.pow(tf.maximum(p, EPSILON), q - 1);
    return { each: tf.div(tf.sub(1, tf.pow(p, q)), q), slope: tf.neg(tf.mul(y, steep)) };
  });
};

/** The same with p = softmax(x), whose power is taken without going through p. */
const onLogits = (tf: TF, { q }: Params, yTrue: Tensor, logits: Tensor): Tensor => {
  const y = classColumns(tf, yTrue, logits);
  return rowwise(tf, y, logits, () => {
    const logs = logSoftmax(tf, logits);
    const power = tf.exp(tf.mul(tf.sum(tf.mul(y, logs), -1, true), q));
    return { each: tf.div(tf.sub(1, power), q), slope: tf.mul(tf.sub(tf.exp(logs), y), power) };
  });
};

export const categoricalGeneralizedCrossEntropy = defineLoss({
  type: 'CategoricalGeneralizedCrossEntropy',
  category: 'Losses',
  keras: { module: 'keras.losses' },
  summary: 'A cross-entropy that is calm about wrongly labelled examples.',
  description:
    'Lies between the cross-entropy and a plain count of mistakes. The cross-entropy pulls hardest where an answer is furthest off, which with wrongly labelled examples means that it learns the mistakes by heart; here the pull fades again where the network is quite sure of something else. Near 0, q makes it the cross-entropy; near 1 it hardly cares about single examples and learns slowly. Use it behind a softmax.',
  formula: 'loss = mean((1 − p^q) / q),  p the probability of the right class',
  keywords: ['gce', 'robust', 'noisy labels', 'classification', 'softmax', 'integer'],
  ...lossPorts,
  params: {
    q: real(0.5, {
      min: 0.001,
      max: 0.999,
      step: 0.1,
      help: 'Near 0 like the cross-entropy, near 1 calm about wrong labels.',
    }),
  },
  card: ['q'],
  encoding: () => 'classes',
  metrics: (_params, encoding) => [accuracyFor(encoding)],
  wants: { activation: 'softmax', fused: true },
  worked({ q }, [truth = 0], yPred) {
    const p = yPred[truth] ?? Number.NaN;
    return [{ name: 'loss', text: `(1 − ${compact(p)}^${compact(q)})/${compact(q)}`, value: (1 - p ** q) / q }];
  },
  call: onProbabilities,
  callOnLogits: onLogits,
});
