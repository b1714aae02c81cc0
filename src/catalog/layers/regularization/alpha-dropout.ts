import { must } from '../../../base/invariant.ts';
import { ok } from '../../../base/result.ts';
import { defineLayer } from '../../define/index.ts';
import { layerPorts } from '../ports.ts';
import { refusesOne, rateParam } from './parts.ts';
import { workedSame } from '../../worked.ts';
import { NO_NOISE_SHAPE, NO_SEED } from '../../left-out.ts';

/** The value that SELU runs flat at: −α·scale. */
const FLAT = -1.6732632423543772 * 1.0507009873554805;

/** Klambauer and others, 2017. Keras' `seed` and `noise_shape` are not offered, as for Dropout. Keras has no default for `rate`. */
export const alphaDropout = defineLayer({
  type: 'AlphaDropout',
  category: 'Layers',
  group: 'Regularizing',
  keras: { module: 'keras.layers', positional: ['rate'], without: { ...NO_SEED, ...NO_NOISE_SHAPE } },
  inTfjs: () => true,
  summary: 'Dropout for SELU networks: keeps mean and spread.',
  description:
    'In every training step a random part of the values is set to the value at which SELU runs flat, about −1.76. Then all are scaled and shifted so that their mean stays 0 and their spread 1, which is what a SELU network lives on; plain Dropout would break that. Use it with selu and LecunNormal weights, with a rate of 0.05 to 0.1. Outside training nothing happens.',
  formula: 'y = a·(x·keep − 1.758·(1 − keep)) + b,  keep = 0 with chance rate, else 1',
  keywords: ['regularisation', 'overfitting', 'selu', 'self-normalizing', 'dropout'],
  ...layerPorts(),
  params: { rate: rateParam('The fraction of values that is silenced in each step; 0 switches the layer off.', 0.1) },
  card: ['rate'],
  refuses: refusesOne,
  outputShape: (_params, { inputs: [input] }) => ok(input),
  random: ({ rate }, { inputs: [shape] }) => (rate === 0 ? {} : { keep: { shape, distribution: 'uniform' } }),
  keepsOrder: true,
  worked: workedSame,
  call(tf, { rate }, { inputs: [x] }, _weights, { training, random }) {
    if (!training || rate === 0) return x;
    const keep = tf.cast(tf.greaterEqual(must(random['keep'], 'the mask of AlphaDropout'), rate), 'float32');
    const a = ((1 - rate) * (1 + rate * FLAT ** 2)) ** -0.5;
    const masked = tf.add(tf.mul(x, keep), tf.mul(tf.sub(1, keep), FLAT));
    return tf.add(tf.mul(masked, a), -a * FLAT * rate);
  },
});
