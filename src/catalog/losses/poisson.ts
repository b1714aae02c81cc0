import { defineLoss } from '../define/index.ts';
import { accuracyFor } from '../metrics/accuracy.ts';
import { absoluteError } from '../metrics/errors.ts';
import { EPSILON, errorEncoding, lossPorts } from './common.ts';
import { pointwise } from './pointwise.ts';
import { compact } from '../../base/format.ts';
import { factor, workedMean } from '../worked.ts';

export const poisson = defineLoss({
  type: 'Poisson',
  category: 'Losses',
  keras: { module: 'keras.losses' },
  summary: 'For counts: how surprising they are if the answer is their average.',
  description:
    'Use it when the targets are counts, such as visitors per hour, and the network answers how many to expect. Being off by 5 matters much where 2 are expected and little where 200 are. Answers must be above zero, so let the network end with softplus or exponential. The loss can be negative, because a part that does not depend on the answers is left out.',
  formula: 'loss = mean(y_pred − y_true·log(y_pred + 1e-7))',
  keywords: ['counts', 'regression', 'rate'],
  ...lossPorts,
  params: {},
  encoding: errorEncoding,
  metrics: (_params, encoding) => [encoding === 'values' ? absoluteError : accuracyFor(encoding)],
  positive: true,
  worked: workedMean((truth, answer) => ({
    text: `${compact(answer)} − ${factor(truth)}·log(${compact(answer + EPSILON)})`,
    value: answer - truth * Math.log(answer + EPSILON),
  })),
  call: (tf, _params, yTrue, yPred) =>
    pointwise(tf, yTrue, yPred, () => {
      const rate = tf.add(yPred, EPSILON);
      return { each: tf.sub(yPred, tf.mul(yTrue, tf.log(rate))), slope: tf.sub(1, tf.div(yTrue, rate)) };
    }),
});
