/*
 * Settings of layers on sequences and images that no single switch makes: steps, edges, holes, groups, sizes.
 * Keras is asked about each, and every backend computes each.
 */
import type { Shape } from '../../../src/base/shape.ts';
import type { AtPorts } from '../../../src/catalog/define/index.ts';
import type { ParamValues } from '../../../src/catalog/params.ts';

export interface Setting {
  /** What is not as usual. */
  readonly given: ParamValues;
  readonly shapes: AtPorts<Shape>;
}

const on = (shape: Shape, given: ParamValues): Setting => ({ given, shapes: { inputs: [shape] } });

export const WINDOWS: Readonly<Record<string, readonly Setting[]>> = {
  Conv1D: [
    on([5, 2], { filters: 2, strides: [2], padding: 'same' }),
    on([5, 2], { filters: 2, padding: 'causal', dilation_rate: [2], activation: 'tanh' }),
    on([5, 2], { filters: 2, padding: 'same', dilation_rate: [3] }),
    on([4, 4], { filters: 4, groups: 2, kernel_size: [2] }),
  ],
  Conv2D: [
    on([5, 4, 2], { filters: 2, kernel_size: [3, 2], strides: [2, 1], padding: 'same', activation: 'relu' }),
    on([5, 4, 2], { filters: 2, kernel_size: [2, 3], dilation_rate: [2, 1], use_bias: false }),
    on([4, 5, 1], { filters: 2, padding: 'same', dilation_rate: [2, 3] }),
    on([3, 3, 4], { filters: 4, groups: 2, kernel_size: [2, 2] }),
    on([7, 6, 1], { filters: 2, kernel_size: [4, 4], strides: [3, 2] }),
  ],
  DepthwiseConv2D: [
    on([5, 4, 2], { kernel_size: [3, 2], strides: [2, 2], padding: 'same', depth_multiplier: 2 }),
    on([4, 3, 2], { kernel_size: [2, 2], dilation_rate: [2, 1] }),
  ],
  SeparableConv2D: [
    on([4, 5, 2], {
      filters: 3,
      kernel_size: [2, 3],
      strides: [2, 2],
      padding: 'same',
      depth_multiplier: 2,
      activation: 'sigmoid',
    }),
    on([3, 4, 1], { filters: 2, kernel_size: [2, 2], padding: 'same', dilation_rate: [1, 2] }),
  ],
  // Two channels: of one, torch cannot give the slopes.
  Conv2DTranspose: [
    on([2, 3, 2], { filters: 2, strides: [2, 2], padding: 'same' }),
    on([2, 2, 2], { filters: 2, kernel_size: [2, 3], strides: [3, 2] }),
    on([2, 3, 2], { filters: 2, strides: [2, 2], padding: 'same', output_padding: [0, 1] }),
    on([2, 2, 2], { filters: 1, kernel_size: [2, 2], strides: [2, 3], output_padding: [1, 0] }),
    on([2, 2, 2], { filters: 1, kernel_size: [1, 2], strides: [2, 3], padding: 'same' }),
    on([3, 2, 2], { filters: 2, kernel_size: [2, 2], dilation_rate: [2, 2] }),
    on([3, 2, 2], { filters: 2, padding: 'same', dilation_rate: [1, 2] }),
  ],
  MaxPooling1D: [on([4, 2], { pool_size: [3], strides: [1], padding: 'same' })],
  MaxPooling2D: [
    on([4, 5, 2], { pool_size: [2, 3], strides: [1, 2], padding: 'same' }),
    on([5, 3, 1], { pool_size: [2, 2], strides: [3, 1] }),
  ],
  // With as much on both sides: elsewhere Keras' torch backend repeats the edge, and TensorFlow and JAX do not.
  AveragePooling1D: [on([4, 2], { pool_size: [3], strides: [1], padding: 'same' })],
  AveragePooling2D: [
    on([3, 4, 2], { pool_size: [3, 3], strides: [1, 1], padding: 'same' }),
    on([4, 4, 1], { pool_size: [4, 4], strides: [2, 2], padding: 'same' }),
  ],
  UpSampling2D: [
    on([2, 3, 2], { size: [3, 2] }),
    on([2, 3, 2], { size: [2, 3], interpolation: 'bilinear' }),
    on([1, 2, 1], { size: [4, 1], interpolation: 'bilinear' }),
  ],
  ZeroPadding2D: [on([2, 2, 2], { padding: [1, 2, 0, 3] })],
  Cropping2D: [on([3, 4, 2], { cropping: [1, 0, 0, 2] })],
  Permute: [on([2, 3, 2], { dims: [3, 1, 2] })],
  Rescaling: [on([3], { scale: 2, offset: -1 })],
  Normalization: [
    on([3, 2], { mean: [0.5, -1], variance: [4, 0.25] }),
    on([2, 3], { axis: [1] }),
    on([2, 3], { axis: [2, 1] }),
    on([2, 3], { axis: [] }),
    on([2], { mean: [1], variance: [2], invert: true }),
  ],
};
