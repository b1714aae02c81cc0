/** What the network ends with, against what it is to learn. */
import { describe, expect, test } from 'vitest';
import { activationFunctions } from '../../../src/catalog/activations/functions/index.ts';
import { applied, classifier, compiled, document, found } from '../documents.ts';

const LOSS_EDGES = [
  'out.outputs loss.y_pred',
  'data.targets loss.y_true',
  'loss.loss train.loss',
  'opt.optimizer train.optimizer',
];

const regression = (activation: string, data: Record<string, string | number> = {}) =>
  document(
    [
      ['data', 'Dataset', { name: 'sine', ...data }],
      ['out', 'Dense', { units: 1, activation }],
      ['loss', 'MeanSquaredError'],
      ['opt', 'Adam'],
      ['train', 'Train'],
    ],
    ['data.features out.inputs', ...LOSS_EDGES],
  );

/** Functions that take every value, or enough of them. */
const REACHING = ['linear', 'leaky_relu', 'selu', 'soft_shrink', 'hard_shrink', 'tanh_shrink'];

describe('a regression', () => {
  test.each([
    ['relu', '0 or more'],
    ['relu6', 'between 0 and 6'],
    ['sigmoid', 'between 0 and 1'],
    ['hard_sigmoid', 'between 0 and 1'],
    ['tanh', 'between −1 and 1'],
    ['softsign', 'between −1 and 1'],
    ['softplus', '0 or more'],
    ['exponential', '0 or more'],
    ['elu', '−1 or more'],
    ['gelu', '−0.17 or more'],
    ['silu', '−0.278 or more'],
    ['mish', '−0.309 or more'],
  ])('that ends with %s cannot reach all targets', (activation, reached) => {
    const input = regression(activation);
    const [diagnostic] = found(input, 'bounded-output');
    expect(diagnostic).toMatchObject({ severity: 'hint', node: 'out' });
    expect(diagnostic?.message).toContain(`ends with ${activation} and can only answer ${reached}`);
    expect(diagnostic?.message).toContain('the targets of data can be between −1.1 and 1.1');
    const [fix] = diagnostic?.fixes ?? [];
    expect(fix && compiled(applied(input, fix.command)).diagnostics).toEqual([]);
  });

  test.each(REACHING)('that ends with %s reaches them', (activation) => {
    expect(found(regression(activation), 'bounded-output')).toEqual([]);
  });

  test('every activation function has been judged', () => {
    const judged = new Set(
      activationFunctions.map(({ name }) => name).filter((name) => found(regression(name), 'bounded-output').length),
    );
    expect(activationFunctions.map(({ name }) => name).filter((name) => !judged.has(name))).toEqual(REACHING);
  });

  test('that ends with tanh reaches targets without noise, which lie between −1 and 1', () => {
    expect(found(regression('tanh', { noise: 0 }), 'bounded-output')).toEqual([]);
  });

  test('that ends with a layer which is nothing but a bend: the layer is taken out', () => {
    const input = document(
      [
        ['data', 'Dataset', { name: 'reg-plane' }],
        ['d1', 'Dense', { units: 1 }],
        ['out', 'ELU', { alpha: 0.5 }],
        ['loss', 'MeanSquaredError'],
        ['opt', 'Adam'],
        ['train', 'Train'],
      ],
      ['data.features d1.inputs', 'd1.outputs out.inputs', ...LOSS_EDGES],
    );
    const [fix] = found(input, 'bounded-output')[0]?.fixes ?? [];
    expect(fix?.label).toBe('Take out out');
    expect(fix && compiled(applied(input, fix.command)).diagnostics).toEqual([]);
  });
});

test('classes are written as 0 and 1, which relu and sigmoid reach', () => {
  for (const activation of ['relu', 'sigmoid', 'linear']) {
    const input = classifier({
      nodes: [
        ['out', 'Dense', { units: 2, activation }],
        ['loss', 'MeanSquaredError'],
      ],
    });
    expect(found(input, 'bounded-output')).toEqual([]);
  }
});

describe('softmax over a single value', () => {
  const ending = (loss: string, data: string) =>
    classifier({
      nodes: [
        ['data', 'Dataset', { name: data }],
        ['out', 'Dense', { units: 1, activation: 'softmax' }],
        ['loss', loss],
      ],
    });

  test.each([
    ['MeanSquaredError', 'xor', ['Set activation of out to sigmoid', 'Set units of out to 2']],
    ['MeanAbsoluteError', 'xor', ['Set activation of out to sigmoid', 'Set units of out to 2']],
    ['BinaryCrossentropy', 'xor', ['Set activation of out to sigmoid']],
    ['CategoricalCrossentropy', 'xor', ['Set activation of out to sigmoid', 'Set units of out to 2']],
    ['MeanSquaredError', 'sine', ['Set activation of out to linear']],
  ])('is said under %s on %s', (loss, data, fixes) => {
    const [diagnostic] = found(ending(loss, data), 'softmax-of-one');
    expect(diagnostic).toMatchObject({ severity: 'warning', node: 'out' });
    expect(diagnostic?.message).toMatch(/the answer is always 1, and nothing before it learns/);
    expect(diagnostic?.fixes?.map(({ label }) => label)).toEqual(fixes);
  });

  test('is said inside the network, and of a softmax of its own', () => {
    const input = classifier({
      nodes: [
        ['d1', 'Dense', { units: 1 }],
        ['soft', 'Activation', { activation: 'softmax' }],
      ],
      cut: ['d1.outputs out.inputs'],
      edges: ['d1.outputs soft.inputs', 'soft.outputs out.inputs'],
    });
    expect(found(input, 'softmax-of-one')).toMatchObject([{ node: 'soft', severity: 'warning' }]);
  });

  test('several values are fine', () => expect(found(classifier(), 'softmax-of-one')).toEqual([]));
});

test('the activation of an LSTM is not what it ends with, so no fix sets it', () => {
  const graph = document(
    [
      ['data', 'Dataset', { name: 'digits' }],
      ['rows', 'Reshape', { target_shape: [8, 8] }],
      ['out', 'LSTM', { units: 10 }],
      ['loss', 'CategoricalCrossentropy'],
      ['opt', 'Adam'],
      ['train', 'Train'],
    ],
    ['data.features rows.inputs', 'rows.outputs out.inputs', ...LOSS_EDGES],
  );
  const fixes = found(graph, 'no-probabilities').flatMap((each) => each.fixes ?? []);
  expect(fixes.map(({ label }) => label)).toEqual([
    'Insert Activation with softmax',
    'Set from_logits of loss to true',
  ]);
});
