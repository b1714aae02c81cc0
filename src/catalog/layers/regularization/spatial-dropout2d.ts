import { must } from '../../../base/invariant.ts';
import { defineLayer } from '../../define/index.ts';
import { real } from '../../params.ts';
import { keepMask } from '../keep-mask.ts';
import { layerPorts } from '../ports.ts';
import { dataFormat, expectRank } from '../windows.ts';
import { workedSame } from '../../worked.ts';
import { NO_SEED } from '../../left-out.ts';

/** Tompson and others, 2015. Keras' `seed` is not offered: masks come from the document's seed. */
export const spatialDropout2d = defineLayer({
  type: 'SpatialDropout2D',
  category: 'Layers',
  group: 'Regularizing',
  keras: { module: 'keras.layers', positional: ['rate'], lacks: ['trainable'], without: NO_SEED },
  summary: 'Silences whole channels of images while training.',
  description:
    'Does what Dropout does, but with whole channels: in every training step a random part of the channels of each image is set to zero, and the others are enlarged to make up for it. Neighbouring pixels of a channel say nearly the same, so dropping single ones hides little; dropping the channel does. Use it behind convolutions. Outside training nothing is dropped. The masks come from the seed of the document.',
  formula: 'y[i, j, c] = x[i, j, c]·keep[c]/(1 − rate),  keep = 0 with chance rate, else 1',
  keywords: ['regularisation', 'overfitting', 'noise', 'channel', 'image'],
  ...layerPorts(),
  params: {
    rate: real(0.5, {
      min: 0,
      max: 1,
      step: 0.05,
      help: 'The fraction of channels set to zero in each step; 0 switches the layer off.',
    }),
    data_format: dataFormat(),
  },
  card: ['rate'],
  outputShape: (_params, { inputs: [input] }) => expectRank(input, 2),
  random: ({ rate }, { inputs: [input] }) =>
    rate === 0 ? {} : { keep: { shape: [1, 1, input.at(-1) ?? 1], distribution: 'uniform' } },
  keepsOrder: true,
  moves: 'among zeros',
  worked: workedSame,
  call(tf, { rate }, { inputs: [x] }, _weights, { training, random }) {
    if (!training || rate === 0) return x;
    return tf.mul(x, keepMask(tf, must(random['keep'], 'the mask of SpatialDropout2D'), rate));
  },
});
