import { ok } from '../../base/result.ts';
import { defineLayer } from '../define/index.ts';
import { layerPorts } from '../layers/ports.ts';
import { softmax } from './functions/softmax.ts';
import { workedFunction } from '../worked.ts';

export const softmaxLayer = defineLayer({
  type: 'Softmax',
  category: 'Activations',
  keras: { module: 'keras.layers' },
  summary: 'Turns a row of numbers into probabilities that add up to 1.',
  description:
    'Stands at the end of a network that chooses one class of several: each value becomes a positive share, larger ones by far the most. Only the differences between values matter. Wired in front of CategoricalCrossentropy, the loss is computed from the values before it, which is exact however sure the network is. It works along the last axis.',
  formula: 'yᵢ = e^xᵢ / Σⱼ e^xⱼ',
  keywords: ['probabilities', 'classification', 'last layer'],
  ...layerPorts(),
  params: {},
  outputShape: (_params, { inputs: [input] }) => ok(input),
  activation: () => softmax,
  keepsOrder: true,
  worked: (_params, numbers) => workedFunction(softmax, numbers),
  call: (tf, _params, { inputs: [x] }) => softmax.apply(tf, x),
});
