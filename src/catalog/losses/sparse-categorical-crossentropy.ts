import type { Tensor, TF } from '../define/index.ts';
import { defineLoss } from '../define/index.ts';
import { accuracyFor } from '../metrics/accuracy.ts';
import { optionalInteger } from '../params.ts';
import { classColumns, clipProbabilities, crossentropyParams, lossPorts } from './common.ts';
import { logSoftmax } from './smoothing.ts';
import { withGradient } from './with-gradient.ts';
import { workedClasses } from './worked.ts';
import { NO_AXIS } from '../left-out.ts';

interface Params {
  readonly ignore_class: number | null;
}

/** The targets with a column for each class, and what each row weighs in the mean; ignored rows weigh nothing. */
function written(tf: TF, { ignore_class }: Params, yTrue: Tensor, yPred: Tensor) {
  const y = classColumns(tf, yTrue, yPred);
  const rows = yPred.size / (yPred.shape.at(-1) ?? 1);
  if (ignore_class === null) return { y, weight: tf.scalar(1 / rows) };
  const numbers = tf.cast(tf.reshape(yTrue, [-1]), 'int32');
  const counted = tf.cast(tf.notEqual(numbers, ignore_class), 'float32');
  const share = tf.divNoNan(counted, tf.sum(counted));
  return { y, weight: tf.reshape(share, [...yPred.shape.slice(0, -1), 1]) };
}

const onLogits = (tf: TF, params: Params, yTrue: Tensor, logits: Tensor): Tensor => {
  const { y, weight } = written(tf, params, yTrue, logits);
  return withGradient(tf, y, logits, () => {
    const logs = logSoftmax(tf, logits);
    return {
      value: tf.neg(tf.sum(tf.mul(tf.mul(y, logs), weight))),
      gradient: tf.mul(tf.sub(tf.exp(logs), y), weight),
    };
  });
};

const onProbabilities = (tf: TF, params: Params, yTrue: Tensor, yPred: Tensor): Tensor => {
  const { y, weight } = written(tf, params, yTrue, yPred);
  return withGradient(tf, y, yPred, () => {
    const whole = tf.sum(yPred, -1, true);
    const shares = tf.div(yPred, whole);
    const p = clipProbabilities(tf, shares);
    const slope = tf.neg(tf.mul(tf.div(y, p), tf.cast(tf.equal(p, shares), 'float32')));
    const common = tf.sum(tf.mul(slope, shares), -1, true);
    return {
      value: tf.neg(tf.sum(tf.mul(tf.mul(y, tf.log(p)), weight))),
      gradient: tf.mul(tf.div(tf.sub(slope, common), whole), weight),
    };
  });
};

export const sparseCategoricalCrossentropy = defineLoss({
  type: 'SparseCategoricalCrossentropy',
  category: 'Losses',
  keras: { module: 'keras.losses', without: NO_AXIS },
  summary: 'CategoricalCrossentropy for targets that are numbers of classes.',
  description:
    'Computes the same as CategoricalCrossentropy, but a target is the number of the right class instead of a column for each class. That saves memory when there are many classes. Here the data set writes its targets as the loss wants them, so both learn alike; in Keras it is the one to take when the classes come as numbers. Use it with a last layer of one unit per class and a softmax.',
  formula: 'loss = mean(−log p of the right class)',
  keywords: ['scce', 'log loss', 'classification', 'cross-entropy', 'softmax', 'integer'],
  ...lossPorts,
  params: {
    from_logits: crossentropyParams('softmax').from_logits,
    ignore_class: optionalInteger({
      min: -1,
      max: 65_535,
      advanced: true,
      help: 'Examples of this class are left out of the loss. Empty means none.',
    }),
  },
  card: ['from_logits'],
  encoding: () => 'classes',
  metrics: (_params, encoding) => [accuracyFor(encoding)],
  wants: { activation: 'softmax', fused: true },
  fromLogits: ({ from_logits }) => from_logits,
  worked: ({ from_logits, ignore_class }, [truth = 0], yPred) =>
    truth === ignore_class
      ? undefined
      : workedClasses(
          { from_logits, label_smoothing: 0 },
          yPred.map((_answer, i) => (i === truth ? 1 : 0)),
          yPred,
        ),
  call: (tf, params, yTrue, yPred) => (params.from_logits ? onLogits : onProbabilities)(tf, params, yTrue, yPred),
  callOnLogits: onLogits,
});
