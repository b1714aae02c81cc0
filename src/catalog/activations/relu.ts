import { ok } from '../../base/result.ts';
import { defineLayer } from '../define/index.ts';
import { layerPorts } from '../layers/ports.ts';
import { optionalReal, real } from '../params.ts';
import { reluWith } from './functions/relu-with.ts';
import { workedFunction } from '../worked.ts';

export const reluLayer = defineLayer({
  type: 'ReLU',
  category: 'Activations',
  keras: { module: 'keras.layers' },
  summary: 'Lets positive values pass and cuts off the rest.',
  description:
    'The usual activation of hidden layers: cheap, and its slope does not fade for large values. A unit whose input is always negative gives zero and learns no more; with a negative_slope it keeps learning. max_value caps large values, as in networks made for small devices. The same as Activation with relu, as long as nothing is set.',
  formula: 'y = min(x, max_value) for x > threshold, negative_slope·(x − threshold) otherwise',
  keywords: ['rectified linear unit', 'relu6', 'dead'],
  ...layerPorts(),
  params: {
    max_value: optionalReal({ min: 0, max: 1e6, step: 1, help: 'Values are capped here. Empty means no cap.' }),
    negative_slope: real(0, {
      min: 0,
      max: 1e6,
      step: 0.05,
      help: 'How much of what lies below the threshold is kept.',
    }),
    threshold: real(0, { min: 0, max: 1e6, step: 0.1, advanced: true, help: 'Values up to this are cut off.' }),
  },
  card: ['max_value', 'negative_slope'],
  outputShape: (_params, { inputs: [input] }) => ok(input),
  activation: (params) => reluWith(params),
  keepsOrder: true,
  worked: (params, numbers) => workedFunction(reluWith(params), numbers),
  call: (tf, params, { inputs: [x] }) => reluWith(params).apply(tf, x),
});
