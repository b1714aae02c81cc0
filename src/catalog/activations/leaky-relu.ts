import { ok } from '../../base/result.ts';
import { defineLayer } from '../define/index.ts';
import { layerPorts } from '../layers/ports.ts';
import { real } from '../params.ts';
import { leakyReluWith } from './functions/leaky-relu.ts';
import { workedFunction } from '../worked.ts';

export const leakyReLU = defineLayer({
  type: 'LeakyReLU',
  category: 'Activations',
  keras: { module: 'keras.layers', formerly: { alpha: 'negative_slope' } },
  inTfjs: ({ negative_slope }) => ({ alpha: negative_slope }),
  summary: 'ReLU that lets a little of the negative side through.',
  description:
    'Keeps positive values and shrinks negative ones instead of cutting them off. Because the slope is never zero, a unit cannot go silent for good, which is the cure when a network shows many dead ReLU units. A slope close to 1 makes the layer almost linear and so almost useless. Note that the activation function leaky_relu has slope 0.2, and this layer 0.3, as in Keras.',
  formula: 'y = x for x > 0, negative_slope·x otherwise',
  keywords: ['dead', 'relu'],
  ...layerPorts(),
  params: {
    negative_slope: real(0.3, {
      min: 0,
      step: 0.05,
      help: 'How much of a negative value is kept; 0 makes it a plain ReLU.',
    }),
  },
  card: ['negative_slope'],
  outputShape: (_params, { inputs: [input] }) => ok(input),
  activation: ({ negative_slope }) => leakyReluWith(negative_slope),
  keepsOrder: true,
  worked: ({ negative_slope }, numbers) => workedFunction(leakyReluWith(negative_slope), numbers),
  call: (tf, { negative_slope }, { inputs: [x] }) => leakyReluWith(negative_slope).apply(tf, x),
});
