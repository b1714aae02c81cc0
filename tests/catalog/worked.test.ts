/** A formula with numbers put in comes to what the layer or the loss computes. */
import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { random } from '../../src/base/random.ts';
import { catalog } from '../../src/catalog/index.ts';
import { defaultParams } from '../../src/catalog/catalog.ts';
import { outputShapes, weightsOf } from '../../src/catalog/layer-facts.ts';
import type { Numbers } from '../../src/catalog/define/index.ts';
import { cutShort, weightedSum } from '../../src/catalog/worked.ts';

type Case = readonly [type: string, inputs: readonly (readonly number[])[], params: Record<string, unknown>];

const ROW = [[5]] as const;
const TWO = [[2, 3], [3]] as const;
const IMAGE = [[5, 6, 2]] as const;
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
];

describe('layers', () => {
  test('every layer that has a working is tried', () => {
    const working = catalog.all.filter((each) => each.role === 'layer' && each.worked !== undefined);
    expect(new Set(CASES.map(([type]) => type))).toEqual(new Set(working.map(({ type }) => type)));
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
    const inputs = { inputs: [first, ...others] } as const;
    const inputShapes = { inputs: [first.shape, ...others.map(({ shape }) => shape)] } as const;
    const weights = Object.fromEntries(
      weightsOf(definition, params, inputShapes).map(({ name, shape }) => [name, numbers(shape, 0.2)]),
    );
    const found = outputShapes(definition, params, inputShapes);
    const shape = (found.ok ? found.value['outputs'] : undefined) ?? [];
    const tensor = ({ shape: own, values }: Numbers, batch: readonly number[]) => tf.tensor(values, [...batch, ...own]);
    const result = definition.call(
      tf,
      params,
      { inputs: [tensor(first, [1]), ...others.map((each) => tensor(each, [1]))] },
      Object.fromEntries(Object.entries(weights).map(([name, each]) => [name, tensor(each, [])])),
      { training: false, random: {}, logits: false, batches: 1 },
    );
    const outputs = (result instanceof tf.Tensor ? result : result.outputs).dataSync();
    for (let place = 0; place < outputs.length; place++) {
      const steps = definition.worked?.(params, { inputs, weights, shape, place });
      expect(steps?.at(-1)?.value, JSON.stringify(steps)).toBeCloseTo(outputs[place] ?? Number.NaN, 4);
    }
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
  ];

  test('every loss that has a working is tried', () => {
    const working = catalog.all.filter((each) => each.role === 'loss' && each.worked !== undefined);
    expect(new Set(LOSSES.map(([type]) => type))).toEqual(new Set(working.map(({ type }) => type)));
  });

  test.each(LOSSES)('%s of %j and %j', async (type, truth, answer, given) => {
    await tf.setBackend('cpu');
    const definition = catalog.expect(type, 'loss');
    const params = { ...defaultParams(definition), ...given } as ReturnType<typeof defaultParams>;
    const [loss] = definition.call(tf, params, tf.tensor2d([[...truth]]), tf.tensor2d([[...answer]])).dataSync();
    expect(definition.worked?.(params, truth, answer)?.at(-1)?.value).toBeCloseTo(loss ?? Number.NaN, 5);
  });

  test('there is none where logits are read or targets are blurred', () => {
    const definition = catalog.expect('CategoricalCrossentropy', 'loss');
    const params = { ...defaultParams(definition), from_logits: true };
    expect(definition.worked?.(params, [0, 1], [0.5, 0.5])).toBeUndefined();
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
