import { expect, test } from 'vitest';
import { document, found } from '../documents.ts';

const normalised = (type: string, params: Record<string, unknown>) =>
  document(
    [
      ['data', 'Dataset', { name: 'moons', samples: 100 }],
      ['d1', 'Dense', { units: 6 }],
      ['norm', type, params as never],
      ['out', 'Dense', { units: 1, activation: 'sigmoid' }],
      ['loss', 'BinaryCrossentropy'],
      ['opt', 'Adam'],
      ['train', 'Train'],
    ],
    [
      'data.features d1.inputs',
      'd1.outputs norm.inputs',
      'norm.outputs out.inputs',
      'out.outputs loss.y_pred',
      'data.targets loss.y_true',
      'loss.loss train.loss',
      'opt.optimizer train.optimizer',
    ],
  );

test('groups of one value are a warning that says what happens', () => {
  for (const groups of [-1, 6]) {
    const [diagnostic] = found(normalised('GroupNormalization', { groups }), 'normalises-one-value');
    expect(diagnostic).toMatchObject({ severity: 'warning', node: 'norm' });
    expect(diagnostic?.message).toContain('always answers its shift β');
  }
});

test('several values are fine', () => {
  expect(found(normalised('GroupNormalization', { groups: 3 }), 'normalises-one-value')).toEqual([]);
  expect(found(normalised('LayerNormalization', {}), 'normalises-one-value')).toEqual([]);
});

test('groups that do not divide the channels are refused with the numbers that would', () => {
  const [diagnostic] = found(normalised('GroupNormalization', { groups: 4 }), 'shape-mismatch');
  expect(diagnostic?.message).toContain('cannot split 6 channels into 4 equal groups');
  expect(diagnostic?.message).toContain('expected groups to be −1 or one of 1, 2, 3, 6');
});
