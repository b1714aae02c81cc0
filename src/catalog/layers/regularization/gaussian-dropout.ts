import { must } from '../../../base/invariant.ts';
import { ok } from '../../../base/result.ts';
import { defineLayer } from '../../define/index.ts';
import { layerPorts } from '../ports.ts';
import { refusesOne, rateParam } from './parts.ts';
import { workedSame } from '../../worked.ts';
import { NO_SEED } from '../../left-out.ts';

/**
 * Srivastava and others, 2014, section 10. Keras' `seed` is not offered: the noise comes from the document's seed. Keras
 * has no default for `rate`.
 */
export const gaussianDropout = defineLayer({
  type: 'GaussianDropout',
  category: 'Layers',
  group: 'Regularizing',
  keras: { module: 'keras.layers', positional: ['rate'], without: NO_SEED },
  inTfjs: () => true,
  summary: 'Dropout with soft factors around 1 instead of keep or drop.',
  description:
    'In every training step each value is multiplied by a random factor around 1. The factors have the spread that those of Dropout have at the same rate, but nothing is ever dropped as a whole, so learning is a little smoother. Outside training the values pass unchanged. Use it like Dropout, when training is much better than validation.',
  formula: 'y = x·factor,  factor ~ N(1, rate/(1 − rate))',
  keywords: ['regularisation', 'overfitting', 'noise', 'dropout'],
  ...layerPorts(),
  params: {
    rate: rateParam('As for Dropout: the spread of the factors is √(rate/(1 − rate)); 0 switches the layer off.'),
  },
  card: ['rate'],
  refuses: refusesOne,
  outputShape: (_params, { inputs: [input] }) => ok(input),
  random: ({ rate }, { inputs: [shape] }) => (rate === 0 ? {} : { noise: { shape, distribution: 'normal' } }),
  keepsOrder: true,
  worked: workedSame,
  call(tf, { rate }, { inputs: [x] }, _weights, { training, random }) {
    if (!training || rate === 0) return x;
    const spread = tf.mul(must(random['noise'], 'the noise of GaussianDropout'), Math.sqrt(rate / (1 - rate)));
    return tf.mul(x, tf.add(spread, 1));
  },
});
