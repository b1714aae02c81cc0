/** A formula with numbers put in comes to what the layer or the loss computes. */
import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { random } from '../../src/base/random.ts';
import { catalog } from '../../src/catalog/index.ts';
import { defaultParams } from '../../src/catalog/catalog.ts';
import { outputShapes, weightsOf } from '../../src/catalog/layer-facts.ts';
import type { AtPorts, Numbers } from '../../src/catalog/define/index.ts';
import { cutShort, probability, weightedSum } from '../../src/catalog/worked.ts';

type Case = readonly [type: string, inputs: readonly (readonly number[])[], params: Record<string, unknown>];

const ROW = [[5]] as const;
const TWO = [[2, 3], [3]] as const;
const IMAGE = [[5, 6, 2]] as const;
const STEPS = [4, 2] as const;
/** The port of each further wire, where they do not all meet at one. */
const PORTS: Readonly<Record<string, readonly string[]>> = {
  SimpleRNN: ['initial_state'],
  GRU: ['initial_state'],
  LSTM: ['initial_state_h', 'initial_state_c'],
  MultiHeadAttention: ['value'],
};
const CASES: readonly Case[] = [
  ['Dense', ROW, { units: 3 }],
  ['Dense', ROW, { units: 3, activation: 'relu', use_bias: false }],
  ['Dense', [[2, 5]], { units: 3, activation: 'softmax' }],
  ['Activation', ROW, { activation: 'tanh' }],
  ['Activation', [[2, 5]], { activation: 'softmax' }],
  ['ReLU', ROW, { negative_slope: 0.2, max_value: 0.5 }],
  ['LeakyReLU', ROW, {}],
  ['Softmax', ROW, {}],
  ['BatchNormalization', [[4, 3]], {}],
  ['BatchNormalization', ROW, { center: false, scale: false }],
  ['LayerNormalization', [[4, 3]], {}],
  ['LayerNormalization', IMAGE, { axis: [1, 2] }],
  ['Add', [[2, 3], [2, 3], [3]], {}],
  ['Subtract', TWO, {}],
  ['Multiply', TWO, {}],
  ['Average', TWO, {}],
  ['Maximum', TWO, {}],
  ['Minimum', TWO, {}],
  ['Conv2D', IMAGE, { filters: 3, activation: 'relu' }],
  ['Conv2D', IMAGE, { filters: 4, padding: 'same', strides: [2, 2], groups: 2, kernel_size: [3, 2] }],
  ['Conv1D', [[7, 2]], { filters: 3, padding: 'causal', dilation_rate: [2] }],
  ['MaxPooling2D', IMAGE, {}],
  ['MaxPooling2D', IMAGE, { padding: 'same', pool_size: [3, 3], strides: [2, 2] }],
  ['AveragePooling2D', IMAGE, { padding: 'same', pool_size: [3, 3], strides: [2, 2] }],
  ['MaxPooling1D', [[7, 2]], {}],
  ['AveragePooling1D', [[7, 2]], {}],
  ['GlobalMaxPooling1D', [[7, 2]], {}],
  ['GlobalAveragePooling1D', [[7, 2]], {}],
  ['GlobalMaxPooling2D', IMAGE, {}],
  ['GlobalAveragePooling2D', IMAGE, { keepdims: true }],
  ['DepthwiseConv2D', IMAGE, { kernel_size: [3, 2], depth_multiplier: 2, padding: 'same', activation: 'tanh' }],
  ['DepthwiseConv2D', IMAGE, { kernel_size: [2, 2], dilation_rate: [2, 2], use_bias: false }],
  ['SeparableConv2D', IMAGE, { filters: 3, depth_multiplier: 2, padding: 'same', strides: [2, 2], activation: 'relu' }],
  ['Conv2DTranspose', IMAGE, { filters: 2, strides: [2, 2], padding: 'same', activation: 'relu' }],
  ['Conv2DTranspose', IMAGE, { filters: 2, kernel_size: [2, 3], strides: [3, 2], output_padding: [1, 0] }],
  ['Conv2DTranspose', IMAGE, { filters: 1, dilation_rate: [2, 2], use_bias: false }],
  ['SimpleRNN', [STEPS], { units: 3 }],
  ['SimpleRNN', [STEPS, [3]], { units: 3, return_sequences: true, go_backwards: true, activation: 'relu' }],
  ['SimpleRNN', [STEPS], { units: 3, use_bias: false, activation: 'softmax' }],
  ['LSTM', [STEPS], { units: 3 }],
  ['LSTM', [STEPS, [3], [3]], { units: 3, return_sequences: true, recurrent_activation: 'hard_sigmoid' }],
  ['LSTM', [STEPS], { units: 2, go_backwards: true, use_bias: false }],
  ['GRU', [STEPS], { units: 3 }],
  ['GRU', [STEPS, [3]], { units: 3, return_sequences: true, go_backwards: true }],
  ['GRU', [STEPS], { units: 3, reset_after: false }],
  ['Bidirectional', [STEPS], { layer: 'GRU', units: 2, return_sequences: true }],
  ['Bidirectional', [STEPS], { layer: 'LSTM', units: 2 }],
  ['Bidirectional', [STEPS], { layer: 'LSTM', units: 2, backward_layer: 'GRU', backward_units: 3 }],
  ...['sum', 'mul', 'ave', 'none'].map((merge_mode): Case => [
    'Bidirectional',
    [STEPS],
    { layer: 'SimpleRNN', units: 2, merge_mode },
  ]),
  ['MultiHeadAttention', [STEPS], { num_heads: 2, key_dim: 3 }],
  ['MultiHeadAttention', [STEPS, [5, 3]], { num_heads: 3, key_dim: 2, value_dim: 4, use_bias: false }],
  ['MultiHeadAttention', [STEPS], { num_heads: 1, key_dim: 2, use_causal_mask: true }],
  [
    'Concatenate',
    [
      [2, 3],
      [2, 1],
      [2, 4],
    ],
    {},
  ],
  [
    'Concatenate',
    [
      [2, 3],
      [1, 3],
    ],
    { axis: 1 },
  ],
  ['ELU', ROW, { alpha: 0.5 }],
  ['PReLU', [[2, 3]], {}],
  ['Threshold', ROW, { threshold: 0.2, default_value: -1 }],
  ['Glu', [[2, 4]], {}],
  ['Glu', [[2, 4]], { axis: 1 }],
  ['Maxout', [[2, 5]], { units: 3, pieces: 2 }],
  ['Embedding', ROW, { input_dim: 3, output_dim: 2 }],
  ['TimeDistributed', [[3, 4]], { layer: 'Dense', units: 2, activation: 'softmax' }],
  ['GroupNormalization', [[2, 3, 4]], { groups: 2 }],
  ['GroupNormalization', [[4, 3]], { groups: -1, axis: 1, scale: false }],
  ['UnitNormalization', [[2, 3]], {}],
  ['UnitNormalization', IMAGE, { axis: [1, 2] }],
  ...['Dropout', 'GaussianNoise', 'GaussianDropout', 'AlphaDropout', 'ActivityRegularization', 'Flatten'].map(
    (type): Case => [type, [[2, 3]], {}],
  ),
  ['SpatialDropout2D', IMAGE, {}],
  ['Reshape', [[2, 3]], { target_shape: [3, -1] }],
  ['Permute', [[2, 3, 4]], { dims: [2, 3, 1] }],
  ['RepeatVector', ROW, { n: 3 }],
  ['Cropping2D', IMAGE, { cropping: [1, 2, 2, 1] }],
  ['ZeroPadding2D', IMAGE, { padding: [1, 2, 2, 1] }],
  ['UpSampling2D', IMAGE, { size: [2, 3] }],
  ['UpSampling2D', IMAGE, { size: [2, 3], interpolation: 'bilinear' }],
  ['Rescaling', ROW, { scale: 2, offset: -1 }],
  ['Normalization', [[2, 3]], {}],
  ['Normalization', [[2, 3]], { mean: [1], variance: [4], invert: true }],
  ['Dot', [[4], [4]], {}],
  [
    'Dot',
    [
      [2, 3],
      [4, 3],
    ],
    { normalize: true },
  ],
  [
    'Dot',
    [
      [3, 2],
      [3, 4],
    ],
    { axes: 1 },
  ],
];

