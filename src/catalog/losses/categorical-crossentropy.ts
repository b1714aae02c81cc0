import type { Tensor, TF } from '../define/index.ts';
import { defineLoss } from '../define/index.ts';
import { accuracyFor } from '../metrics/accuracy.ts';
import { clipProbabilities, crossentropyParams, expectSameShape, lossPorts } from './common.ts';
import { logSoftmax, smoothedClasses } from './smoothing.ts';
import { withGradient } from './with-gradient.ts';
import { workedClasses } from './worked.ts';
import { NO_AXIS } from '../left-out.ts';

interface Params {
  readonly from_logits: boolean;
  readonly label_smoothing: number;
}

/** Examples in a batch: the loss adds up over the classes and averages over everything else. */
const rowsOf = (x: Tensor): number => x.size / (x.shape.at(-1) ?? 1);

/**
 * −mean over rows of Σ y·(x − log Σ eˣ), with the row's largest logit taken out first so that nothing
 * overflows. Each row of `yTrue` adds up to 1; the gradient is then (softmax(x) − y)/rows.
 */
function onLogits(tf: TF, params: Params, yTrue: Tensor, logits: Tensor): Tensor {
  const target = smoothedClasses(tf, params.label_smoothing, yTrue);
  const rows = rowsOf(logits);
  return withGradient(tf, target, logits, () => {
    const logProbabilities = logSoftmax(tf, logits);
    return {
      value: tf.div(tf.sum(tf.mul(target, logProbabilities)), -rows),
      gradient: tf.div(tf.sub(tf.exp(logProbabilities), target), rows),
    };
  });
}

/** Keras 3 makes each row add up to 1, clips, and takes −mean over rows of Σ y·log p. */
function onProbabilities(tf: TF, params: Params, yTrue: Tensor, yPred: Tensor): Tensor {
  expectSameShape(yTrue, yPred);
  const p = clipProbabilities(tf, tf.div(yPred, tf.sum(yPred, -1, true)));
  return tf.div(tf.sum(tf.mul(smoothedClasses(tf, params.label_smoothing, yTrue), tf.log(p))), -rowsOf(yPred));
}

export const categoricalCrossentropy = defineLoss({
  type: 'CategoricalCrossentropy',
  category: 'Losses',
  keras: { module: 'keras.losses', without: NO_AXIS },
  summary: 'For choosing one class of several: how surprised the network is by the truth.',
  description:
    'Use it when exactly one class is right, with a last layer of one unit per class and a softmax. Only the probability given to the right class counts: the loss is its negative logarithm. A network that guesses among C classes pays log C (0.693 for two, 2.303 for ten), so the first loss of a run should be near that and a loss that stays there has learned nothing. Where a softmax is wired in front, the loss is computed from the values before it: a probability that has rounded to 0 would leave no slope to learn from.',
  formula: 'loss = −mean(Σ y·log p)',
  keywords: ['cce', 'log loss', 'classification', 'cross-entropy', 'softmax'],
  ...lossPorts,
  params: crossentropyParams('softmax'),
  card: ['from_logits'],
  encoding: () => 'one-hot',
  metrics: (_params, encoding) => [accuracyFor(encoding)],
  wants: { activation: 'softmax', fused: true },
  fromLogits: ({ from_logits }) => from_logits,
  worked: workedClasses,
  call: (tf, params, yTrue, yPred) => (params.from_logits ? onLogits : onProbabilities)(tf, params, yTrue, yPred),
  callOnLogits: onLogits,
});
