import { must } from '../../../base/invariant.ts';
import { ok } from '../../../base/result.ts';
import { defineLayer } from '../../define/index.ts';
import { real } from '../../params.ts';
import { keepMask } from '../keep-mask.ts';
import { layerPorts } from '../ports.ts';
import { workedSame } from '../../worked.ts';
import { NO_NOISE_SHAPE, NO_SEED } from '../../left-out.ts';

/** Srivastava and others, 2014. Keras' `seed` is not offered: masks come from the document's seed. `noise_shape` is not offered either. */
export const dropout = defineLayer({
  type: 'Dropout',
  category: 'Layers',
  group: 'Regularizing',
  keras: { module: 'keras.layers', positional: ['rate'], without: { ...NO_SEED, ...NO_NOISE_SHAPE } },
  inTfjs: () => true,
  summary: 'Silences random values while training, against overfitting.',
  description:
    'In every training step a random part of the values is set to zero and the rest is enlarged, so that the sum stays the same on average. No unit can then rely on a single other one, which makes learning by heart harder. Outside training nothing is dropped, so the training loss can lie above the validation loss. Use it when training is much better than validation; too high a rate and the network learns too little. The masks come from the seed of the document.',
  formula: 'y = x·keep/(1 − rate),  keep = 0 with chance rate, else 1',
  keywords: ['regularisation', 'overfitting', 'noise'],
  ...layerPorts(),
  params: {
    rate: real(0.5, {
      min: 0,
      max: 1,
      step: 0.05,
      help: 'The fraction of values set to zero in each step; 0 switches the layer off.',
    }),
  },
  card: ['rate'],
  outputShape: (_params, { inputs: [input] }) => ok(input),
  random: ({ rate }, { inputs: [shape] }) => (rate === 0 ? {} : { keep: { shape, distribution: 'uniform' } }),
  keepsOrder: true,
  moves: 'among zeros',
  worked: workedSame,
  call(tf, { rate }, { inputs: [x] }, _weights, { training, random }) {
    if (!training || rate === 0) return x;
    return tf.mul(x, keepMask(tf, must(random['keep'], 'the mask of Dropout'), rate));
  },
});
