/** Convolutions beyond the numbers from Keras: what they cost, what they refuse, and against plain loops. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../../../src/base/invariant.ts';
import type { LayerDefinition, Tensor } from '../../../../src/catalog/define/index.ts';
import { weightsOf } from '../../../../src/catalog/layer-facts.ts';
import { conv1d } from '../../../../src/catalog/layers/convolution/conv1d.ts';
import { conv2d } from '../../../../src/catalog/layers/convolution/conv2d.ts';
import { conv2dTranspose } from '../../../../src/catalog/layers/convolution/conv2d-transpose.ts';
import { depthwiseConv2d } from '../../../../src/catalog/layers/convolution/depthwise-conv2d.ts';
import { separableConv2d } from '../../../../src/catalog/layers/convolution/separable-conv2d.ts';
import { fans } from '../../../../src/catalog/initializers/variance-scaling-rule.ts';
import type { ParamValues } from '../../../../src/catalog/params.ts';
import { call, context, disposeAll, firstWeights, gradientError, noise, params } from '../harness.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const shapeOf = (definition: LayerDefinition, given: ParamValues, input: readonly number[]) =>
  definition.outputShape(params(definition, given), { inputs: [input] });
const workOf = (definition: LayerDefinition, given: ParamValues, input: readonly number[]) =>
  definition.multiplyAdds?.(params(definition, given), { inputs: [input] });
const weightShapes = (definition: LayerDefinition, given: ParamValues, input: readonly number[]) =>
  Object.fromEntries(
    weightsOf(definition, params(definition, given), { inputs: [input] }).map(({ name, shape }) => [name, shape]),
  );

describe('what they cost', () => {
  // Figures of a 28×28×3 image, by hand: places × kernel × channels × filters.
  test.each<readonly [LayerDefinition, ParamValues, readonly number[], number, Record<string, readonly number[]>]>([
    [conv2d, { filters: 8 }, [26, 26, 8], 26 * 26 * 9 * 3 * 8, { kernel: [3, 3, 3, 8], bias: [8] }],
    [
      conv2d,
      { filters: 6, groups: 3, strides: 2, padding: 'same', use_bias: false },
      [14, 14, 6],
      14 * 14 * 9 * 6,
      { kernel: [3, 3, 1, 6] },
    ],
    [
      depthwiseConv2d,
      { depth_multiplier: 2, padding: 'same' },
      [28, 28, 6],
      28 * 28 * 9 * 6,
      { kernel: [3, 3, 3, 2], bias: [6] },
    ],
    [
      separableConv2d,
      { filters: 8 },
      [26, 26, 8],
      26 * 26 * (9 * 3 + 3 * 8),
      { depthwise_kernel: [3, 3, 3, 1], pointwise_kernel: [1, 1, 3, 8], bias: [8] },
    ],
    [
      conv2dTranspose,
      { filters: 8, strides: 2, padding: 'same' },
      [56, 56, 8],
      28 * 28 * 9 * 3 * 8,
      { kernel: [3, 3, 8, 3], bias: [8] },
    ],
  ])('$type', (definition, given, output, work, weights) => {
    expect(shapeOf(definition, given, [28, 28, 3])).toEqual({ ok: true, value: output });
    expect(workOf(definition, given, [28, 28, 3])).toBe(work);
    expect(weightShapes(definition, given, [28, 28, 3])).toEqual(weights);
  });

  test('the first weights spread as Keras counts inputs and outputs', () => {
    expect(fans([3, 3, 3, 8])).toEqual({ fanIn: 27, fanOut: 72 });
    expect(fans([5, 4, 16])).toEqual({ fanIn: 20, fanOut: 80 });
    // Of a depthwise kernel, Keras takes the channels for the inputs and the multiplier for the outputs.
    expect(fans([3, 3, 16, 1])).toEqual({ fanIn: 144, fanOut: 9 });
  });
});

describe('what they refuse', () => {
  test.each<readonly [LayerDefinition, ParamValues, readonly number[], string]>([
    [conv2d, {}, [64], 'reads images, rows × columns × channels, which have three dimensions: found shape 64'],
    [conv1d, {}, [8, 8, 1], 'reads sequences, steps × channels, which have two dimensions: found shape 8×8×1'],
    [
      conv2d,
      { kernel_size: 3, dilation_rate: 2 },
      [4, 9, 1],
      'moves a window of 5×5 over its input: found only 4×9 there; expected at least as much, or padding same',
    ],
    [
      conv2d,
      { filters: 4, groups: 2 },
      [5, 5, 3],
      'divides channels and filters into groups: found 3 channels, 4 filters and 2 groups, expected both to be divisible by groups',
    ],
  ])('$0.type %j on %j', (definition, given, input, error) => {
    expect(shapeOf(definition, given, input)).toEqual({ ok: false, error });
  });

  test.each<readonly [LayerDefinition, ParamValues, string, readonly ParamValues[]]>([
    [
      conv2d,
      { strides: 2, dilation_rate: [1, 2] },
      'strides above 1 cannot be combined with a dilation_rate above 1, found 2, 2 and 1, 2.',
      [{ dilation_rate: [1, 1] }, { strides: [1, 1] }],
    ],
    [
      conv1d,
      { filters: 5, groups: 2 },
      'filters must be divisible by groups, found 5 and 2.',
      [{ groups: 1 }, { filters: 6 }],
    ],
    [
      conv2dTranspose,
      { output_padding: [0, 1] },
      'output_padding must be below strides, found 0, 1 and 1, 1.',
      [{ output_padding: null }],
    ],
  ])('%# params that contradict each other', (definition, given, message, ways) => {
    const refusal = definition.refuses?.(params(definition, given));
    expect(refusal?.message).toBe(message);
    expect(refusal?.remedies.map((remedy) => remedy.params)).toEqual(ways);
    for (const way of ways) expect(definition.refuses?.(params(definition, { ...given, ...way }))).toBeUndefined();
  });
});

/** Every value by the definition of a convolution, in float64. */
function byHand(x: Tensor, kernel: Tensor, holes: readonly [number, number], edge: readonly [number, number]) {
  const [X, K] = [x.arraySync() as number[][][][], kernel.arraySync() as number[][][][]];
  const [count = 0, height = 0, width = 0] = x.shape;
  const [high = 0, wide = 0, channels = 0, filters = 0] = kernel.shape;
  const [rows, columns] = [height + edge[0] * 2 - (high - 1) * holes[0], width + edge[1] * 2 - (wide - 1) * holes[1]];
  const found: number[] = [];
  for (let n = 0; n < count; n++)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++)
        for (let f = 0; f < filters; f++) {
          let sum = 0;
          for (let a = 0; a < high; a++)
            for (let b = 0; b < wide; b++)
              for (let c = 0; c < channels; c++)
                sum +=
                  (X[n]?.[i - edge[0] + a * holes[0]]?.[j - edge[1] + b * holes[1]]?.[c] ?? 0) *
                  (K[a]?.[b]?.[c]?.[f] ?? 0);
          found.push(sum);
        }
  return found;
}