describe('layers', () => {
  test('every layer has a working, and is tried', () => {
    const layers = catalog.all.filter((each) => each.role === 'layer');
    expect(new Set(CASES.map(([type]) => type))).toEqual(new Set(layers.map(({ type }) => type)));
  });

  test.each(CASES)('%s on %j with %j', async (type, shapes, given) => {
    await tf.setBackend('cpu');
    const definition = catalog.expect(type, 'layer');
    const params = { ...defaultParams(definition), ...given } as ReturnType<typeof defaultParams>;
    const rng = random('worked', type);
    const numbers = (shape: readonly number[], from = -1.5): Numbers => ({
      shape,
      values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => from + 3 * rng.uniform()),
    });
    const [first, ...others] = shapes.map((shape) => numbers(shape));
    if (first === undefined) throw new Error('expected an input');
    const atPorts = <T>(each: (numbers: Numbers) => T): AtPorts<T> => {
      const ports = PORTS[type];
      const more = others.map(each);
      if (ports === undefined) return { inputs: [each(first), ...more] };
      return { inputs: [each(first)], ...Object.fromEntries(more.map((one, i) => [ports[i] ?? '', [one]])) };
    };
    const inputs = atPorts((each) => each);
    const inputShapes = atPorts(({ shape }) => shape);
    const weights = Object.fromEntries(
      weightsOf(definition, params, inputShapes).map(({ name, shape }) => [name, numbers(shape, 0.2)]),
    );
    const found = outputShapes(definition, params, inputShapes);
    const shape = (found.ok ? found.value['outputs'] : undefined) ?? [];
    const tensor = ({ shape: own, values }: Numbers, batch: readonly number[]) => tf.tensor(values, [...batch, ...own]);
    const result = definition.call(
      tf,
      params,
      atPorts((each) => tensor(each, [1])),
      Object.fromEntries(Object.entries(weights).map(([name, each]) => [name, tensor(each, [])])),
      { training: false, random: {}, logits: false, batches: 1 },
    );
    const outputs = (result instanceof tf.Tensor ? result : result.outputs).dataSync();
    for (let place = 0; place < outputs.length; place++) {
      const steps = definition.worked?.(params, { inputs, weights, shape, place });
      expect(steps?.at(-1)?.value, JSON.stringify(steps)).toBeCloseTo(outputs[place] ?? Number.NaN, 4);
    }
  });

  test('a lookup says where in x the number of the row stands', () => {
    const definition = catalog.expect('Embedding', 'layer');
    const params = { ...defaultParams(definition), input_dim: 9, output_dim: 2 };
    const inputs = { inputs: [{ shape: [3], values: Float32Array.of(4, 0, 7) }] as const };
    const weights = { embeddings: { shape: [9, 2], values: Float32Array.from({ length: 18 }, (_, i) => i / 4) } };
    expect(definition.worked?.(params, { inputs, weights, shape: [3, 2], place: 5 })).toEqual([
      { name: 'x[t]', text: 'x[3]', value: 7 },
      { name: 'y', text: 'E[7], number 2', value: 3.75 },
    ]);
  });
});

