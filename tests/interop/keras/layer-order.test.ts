import { describe, expect, it } from 'vitest';
import type { KerasLayer, KerasModel } from '../../../src/compiler/types.ts';
import { inKerasOrder } from '../../../src/interop/keras/layer-order.ts';
import { snakeCase } from '../../../src/interop/keras/variables.ts';

/** `{ a: [], b: ['a'] }`: what each layer reads. */
function model(reads: Readonly<Record<string, readonly string[]>>, output: string): KerasModel {
  const layers = Object.entries(reads).map(([name, from]): KerasLayer => ({
    module: 'keras.layers',
    class_name: 'Any',
    registered_name: null,
    config: {},
    name,
    inbound_nodes: from.length === 0 ? [] : [from.map((each) => [each, 0, 0, {}] as const)],
  }));
  return {
    class_name: 'Functional',
    config: { name: 'm', trainable: true, layers, input_layers: [], output_layers: [[output, 0, 0]] },
  };
}
const order = (reads: Parameters<typeof model>[0], output: string) =>
  inKerasOrder(model(reads, output)).map(({ name }) => name);

describe('inKerasOrder', () => {
  it('follows a chain', () => {
    expect(order({ c: ['b'], b: ['a'], a: [] }, 'c')).toEqual(['a', 'b', 'c']);
  });

  it('puts the layer farthest from the output first, whatever the order of the config', () => {
    // short reads the input too, but stands one step before the sum.
    expect(order({ x: [], short: ['x'], l1: ['x'], l2: ['l1'], sum: ['short', 'l2'] }, 'sum')).toEqual([
      'x',
      'l1',
      'short',
      'l2',
      'sum',
    ]);
  });

  it('takes layers that are equally far as a walk back from the output meets them', () => {
    expect(order({ x: [], a: ['x'], b: ['x'], sum: ['b', 'a'] }, 'sum')).toEqual(['x', 'b', 'a', 'sum']);
  });

  it('goes through thousands of layers', () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `l${i}`);
    const reads = Object.fromEntries(names.map((name, i) => [name, i === 0 ? [] : [`l${i - 1}`]]));
    expect(order(reads, 'l19999')).toEqual(names);
  });
});

describe('snakeCase', () => {
  it.each([
    ['Dense', 'dense'],
    ['BatchNormalization', 'batch_normalization'],
    ['InputLayer', 'input_layer'],
    ['Conv2D', 'conv2d'],
    ['Conv2DTranspose', 'conv2d_transpose'],
    ['LSTM', 'lstm'],
    ['PReLU', 'p_re_lu'],
    ['SimpleRNN', 'simple_rnn'],
    ['GlobalMaxPooling1D', 'global_max_pooling1d'],
  ])('%s is %s in Keras', (name, snake) => {
    expect(snakeCase(name)).toBe(snake);
  });
});