describe('holes', () => {
  test.each([
    [[7, 6, 2], [3, 3], [2, 2], 'valid', [0, 0]],
    [[7, 6, 2], [3, 3], [3, 2], 'same', [3, 2]],
    [[5, 5, 1], [3, 1], [2, 4], 'same', [2, 0]],
    [[9, 4, 1], [2, 2], [4, 3], 'valid', [0, 0]],
  ] as const)('%# are seen through as the definition says, with the slopes of finite differences', (...given) => {
    const [input, kernel_size, dilation_rate, padding, edge] = given;
    const all = params(conv2d, { filters: 3, kernel_size, dilation_rate, padding, use_bias: false });
    const weights = firstWeights(conv2d, all, [input]);
    tf.tidy(() => {
      const x = noise([2, ...input]);
      const kernel = must(weights['kernel'], 'the kernel');
      const found = call(conv2d, all, [x], weights, context());
      const expected = byHand(x, kernel, dilation_rate, edge);
      expect(found.size).toBe(expected.length);
      found.dataSync().forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 4));
      const pull = noise(found.shape, 'pull');
      const f = (at: Tensor) => tf.sum(tf.mul(call(conv2d, all, [at], weights, context()), pull));
      expect(gradientError(f, x)).toBeLessThan(1e-2);
      const g = (k: Tensor) => {
        const result = conv2d.call(tf, all, { inputs: [x] }, { kernel: k }, context());
        return tf.sum(tf.mul(result as Tensor, pull));
      };
      expect(gradientError(g, tf.clone(kernel))).toBeLessThan(1e-2);
    });
    disposeAll(weights);
  });
});

test('causal: no step depends on a later one', () => {
  const all = params(conv1d, { filters: 2, kernel_size: 3, padding: 'causal', dilation_rate: 2 });
  const weights = firstWeights(conv1d, all, [[8, 2]]);
  tf.tidy(() => {
    const x = noise([1, 8, 2]);
    const other = tf.concat([tf.slice(x, [0, 0, 0], [1, 5, 2]), noise([1, 3, 2], 'later')], 1);
    const steps = (at: Tensor) =>
      tf.slice(call(conv1d, all, [at], weights, context()), [0, 0, 0], [1, 5, 2]).dataSync();
    expect([...steps(other)]).toEqual([...steps(x)]);
    const last = (at: Tensor) => call(conv1d, all, [at], weights, context()).dataSync().slice(10);
    expect([...last(other)]).not.toEqual([...last(x)]);
  });
  disposeAll(weights);
});

test('a transposed convolution is the slope of the convolution', () => {
  tf.tidy(() => {
    const kernel = noise([3, 2, 2, 4], 'kernel');
    const forward = params(conv2d, {
      filters: 4,
      kernel_size: [3, 2],
      strides: [2, 3],
      padding: 'same',
      use_bias: false,
    });
    const back = params(conv2dTranspose, {
      filters: 2,
      kernel_size: [3, 2],
      strides: [2, 3],
      padding: 'same',
      use_bias: false,
    });
    const [x, y] = [noise([2, 6, 9, 2]), noise([2, 3, 3, 4], 'y')];
    const slope = tf.grad((at: Tensor) =>
      tf.sum(tf.mul(conv2d.call(tf, forward, { inputs: [at] }, { kernel }, context()) as Tensor, y)),
    )(x);
    const spread = conv2dTranspose.call(tf, back, { inputs: [y] }, { kernel }, context()) as Tensor;
    expect(spread.shape).toEqual(slope.shape);
    const expected = slope.dataSync();
    spread.dataSync().forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 4));
  });
});
