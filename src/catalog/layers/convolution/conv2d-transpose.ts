/*
 * The transposed convolution as Keras 3 means it: everything it could give is computed, and `padding` and
 * `output_padding` say how much of that is cut off. Where backends of Keras differ, this is what TensorFlow and
 * JAX do.
 */
import { must } from '../../../base/invariant.ts';
import type { Result } from '../../../base/result.ts';
import { err, ok } from '../../../base/result.ts';
import type { Shape } from '../../../base/shape.ts';
import { sizeOf } from '../../../base/shape.ts';
import { activationNamed } from '../../activations/functions/index.ts';
import type { Refusal } from '../../define/index.ts';
import { defineLayer } from '../../define/index.ts';
import { optionalSizes } from '../../params.ts';
import {
  cutImages,
  dataFormat,
  expectRank,
  holesWorking,
  paddingParam,
  padImages,
  refusesStridesWithDilation,
  shape4,
  spanOf,
} from '../windows.ts';
import type { Window } from '../windows.ts';
import { spread } from './convolve.ts';
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
import { workedTransposed } from './worked.ts';

interface Geometry {
  readonly kernel_size: readonly number[];
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same';
  readonly output_padding: readonly number[] | null;
  readonly dilation_rate: readonly number[];
}

export const conv2dTranspose = defineLayer({
  type: 'Conv2DTranspose',
  category: 'Layers',
  group: 'Convolution',
  keras: { module: 'keras.layers', positional: ['filters', 'kernel_size'] },
  inTfjs: ({ output_padding, dilation_rate, ...params }) =>
    output_padding !== null || dilation_rate.some((n) => n !== 1)
      ? { none: 'It knows no output_padding and no holes here. Switch output_padding off, and set dilation_rate to 1.' }
      : params,
  summary: 'Lays learned patterns down in a larger image.',
  description:
    'Goes the way of Conv2D backwards: each pixel lays a copy of a kernel down around its place, as strongly as its value says, and the copies are added up. With strides 2 the image becomes twice as large. Use it to come from a small image of features back to a large one, in an autoencoder or to mark every pixel. Where copies overlap unevenly a chequered pattern can appear: make kernel_size a multiple of strides, or use UpSampling2D with a Conv2D behind it.',
  formula: 'y[i·s + a, j·s + b, f] += W[a, b, f, c]·x[i, j, c];  y = activation(y + b)',
  keywords: ['deconvolution', 'upsampling', 'decoder', 'autoencoder', 'image', 'kernel'],
  ...convolutionPorts(),
  params: {
    filters: filtersParam(),
    kernel_size: kernelSize(2),
    strides: stridesParam(2),
    padding: paddingParam(),
    output_padding: optionalSizes(2, {
      min: 0,
      max: 1024,
      offered: 1,
      advanced: true,
      help: 'Rows and columns more at the end, below strides; decides between the sizes that a convolution could have come from.',
    }),
    data_format: dataFormat(),
    dilation_rate: dilationRate(2),
    activation: convolutionActivation(),
    use_bias: biasFlag(),
  },
  card: ['filters', 'kernel_size', 'strides'],
  refuses: (params) => refusesOutputPadding(params) ?? refusesStridesWithDilation(params),
  outputShape(params, { inputs: [input] }) {
    const places = placesOf(params, input);
    return places.ok ? ok([...places.value.map(({ given }) => given), params.filters]) : places;
  },
  weights: ({ filters, kernel_size, use_bias }, { inputs: [input] }) => [
    {
      name: 'kernel',
      shape: [...kernel_size, filters, input.at(-1) ?? 1],
      axes: ['row', 'column', 'filter', 'channel'],
    },
    ...(use_bias ? [{ name: 'bias', shape: [filters] }] : []),
  ],
  /** Every pixel lays every kernel down. */
  multiplyAdds: ({ filters, kernel_size }, { inputs: [input] }) => sizeOf(input) * sizeOf(kernel_size) * filters,
  /** Everything that could be given, before it is cut off; with holes, also the images with room around them. */
  working({ filters, kernel_size, strides, dilation_rate }, { inputs: [input] }) {
    const spans = kernel_size.map((size, i) => spanOf(size, dilation_rate[i] ?? 1));
    const whole = spans.map((span, i) => ((input[i] ?? 1) - 1) * (strides[i] ?? 1) + span);
    const around = spans.map((span, i) => (input[i] ?? 1) + 2 * (span - 1));
    const output = [...whole, filters];
    const window: Window = { size: kernel_size, strides, dilation: dilation_rate, padding: 'valid' };
    return sizeOf(output) + holesWorking([...around, input.at(-1) ?? 1], output, window);
  },
  activation: ({ activation }) => activationNamed(activation),
  bias: 'use_bias',
  worked(params, numbers) {
    const places = placesOf(params, numbers.inputs.inputs[0].shape);
    return places.ok
      ? workedTransposed(
          params,
          numbers,
          places.value.map(({ cut }) => cut),
        )
      : undefined;
  },
  call(tf, params, { inputs: [x] }, { kernel, bias }, { logits }) {
    const places = placesOf(params, x.shape.slice(1));
    if (!places.ok) throw new Error(`Conv2DTranspose ${places.error}`);
    const whole = spread(tf, x, must(kernel, 'the kernel of Conv2DTranspose'), {
      size: params.kernel_size,
      strides: params.strides,
      dilation: params.dilation_rate,
    });
    const [, height, width] = shape4(whole);
    const [rows, columns] = [must(places.value[0], 'the rows'), must(places.value[1], 'the columns')];
    const missing = (length: number, { cut, given }: Place): [number, number] => [0, Math.max(0, cut + given - length)];
    const padded = padImages(tf, whole, missing(height, rows), missing(width, columns));
    const sum = cutImages(tf, padded, [rows.cut, columns.cut], [rows.given, columns.given]);
    return finished(tf, sum, bias, params.activation, logits);
  },
});

