import { must } from '../../../base/invariant.ts';
import { sizeOf } from '../../../base/shape.ts';
import { activationNamed } from '../../activations/functions/index.ts';
import { defineLayer } from '../../define/index.ts';
import { affine } from '../core/affine.ts';
import { dataFormat, holesWorking, paddingParam, refusesStridesWithDilation, windowShape } from '../windows.ts';
import { convolveDepthwise } from './convolve.ts';
import {
  convolutionActivation,
  convolutionPorts,
  depthMultiplier,
  dilationRate,
  filtersParam,
  finished,
  kernelSize,
  stridesParam,
  biasFlag,
  windowOf,
} from './parts.ts';
import { workedSeparable } from './worked.ts';

export const separableConv2d = defineLayer({
  type: 'SeparableConv2D',
  category: 'Layers',
  group: 'Convolution',
  keras: { module: 'keras.layers', positional: ['filters', 'kernel_size'] },
  inTfjs: () => true,
  summary: 'A Conv2D in two cheap halves: first where, then which channels.',
  description:
    'Does in two steps what Conv2D does in one: first every channel gets a kernel of its own, then each pixel mixes the channels, as a Dense layer would. With many channels this takes about a ninth of the weights and of the work of 3 by 3 kernels, and often answers nearly as well. Small networks for phones are built of it. With few channels a Conv2D is as cheap and can do more.',
  formula: 'y = activation(depthwise(x)·W + b)',
  keywords: ['convolution', 'depthwise', 'pointwise', 'mobile', 'xception', 'image', 'kernel'],
  ...convolutionPorts({ depthwise: 'the kernels of the channels', pointwise: 'the weights that mix the channels' }),
  params: {
    filters: filtersParam(),
    kernel_size: kernelSize(2),
    strides: stridesParam(2),
    padding: paddingParam(),
    data_format: dataFormat(),
    dilation_rate: dilationRate(2),
    depth_multiplier: depthMultiplier(),
    activation: convolutionActivation(),
    use_bias: biasFlag(),
  },
  card: ['filters', 'kernel_size', 'activation'],
  refuses: refusesStridesWithDilation,
  outputShape: (params, { inputs: [input] }) => windowShape(input, 2, windowOf(params), params.filters),
  weights({ filters, kernel_size, depth_multiplier, use_bias }, { inputs: [input] }) {
    const channels = input.at(-1) ?? 1;
    return [
      {
        name: 'depthwise_kernel',
        shape: [...kernel_size, channels, depth_multiplier],
        axes: ['row', 'column', 'channel', 'kernel'],
      },
      {
        name: 'pointwise_kernel',
        shape: [1, 1, channels * depth_multiplier, filters],
        axes: ['row', 'column', 'channel', 'filter'],
      },
      ...(use_bias ? [{ name: 'bias', shape: [filters] }] : []),
    ];
  },
  multiplyAdds(params, { inputs: [input] }) {
    const between = (input.at(-1) ?? 1) * params.depth_multiplier;
    const output = windowShape(input, 2, windowOf(params), between);
    return output.ok ? sizeOf(output.value) * (sizeOf(params.kernel_size) + params.filters) : 0;
  },
  /** What lies between the two halves. */
  working(params, { inputs: [input] }) {
    const between = windowShape(input, 2, windowOf(params), (input.at(-1) ?? 1) * params.depth_multiplier);
    return between.ok ? sizeOf(between.value) + holesWorking(input, between.value, windowOf(params)) : 0;
  },
  activation: ({ activation }) => activationNamed(activation),
  bias: 'use_bias',
  worked: workedSeparable,
  call(tf, params, { inputs: [x] }, { depthwise_kernel, pointwise_kernel, bias }, { logits }) {
    const depthwise = must(depthwise_kernel, 'the depthwise kernel of SeparableConv2D');
    const pointwise = must(pointwise_kernel, 'the pointwise kernel of SeparableConv2D');
    const between = convolveDepthwise(tf, x, depthwise, windowOf(params));
    const sum = affine(tf, between, tf.reshape(pointwise, pointwise.shape.slice(2)), undefined);
    return finished(tf, sum, bias, params.activation, logits);
  },
});
