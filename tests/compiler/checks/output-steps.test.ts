/** What must hold between a loss for sequences, the network and the data, and the ways out. */
import { expect, test } from 'vitest';
import { applied, compiled, document, found } from '../documents.ts';

type Layers = readonly (readonly [id: string, type: string, params?: Record<string, unknown>])[];

const graph = (layers: Layers, loss = 'CTC', data = 'digit-lines') =>
  document(
    [['data', 'Dataset', { name: data }], ...layers, ['loss', loss], ['opt', 'Adam'], ['train', 'Train']] as never,
    [
      ...layers.map(([id], i) => `${i === 0 ? 'data.features' : `${layers[i - 1]?.[0]}.outputs`} ${id}.inputs`),
      `${layers.at(-1)?.[0]}.outputs loss.y_pred`,
      'data.targets loss.y_true',
      'loss.loss train.loss',
      'opt.optimizer train.optimizer',
    ],
  );

const TURNED = ['turned', 'Permute', { dims: [2, 1] }] as const;
const OUT = ['out', 'Dense', { units: 11 }] as const;
const codes = (input: ReturnType<typeof graph>) =>
  compiled(input)
    .diagnostics.filter(({ severity }) => severity !== 'hint')
    .map(({ code }) => code);

test('a row of values for each step goes through without a word', () => {
  expect(codes(graph([TURNED, OUT]))).toEqual([]);
  expect(compiled(graph([TURNED, OUT])).programs[0]?.data).toMatchObject({ encoding: 'labels', width: 3 });
});

test('steps that were laid out in a row: the layer that does it goes', () => {
  const input = graph([TURNED, ['row', 'Flatten'], OUT]);
  const [diagnostic] = found(input, 'output-steps');
  expect(diagnostic?.message).toContain('found shape 11 at y_pred');
  const [fix] = diagnostic?.fixes ?? [];
  expect(fix?.label).toBe('Take row out');
  expect(fix && codes(applied(input, fix.command))).toEqual([]);
});

test('a recurrent layer that gives only its last step gives all of them', () => {
  const input = graph([TURNED, ['memory', 'GRU', { units: 8 }], OUT]);
  const [fix] = found(input, 'output-steps')[0]?.fixes ?? [];
  expect(fix?.label).toBe('Set return_sequences of memory to true');
  expect(fix && codes(applied(input, fix.command))).toEqual([]);
});

test('an answer for each label and one for the blank', () => {
  const input = graph([TURNED, ['out', 'Dense', { units: 10 }]]);
  const [diagnostic] = found(input, 'output-width');
  expect(diagnostic?.message).toBe(
    'The network gives 10 values per step, but data has 10 labels and a blank comes between them: CTC loss expects 11.',
  );
  const [fix] = diagnostic?.fixes ?? [];
  expect(fix && codes(applied(input, fix.command))).toEqual([]);
});

test.each([
  [16, 'error', 'there must be at least as many steps'],
  [8, 'warning', 'equal labels in a row need a blank between them'],
])('pooled by %d there are too few steps: %s', (size, severity, words) => {
  const input = graph([TURNED, ['pool', 'MaxPooling1D', { pool_size: [size] }], OUT]);
  const [diagnostic] = found(input, 'too-few-steps');
  expect(diagnostic).toMatchObject({ severity });
  expect(diagnostic?.message).toContain(words);
  const [fix] = diagnostic?.fixes ?? [];
  expect(fix?.label).toBe('Take pool out');
  expect(fix && codes(applied(input, fix.command))).toEqual([]);
});

test('a layer whose going would not be enough may stay', () => {
  const pool = (id: string) => [id, 'MaxPooling1D', { pool_size: [4] }] as const;
  const [diagnostic] = found(graph([TURNED, pool('first'), pool('second'), OUT]), 'too-few-steps');
  expect(diagnostic).toMatchObject({
    severity: 'error',
    fixes: [{ label: 'Take first out' }, { label: 'Take second out' }],
  });
  const [narrow] = found(
    graph([TURNED, pool('first'), ['second', 'MaxPooling1D', { pool_size: [2] }], pool('third'), OUT]),
    'too-few-steps',
  );
  expect(narrow?.fixes).toEqual([]);
});

test('softmax in front is applied twice', () => {
  const input = graph([TURNED, ['out', 'Dense', { units: 11, activation: 'softmax' }]]);
  const [diagnostic] = found(input, 'activation-twice');
  expect(diagnostic?.message).toBe(
    'CTC loss applies its activation itself, but Dense out has already applied softmax.',
  );
  const [fix] = diagnostic?.fixes ?? [];
  expect(fix?.label).toBe('Set activation of out to linear');
  expect(fix && codes(applied(input, fix.command))).toEqual([]);
});

test('a loss for single answers and sequences of labels do not go together, nor the other way round', () => {
  const sequences = found(graph([TURNED, OUT], 'CategoricalCrossentropy'), 'loss-needs-single-answers');
  expect(sequences[0]?.message).toContain(
    'reads one answer per example, but data has sequences of labels (0, 1, 2, …)',
  );
  expect(sequences[0]?.fixes?.[0]?.label).toBe('Use CTC');
  const input = graph([OUT], 'CTC', 'digits');
  expect(found(input, 'loss-needs-labels')[0]?.message).toContain('reads sequences of labels, but data has classes');
  expect(codes(input)).toEqual(['loss-needs-labels']);
  expect(found(input, 'loss-needs-labels')[0]?.fixes?.[0]?.label).toContain('CategoricalCrossentropy');
});

test('a metric for single answers cannot read labels', () => {
  const input = graph([TURNED, OUT]);
  const measured = {
    ...input,
    nodes: [...input.nodes, { id: 'right', type: 'Accuracy', position: [0, 0] as const }],
    edges: [...input.edges, { from: 'right.metric', to: 'train.metrics' }],
  };
  expect(found(measured, 'metric-targets')[0]?.message).toContain('has labels written one behind the other');
});

test('Dice goes behind sigmoid and behind softmax, and nothing else', () => {
  const behind = (activation: string, units: number, data: string) =>
    codes(graph([['out', 'Dense', { units, activation }]], 'Dice', data));
  expect(behind('sigmoid', 1, 'moons')).toEqual([]);
  expect(behind('softmax', 10, 'digits')).toEqual([]);
  expect(behind('sigmoid', 10, 'digits')).toEqual([]);
  expect(behind('linear', 10, 'digits')).toEqual(['no-probabilities']);
  const [diagnostic] = found(graph([['out', 'Dense', { units: 10 }]], 'Tversky', 'digits'), 'no-probabilities');
  expect(diagnostic?.fixes?.map(({ label }) => label)).toContain('Set activation of out to softmax');
});