/** Along one dimension: how much is cut off at the beginning, and how much is given. */
interface Place {
  readonly cut: number;
  readonly given: number;
}

function placesOf(params: Geometry, input: Shape): Result<readonly Place[], string> {
  const read = expectRank(input, 2);
  if (!read.ok) return read;
  const { kernel_size, strides, dilation_rate, output_padding, padding } = params;
  const places = input.slice(0, -1).map((length, i) => {
    const extra = output_padding === null ? undefined : (output_padding[i] ?? 0);
    return place(length, spanOf(kernel_size[i] ?? 1, dilation_rate[i] ?? 1), strides[i] ?? 1, padding, extra);
  });
  const empty = places.find(({ given }) => given < 1);
  return empty === undefined
    ? ok(places)
    : err(
        `would give an image of ${empty.given} pixels: found output_padding ${String(output_padding)}, expected more`,
      );
}

/** The lengths are those of Keras' `compute_conv_transpose_output_shape`. */
function place(length: number, span: number, stride: number, padding: 'valid' | 'same', extra?: number): Place {
  const first = (length - 1) * stride;
  if (padding === 'valid') return { cut: 0, given: first + span + (extra ?? Math.max(0, stride - span)) };
  const given = extra === undefined ? length * stride : first + (span % 2) + extra;
  const around = extra === undefined ? stride + span - 2 : span + (span % 2) - 2 + extra;
  return { cut: Math.max(0, span - 1 - Math.ceil(around / 2)), given };
}

function refusesOutputPadding({ output_padding, strides }: Geometry): Refusal | undefined {
  if (output_padding === null || output_padding.every((n, i) => n < (strides[i] ?? 1))) return undefined;
  return {
    message: `output_padding must be below strides, found ${output_padding.join(', ')} and ${strides.join(', ')}.`,
    remedies: [{ label: 'Switch output_padding off', params: { output_padding: null } }],
  };
}
