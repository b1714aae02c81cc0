import { activationNamed } from '../../activations/functions/index.ts';
import { defineLayer } from '../../define/index.ts';
import { choice } from '../../params.ts';
import { dataFormat } from '../windows.ts';
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

export const conv1d = defineLayer({
  type: 'Conv1D',
  category: 'Layers',
  group: 'Convolution',
  keras: { module: 'keras.layers', positional: ['filters', 'kernel_size'] },
  inTfjs: plainInTfjs,
  summary: 'Looks for the same short patterns everywhere in a sequence.',
  description:
    'Slides small kernels along a sequence, such as a sound or a row of measurements. At each place a kernel multiplies the steps it sees by its weights and adds them up, so that it answers where its pattern is found. The same few weights serve the whole sequence, and all places are computed at once, which is faster than a recurrent layer. With padding causal no answer depends on a later step. What lies further apart than the kernel reaches is not seen together: stack several, or raise dilation_rate.',
  formula: 'y[t, f] = activation(Σ W[a, c, f]·x[t·s + a, c] + b[f])',
  keywords: ['convolution', 'convolutional', 'cnn', 'sequence', 'time series', 'signal', 'causal', 'temporal'],
  ...convolutionPorts(),
  params: {
    filters: filtersParam(),
    kernel_size: kernelSize(1),
    strides: stridesParam(1),
    padding: choice(
      'valid',
      [
        { value: 'valid', help: 'Only whole windows, so that what comes out is shorter.' },
        { value: 'same', help: 'Zeros at both ends, so that with steps of 1 the length stays.' },
        { value: 'causal', help: 'Zeros at the beginning only: nothing is seen before its time.' },
      ],
      { help: 'Whether the kernel may stand out over the ends.' },
    ),
    data_format: dataFormat(),
    dilation_rate: dilationRate(1),
    groups: groupsParam(),
    activation: convolutionActivation(),
    use_bias: biasFlag(),
  },
  card: ['filters', 'kernel_size', 'activation'],
  refuses: refusesPlain,
  outputShape: (params, { inputs: [input] }) => plainShape(params, input, 1),
  weights: (params, { inputs: [input] }) => plainWeights(params, input),
  multiplyAdds: (params, { inputs: [input] }) => plainWork(params, input, 1),
  working: (params, { inputs: [input] }) => plainWorking(params, input, 1),
  activation: ({ activation }) => activationNamed(activation),
  affine: true,
  bias: 'use_bias',
  worked: workedPlain,
  call: (tf, params, { inputs: [x] }, { kernel, bias }, { logits }) =>
    finished(tf, plainSum(tf, params, x, kernel, 1), bias, params.activation, logits),
});