describe('losses', () => {
  const shares = [0.2, 0.7, 0.1];
  const LOSSES: readonly (readonly [string, readonly number[], readonly number[], Record<string, unknown>])[] = [
    ['MeanSquaredError', [1, -2, 0.5], [0.3, -1, 0.25], {}],
    ['MeanAbsoluteError', [1, -2], [0.3, -1], {}],
    ['Huber', [1, -2, 0], [0.3, 4, 0.25], { delta: 0.8 }],
    ['BinaryCrossentropy', [1], [0.3], {}],
    ['BinaryCrossentropy', [0, 1], [0.3, 0.9], {}],
    ['CategoricalCrossentropy', [0, 1, 0], shares, {}],
    ['SparseCategoricalCrossentropy', [2], shares, {}],
    ['SparseCategoricalCrossentropy', [1], [2, -1, 0.5], { from_logits: true }],
    ['BinaryCrossentropy', [0, 1], [-2, 0.9], { from_logits: true }],
    ['BinaryCrossentropy', [0, 1], [0.3, 0.9], { label_smoothing: 0.1 }],
    ['CategoricalCrossentropy', [0, 1, 0], [2, -1, 0.5], { from_logits: true }],
    ['CategoricalCrossentropy', [0, 1, 0], shares, { label_smoothing: 0.1 }],
    ['BinaryFocalCrossentropy', [0, 1], [0.3, 0.8], { apply_class_balancing: true }],
    ['BinaryFocalCrossentropy', [1, 0], [-1, 0.8], { from_logits: true, gamma: 1.5, label_smoothing: 0.2 }],
    ['CategoricalFocalCrossentropy', [0, 1, 0], shares, {}],
    ['CategoricalFocalCrossentropy', [0, 1, 0], [2, -1, 0.5], { from_logits: true, label_smoothing: 0.1 }],
    ['Hinge', [0, 1], [0.3, 0.9], {}],
    ['Hinge', [-1, 1, 1], [0.3, 0.9, 2], {}],
    ['SquaredHinge', [0, 1, 1], [0.3, 0.9, 2], {}],
    ['CategoricalHinge', [0, 1, 0], [0.4, 0.6, 2], {}],
    ['KLDivergence', [0.5, 0.5, 0], shares, {}],
    ['CosineSimilarity', [1, -2, 0.5], [0.3, -1, 2], {}],
    ['LogCosh', [1, -2], [0.3, 4], {}],
    ['MeanAbsolutePercentageError', [1, -2], [0.3, 4], {}],
    ['MeanSquaredLogarithmicError', [1, 3, 0], [0.3, 4, -1], {}],
    ['Poisson', [1, 3], [0.3, 4], {}],
    ['Dice', [0, 1, 1], [0.3, 0.9, 0.2], {}],
    ['Dice', [1], [0.3], { axis: [1] }],
    ['Tversky', [0, 1, 1], [0.3, 0.9, 0.2], { alpha: 0.7, beta: 0.2 }],
    ['CategoricalGeneralizedCrossEntropy', [1], shares, { q: 0.7 }],
  ];

  test('every loss has a working, and is tried', () => {
    const losses = catalog.all.filter((each) => each.role === 'loss');
    expect(new Set([...LOSSES.map(([type]) => type), 'CTC'])).toEqual(new Set(losses.map(({ type }) => type)));
  });

  test.each(LOSSES)('%s of %j and %j', async (type, truth, answer, given) => {
    await tf.setBackend('cpu');
    const definition = catalog.expect(type, 'loss');
    const params = { ...defaultParams(definition), ...given } as ReturnType<typeof defaultParams>;
    const [loss] = definition.call(tf, params, tf.tensor2d([[...truth]]), tf.tensor2d([[...answer]])).dataSync();
    expect(definition.worked?.(params, truth, answer, answer.length)?.at(-1)?.value).toBeCloseTo(loss ?? Number.NaN, 5);
  });

  test.each([[[1, 1]], [[2, 0]], [[0, 0]], [[2, 1]]])('CTC of %j in four steps', async (truth) => {
    await tf.setBackend('cpu');
    const definition = catalog.expect('CTC', 'loss');
    const answers = [0.5, 1.5, -1, -0.5, 0.25, 2, 1, 0, -0.75, 2, 0.5, 0];
    const [loss] = definition.call(tf, {}, tf.tensor2d([truth]), tf.tensor3d(answers, [1, 4, 3])).dataSync();
    expect(definition.worked?.({}, truth, answers, 3)?.at(-1)?.value).toBeCloseTo(loss ?? Number.NaN, 5);
  });

  test('there is none for columns of one example, nor where the example is left out', () => {
    const definition = catalog.expect('SparseCategoricalCrossentropy', 'loss');
    const params = { ...defaultParams(definition), ignore_class: 1 };
    expect(definition.worked?.(params, [1], [0.5, 0.5], 2)).toBeUndefined();
    const dice = catalog.expect('Dice', 'loss');
    expect(dice.worked?.({ axis: [0] }, [1], [0.5], 1)).toBeUndefined();
  });
});

test('long sums are cut short and say by how much', () => {
  expect(cutShort(['a', 'b', 'c', 'd'], ' + ')).toBe('a + b + c + d');
  expect(cutShort(['a', 'b', 'c', 'd', 'e'], ' + ')).toBe('a + b + c + … (2 more)');
  expect(
    weightedSum(
      [
        [0.42, 1.3],
        [-0.5, 2],
      ],
      0.1,
    ),
  ).toEqual({ text: '0.42·1.3 + (−0.5)·2 + 0.1', value: 0.42 * 1.3 - 1 + 0.1 });
});

describe('a probability near 1', () => {
  test('keeps the digits that its logarithm depends on', () => {
    expect(probability(0.999_44)).toBe('0.99944');
    expect(-Math.log(Number(probability(0.999_44)))).toBeCloseTo(5.6e-4, 5);
    expect(probability(0.9999999)).toBe('0.9999999');
    expect([1, 0.99, 0.5, 0.123_456, 0].map(probability)).toEqual(['1', '0.99', '0.5', '0.123', '0']);
  });
});
