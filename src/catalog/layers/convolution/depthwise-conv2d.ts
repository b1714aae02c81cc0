import { must } from '../../../base/invariant.ts';
import { sizeOf } from '../../../base/shape.ts';
import { activationNamed } from '../../activations/functions/index.ts';
import { defineLayer } from '../../define/index.ts';
import { dataFormat, holesWorking, paddingParam, refusesStridesWithDilation, windowShape } from '../windows.ts';
import { convolveDepthwise } from './convolve.ts';
import {
  convolutionActivation,
  convolutionPorts,
  depthMultiplier,
  dilationRate,
  finished,
  kernelSize,
  stridesParam,
  biasFlag,
  windowOf,
} from './parts.ts';
import { workedDepthwise } from './worked.ts';

export const depthwiseConv2d = defineLayer({
  type: 'DepthwiseConv2D',
  category: 'Layers',
  group: 'Convolution',
  keras: { module: 'keras.layers', positional: ['kernel_size'] },
  inTfjs: ({ dilation_rate, padding }) =>
    padding === 'same' ||
    dilation_rate.every((rate) => rate === 1) || {
      none: 'It works out the size behind a DepthwiseConv2D as if its kernels had no holes. Set dilation_rate to 1, or padding to same.',
    },
  weightInTfjs: (weight) => (weight === 'kernel' ? 'depthwise_kernel' : weight),
  summary: 'Looks for patterns in each channel of an image by itself.',
  description:
    'Slides kernels over an image as Conv2D does, but each kernel sees a single channel, and channels are not mixed. This takes a small part of the weights and of the work. It is the first half of SeparableConv2D; put a Conv2D with kernel_size 1 behind it to mix the channels. By itself it cannot find a pattern that shows only in several channels together.',
  formula: 'y[i, j, c·m + k] = activation(Σ W[a, b, c, k]·x[i·s + a, j·s + b, c] + b[c·m + k])',
  keywords: ['convolution', 'channel', 'mobile', 'image', 'kernel'],
  ...convolutionPorts({ depthwise: 'the kernels' }),
  params: {
    kernel_size: kernelSize(2),
    strides: stridesParam(2),
    padding: paddingParam(),
    depth_multiplier: depthMultiplier(),
    data_format: dataFormat(),
    dilation_rate: dilationRate(2),
    activation: convolutionActivation(),
    use_bias: biasFlag(),
  },
  card: ['kernel_size', 'depth_multiplier', 'activation'],
  refuses: refusesStridesWithDilation,
  outputShape: (params, { inputs: [input] }) =>
    windowShape(input, 2, windowOf(params), (input.at(-1) ?? 1) * params.depth_multiplier),
  weights({ kernel_size, depth_multiplier, use_bias }, { inputs: [input] }) {
    const channels = input.at(-1) ?? 1;
    return [
      {
        name: 'kernel',
        shape: [...kernel_size, channels, depth_multiplier],
        axes: ['row', 'column', 'channel', 'kernel'],
      },
      ...(use_bias ? [{ name: 'bias', shape: [channels * depth_multiplier] }] : []),
    ];
  },
  /** Keras calls the weights kernel, and their arguments depthwise_initializer and so on. */
  portsOf: () => ({ kernel: 'depthwise' }),
  multiplyAdds(params, { inputs: [input] }) {
    const output = windowShape(input, 2, windowOf(params), (input.at(-1) ?? 1) * params.depth_multiplier);
    return output.ok ? sizeOf(output.value) * sizeOf(params.kernel_size) : 0;
  },
  working(params, { inputs: [input] }) {
    const output = windowShape(input, 2, windowOf(params), (input.at(-1) ?? 1) * params.depth_multiplier);
    return output.ok ? holesWorking(input, output.value, windowOf(params)) : 0;
  },
  activation: ({ activation }) => activationNamed(activation),
  bias: 'use_bias',
  worked: workedDepthwise,
  call(tf, params, { inputs: [x] }, { kernel, bias }, { logits }) {
    const sum = convolveDepthwise(tf, x, must(kernel, 'the kernel of DepthwiseConv2D'), windowOf(params));
    return finished(tf, sum, bias, params.activation, logits);
  },
});
