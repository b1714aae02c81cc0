/* Convolutions for tfjs' cpu backend, of images with the channels last; there are none of ours for anything else. */
import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs';
import { must } from '../../base/invariant.ts';
import type { KernelCall } from '../put-before.ts';
import { tf } from '../tf.ts';
import { convolution, imageGradient, kernelGradient, type Window } from './convolution.ts';
import { floatsOf, tensorOf } from './floats.ts';

type Four = [number, number, number, number];

interface Attributes {
  readonly strides: [number, number];
  readonly pad: 'valid' | 'same' | number;
  readonly dataFormat: string;
  readonly dilations?: [number, number] | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  /** What a gradient is asked for, which its inputs do not say. */
  readonly filterShape?: Four;
  readonly inputShape?: Four;
}

/**
 * x [batch, rows, columns, in] with a filter [rows, columns, in, out]. Undefined, as in the two below, where channels
 * come first.
 */
export const convolutionOf = (call: KernelCall): TensorInfo | undefined =>
  computed(call, 'x', 'filter', convolution, ({ batchSize, outHeight, outWidth, outChannels }) => [
    batchSize,
    outHeight,
    outWidth,
    outChannels,
  ]);

export const kernelGradientOf = (call: KernelCall): TensorInfo | undefined =>
  computed(call, 'x', 'dy', kernelGradient, ({ filterShape }) => filterShape);

export const imageGradientOf = (call: KernelCall): TensorInfo | undefined =>
  computed(call, 'dy', 'filter', imageGradient, ({ inShape }) => inShape);

function computed(
  { inputs, attrs, backend }: KernelCall,
  first: string,
  second: string,
  compute: (first: Float32Array, second: Float32Array, window: Window) => Float32Array,
  shapeOf: (window: Window) => Four,
): TensorInfo | undefined {
  const { strides, pad, dataFormat, dilations = 1, dimRoundingMode, ...asked } = attrs as unknown as Attributes;
  const [a, b] = [must(inputs[first], first), must(inputs[second], second)];
  if (dataFormat !== 'NHWC') return undefined;
  const images = asked.inputShape ?? (a.shape as Four);
  const kernel = asked.filterShape ?? (b.shape as Four);
  const window = tf.backend_util.computeConv2DInfo(images, kernel, strides, dilations, pad, dimRoundingMode, false);
  const of = backend as KernelBackend;
  const shape = shapeOf(window);
  const values = compute(floatsOf(a, of), floatsOf(b, of), window);
  return tensorOf(values, shape, of);
}
