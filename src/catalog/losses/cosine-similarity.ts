import type { Tensor } from '../define/index.ts';
import { defineLoss } from '../define/index.ts';
import { accuracyFor } from '../metrics/accuracy.ts';
import { absoluteError } from '../metrics/errors.ts';
import { EPSILON, errorEncoding, lossPorts } from './common.ts';
import { rowwise } from './pointwise.ts';
import { compact } from '../../base/format.ts';
import { factor, weightedSum } from '../worked.ts';
import { NO_AXIS } from '../left-out.ts';

export const cosineSimilarity = defineLoss({
  type: 'CosineSimilarity',
  category: 'Losses',
  keras: { module: 'keras.losses', without: NO_AXIS },
  summary: 'Whether answer and target point the same way, however long they are.',
  description:
    'Reads the values of an example as an arrow and compares directions: −1 is the same direction, 0 at right angles, 1 the opposite. Lengths do not matter, so it suits embeddings, where only the direction carries meaning. It needs several values per example; with a single one nothing is left but its sign.',
  formula: 'loss = −mean(Σ y_true·y_pred / (‖y_true‖·‖y_pred‖))',
  keywords: ['cosine', 'embedding', 'direction', 'angle'],
  ...lossPorts,
  params: {},
  encoding: errorEncoding,
  metrics: (_params, encoding) => [encoding === 'values' ? absoluteError : accuracyFor(encoding)],
  worked(_params, yTrue, yPred) {
    const product = weightedSum(
      yPred.map((answer, i) => [yTrue[i] ?? Number.NaN, answer]),
      undefined,
    );
    const [one = 1, two = 1] = [yTrue, yPred].map((row) => Math.max(EPSILON, Math.hypot(...row)));
    return [
      { name: 'y·p', ...product },
      {
        name: 'loss',
        text: `−${factor(product.value)} / (${compact(one)}·${compact(two)})`,
        value: -product.value / (one * two),
      },
    ];
  },
  call: (tf, _params, yTrue, yPred) =>
    rowwise(tf, yTrue, yPred, () => {
      const lengthOf = (x: Tensor) => tf.maximum(tf.sqrt(tf.sum(tf.square(x), -1, true)), EPSILON);
      const length = lengthOf(yPred);
      const [truth, answer] = [tf.div(yTrue, lengthOf(yTrue)), tf.div(yPred, length)];
      const alike = tf.sum(tf.mul(truth, answer), -1, true);
      return { each: tf.neg(alike), slope: tf.div(tf.sub(tf.mul(answer, alike), truth), length) };
    }),
});
