import { activationNamed } from '../../activations/functions/index.ts';
import { defineLayer } from '../../define/index.ts';
import { dataFormat, paddingParam } from '../windows.ts';
import {
  convolutionActivation,
  convolutionPorts,
  dilationRate,
  filtersParam,
  finished,
  kernelSize,
  stridesParam,
  biasFlag,
} from './parts.ts';
import {
  groupsParam,
  plainInTfjs,
  plainShape,
  plainSum,
  plainWeights,
  plainWork,
  plainWorking,
  refusesPlain,
} from './plain.ts';
import { workedPlain } from './worked.ts';

export const conv2d = defineLayer({
  type: 'Conv2D',
  category: 'Layers',
  group: 'Convolution',
  keras: { module: 'keras.layers', positional: ['filters', 'kernel_size'] },
  inTfjs: plainInTfjs,
  summary: 'Looks for the same small patterns everywhere in an image.',
  description:
    'Slides small kernels over an image. At each place a kernel multiplies the pixels it sees by its weights and adds them up, so that it answers where its pattern is found: an edge, a corner, a loop. The same few weights serve the whole image, so it needs far fewer than Dense and knows a pattern wherever it stands. Each kernel gives one channel of the output. Stack some of them, with MaxPooling2D in between, and the later ones see larger and larger shapes.',
  formula: 'y[i, j, f] = activation(Σ W[a, b, c, f]·x[i·s + a, j·s + b, c] + b[f])',
  keywords: ['convolution', 'convolutional', 'cnn', 'image', 'filter', 'kernel', 'picture'],
  ...convolutionPorts(),
  params: {
    filters: filtersParam(),
    kernel_size: kernelSize(2),
    strides: stridesParam(2),
    padding: paddingParam(),
    data_format: dataFormat(),
    dilation_rate: dilationRate(2),
    groups: groupsParam(),
    activation: convolutionActivation(),
    use_bias: biasFlag(),
  },
  card: ['filters', 'kernel_size', 'activation'],
  refuses: refusesPlain,
  outputShape: (params, { inputs: [input] }) => plainShape(params, input, 2),
  weights: (params, { inputs: [input] }) => plainWeights(params, input),
  multiplyAdds: (params, { inputs: [input] }) => plainWork(params, input, 2),
  working: (params, { inputs: [input] }) => plainWorking(params, input, 2),
  activation: ({ activation }) => activationNamed(activation),
  affine: true,
  bias: 'use_bias',
  worked: workedPlain,
  call: (tf, params, { inputs: [x] }, { kernel, bias }, { logits }) =>
    finished(tf, plainSum(tf, params, x, kernel, 2), bias, params.activation, logits),
});
