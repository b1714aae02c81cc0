import { must } from '../../../base/invariant.ts';
import { ok } from '../../../base/result.ts';
import { defineLayer } from '../../define/index.ts';
import { real } from '../../params.ts';
import { layerPorts } from '../ports.ts';
import { workedSame } from '../../worked.ts';
import { NO_SEED } from '../../left-out.ts';

/** Keras' `seed` is not offered: the noise comes from the document's seed. Keras has no default for `stddev`. */
export const gaussianNoise = defineLayer({
  type: 'GaussianNoise',
  category: 'Layers',
  group: 'Regularizing',
  keras: { module: 'keras.layers', positional: ['stddev'], without: NO_SEED },
  inTfjs: () => true,
  summary: 'Shakes the values a little while training, against overfitting.',
  description:
    'In every training step each value gets a random number added, which is zero on average. The network then sees every example a little differently each time, as if there were more data, and cannot rely on exact values. Outside training nothing is added. Put it right behind the data; the noise should be small beside the spread of the values, so scale them first.',
  formula: 'y = x + noise,  noise ~ N(0, stddev²)',
  keywords: ['regularisation', 'overfitting', 'augmentation', 'jitter'],
  ...layerPorts(),
  params: {
    stddev: real(0.1, {
      min: 0,
      max: 1,
      step: 0.05,
      help: 'The spread of the noise as a standard deviation; 0 switches the layer off.',
    }),
  },
  card: ['stddev'],
  outputShape: (_params, { inputs: [input] }) => ok(input),
  random: ({ stddev }, { inputs: [shape] }) => (stddev === 0 ? {} : { noise: { shape, distribution: 'normal' } }),
  keepsOrder: true,
  worked: workedSame,
  call(tf, { stddev }, { inputs: [x] }, _weights, { training, random }) {
    if (!training || stddev === 0) return x;
    return tf.add(x, tf.mul(must(random['noise'], 'the noise of GaussianNoise'), stddev));
  },
});
