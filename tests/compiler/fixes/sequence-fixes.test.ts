/** Ways out for layers that read sequences: a row laid out in steps, and a sequence compared with itself. */
import { expect, test } from 'vitest';
import { applied, compiled, document, found } from '../documents.ts';

const around = (type: string, params: Record<string, number>, data: string) =>
  document(
    [
      ['data', 'Dataset', { name: data }],
      ['it', type, params],
      ['row', 'Flatten'],
      ['out', 'Dense', { units: data === 'digits' ? 10 : 1, activation: data === 'digits' ? 'softmax' : 'linear' }],
      ['loss', data === 'digits' ? 'CategoricalCrossentropy' : 'MeanSquaredError'],
      ['opt', 'Adam'],
      ['train', 'Train'],
    ],
    [
      'data.features it.inputs',
      'it.outputs row.inputs',
      'row.outputs out.inputs',
      'out.outputs loss.y_pred',
      'data.targets loss.y_true',
      'loss.loss train.loss',
      'opt.optimizer train.optimizer',
    ],
  );

test.each(['LSTM', 'GRU', 'SimpleRNN', 'Bidirectional'])('%s: an image in a row can be read row by row', (type) => {
  const input = around(type, { units: 4 }, 'digits');
  const [diagnostic] = found(input, 'shape-mismatch');
  expect(diagnostic?.message).toContain('reads sequences, steps × features: found shape 64');
  const [fix] = diagnostic?.fixes ?? [];
  expect(fix?.label).toBe('Insert Reshape before it (64 becomes 8×8)');
  expect(fix && compiled(applied(input, fix.command)).programs).toHaveLength(1);
});

test('MultiHeadAttention: the first fix for its value is the sequence that asks', () => {
  const input = around('MultiHeadAttention', { num_heads: 2, key_dim: 4 }, 'sine-windows');
  const [diagnostic] = found(input, 'missing-input');
  expect(diagnostic).toMatchObject({ node: 'it', port: 'value' });
  expect(diagnostic?.hint).toContain('self-attention');
  const [fix] = diagnostic?.fixes ?? [];
  expect(fix?.label).toBe('Connect data.features to it.value');
  expect(fix && compiled(applied(input, fix.command)).programs).toHaveLength(1);
});

test('a first layer in front of a loss for sequences answers with a value for each label and the blank', () => {
  const input = document(
    [
      ['data', 'Dataset', { name: 'digit-lines' }],
      ['loss', 'CTC'],
      ['opt', 'Adam'],
      ['train', 'Train'],
    ],
    ['data.features loss.y_pred', 'data.targets loss.y_true', 'loss.loss train.loss', 'opt.optimizer train.optimizer'],
  );
  const [diagnostic] = found(input, 'nothing-to-train');
  const [fix] = diagnostic?.fixes ?? [];
  expect(fix?.label).toBe('Insert Dense');
  const after = compiled(applied(input, fix?.command ?? { type: 'batch', commands: [], label: '' }));
  expect(after.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([]);
});
