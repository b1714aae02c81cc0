/*
 * Batch normalisation (Ioffe and Szegedy, 2015) as Keras 3 computes it: the biased variance (divided
 * by N) both for the batch and for the moving average, epsilon inside the root. Written out in basic
 * ops, because tfjs' own layer fails in training when center or scale is off.
 */
import { must } from '../../../base/invariant.ts';
import { err, ok } from '../../../base/result.ts';
import { sizeOf } from '../../../base/shape.ts';
import type { Tensor, TF } from '../../define/index.ts';
import { defineLayer } from '../../define/index.ts';
import { flag, integer, real } from '../../params.ts';
import { initializerPort } from '../ports.ts';
import { at, normalisedStep } from '../../worked.ts';
import { gammaBeta, gammaBetaParams, gammaBetaPorts } from './parts.ts';

export const batchNormalization = defineLayer({
  type: 'BatchNormalization',
  category: 'Layers',
  group: 'Normalizing',
  keras: {
    module: 'keras.layers',
    without: {
      renorm:
        'Batch renormalisation ties the figures of a batch to the moving ones, for very small batches; it is hardly used.',
      renorm_clipping: 'It belongs to renorm.',
      renorm_momentum: 'It belongs to renorm.',
    },
  },
  inTfjs: () => true,
  // A run in the browser often has some hundred steps.
  beginsWith: { momentum: 0.9 },
  summary: 'Keeps every feature at mean 0 and spread 1 while training.',
  description:
    'In training, each feature is centred and scaled by its mean and spread over the current batch, then stretched by γ and shifted by β, which are learned. Networks then bear larger learning rates and careless first weights. Outside training it uses moving averages collected on the way, so it answers one example at a time. Those averages need about 300 steps to settle at momentum 0.99: in a short run the validation loss looks broken although the network is fine; lower the momentum. Very small batches make it noisy.',
  formula: 'y = γ·(x − mean)/√(var + ε) + β;  moving = moving·momentum + batch·(1 − momentum)',
  keywords: ['bn', 'batchnorm', 'normalisation', 'covariate shift'],
  ...gammaBetaPorts([
    initializerPort('moving_mean_initializer', 'Zeros', 'What the moving mean is before the first step.'),
    initializerPort(
      'moving_variance_initializer',
      'Ones',
      'What the moving variance is before the first step; keep it positive.',
    ),
  ]),
  params: {
    axis: integer(-1, {
      min: -1,
      max: 8,
      exact: true,
      advanced: true,
      help: 'The dimension that holds the features, counted with the batch as 0. Only the last one is supported: −1, or its number.',
    }),
    momentum: real(0.99, {
      min: 0,
      max: 1,
      step: 0.01,
      help: 'How slowly the moving averages follow. Lower it (0.9) when training takes only a few hundred steps.',
    }),
    ...gammaBetaParams,
    synchronized: flag(false, {
      advanced: true,
      help: 'Takes mean and spread over all devices that train at once. Edgewise trains on one, where this changes nothing; it is kept for Keras.',
    }),
  },
  card: ['momentum'],
  outputShape({ axis }, { inputs: [input] }) {
    if (input.length === 0)
      return err('needs at least one feature per example, found one single value without a dimension');
    if (axis !== -1 && axis !== input.length)
      return err(`can normalise the last dimension only: found axis ${axis}, expected −1 or ${input.length}`);
    return ok(input);
  },
  weights(params, { inputs: [input] }) {
    const shape = [input.at(-1) ?? 1];
    return [
      ...gammaBeta(params, shape),
      { name: 'moving_mean', shape, trainable: false },
      { name: 'moving_variance', shape, trainable: false },
    ];
  },
  multiplyAdds: (_params, { inputs: [input] }) => sizeOf(input),
  normalises: 'batch',
  movingStatistics: ({ momentum }) => ({ mean: 'moving_mean', variance: 'moving_variance', momentum }),
  keepsOrder: true,
  worked({ epsilon }, { inputs: { inputs }, weights, shape, place }) {
    const channel = place % (shape.at(-1) ?? 1);
    const own = (name: string) => weights[name] && at(weights[name], channel);
    const [mean = 0, variance = 1] = [own('moving_mean'), own('moving_variance')];
    return [normalisedStep(at(inputs[0], place), { mean, variance, epsilon, gamma: own('gamma'), beta: own('beta') })];
  },
  call(tf, { momentum, epsilon }, { inputs: [x] }, { gamma, beta, ...moving }, { training, batches }) {
    const movingMean = must(moving['moving_mean'], 'the moving mean');
    const movingVariance = must(moving['moving_variance'], 'the moving variance');
    const normal = (values: Tensor, mean: Tensor, variance: Tensor) => {
      const inverse = tf.rsqrt(tf.add(variance, epsilon));
      const scaled = tf.mul(tf.sub(values, mean), gamma === undefined ? inverse : tf.mul(inverse, gamma));
      return beta === undefined ? scaled : tf.add(scaled, beta);
    };
    if (!training) return normal(x, movingMean, movingVariance);
    if (batches > 1) {
      // Several batches one behind the other, as instruments read them: each has statistics of its own.
      const [rows = 0, ...rest] = x.shape;
      const apart = tf.reshape(x, [batches, rows / batches, ...rest]);
      const { mean, variance } = statistics(tf, apart, 1, true);
      return tf.reshape(normal(apart, mean, variance), x.shape);
    }
    const { mean, variance } = statistics(tf, x, 0, false);
    const follow = (average: Tensor, value: Tensor) => tf.add(tf.mul(average, momentum), tf.mul(value, 1 - momentum));
    return {
      outputs: normal(x, mean, variance),
      state: { moving_mean: follow(movingMean, mean), moving_variance: follow(movingVariance, variance) },
    };
  },
});

/** Mean and biased variance over all dimensions from `first` on, the last one left out. */
function statistics(tf: TF, x: Tensor, first: number, keepDims: boolean): { mean: Tensor; variance: Tensor } {
  const axes = Array.from({ length: x.rank - 1 - first }, (_, i) => first + i);
  const mean = tf.mean(x, axes, keepDims);
  const centred = tf.sub(x, mean);
  return { mean, variance: tf.mean(tf.square(centred), axes, keepDims) };
}
