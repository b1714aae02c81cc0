/** The size of batches: against the rows there are, and against what normalisation over a batch needs. */
import { describe, expect, test } from 'vitest';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { applied, classifier, compiled, document, found } from '../documents.ts';

/** Batch normalisation in front of a moons classifier; 80 of 100 examples train unless said. */
const normalised = (batchSize: number, data: Record<string, number> = {}): GraphDocument =>
  document(
    [
      ['data', 'Dataset', { name: 'moons', samples: 100, ...data }],
      ['d1', 'Dense', { units: 8, use_bias: false }],
      ['bn', 'BatchNormalization'],
      ['r', 'Activation'],
      ['out', 'Dense', { units: 1, activation: 'sigmoid' }],
      ['loss', 'BinaryCrossentropy'],
      ['opt', 'Adam'],
      ['train', 'Train', { batch_size: batchSize }],
    ],
    [
      'data.features d1.inputs',
      'd1.outputs bn.inputs',
      'bn.outputs r.inputs',
      'r.outputs out.inputs',
      'out.outputs loss.y_pred',
      'data.targets loss.y_true',
      'loss.loss train.loss',
      'opt.optimizer train.optimizer',
    ],
  );

test('the compiler counts training rows as the runtime splits them', () => {
  // 4 % of ten rows is less than half a row, but a part that is asked for gets one.
  const ten = classifier({
    nodes: [['data', 'Dataset', { name: 'xor', samples: 10, validation_fraction: 0.04, test_fraction: 0.04 }]],
  });
  expect(found(ten, 'batch-too-large')[0]?.message).toContain('only 8 to train on');
});

describe('batches of one before normalisation over the batch', () => {
  test('are a warning that says what happens, with a larger size as its fix', () => {
    const [diagnostic] = found(normalised(1), 'batch-of-one');
    expect(diagnostic).toMatchObject({ severity: 'warning', node: 'bn' });
    expect(diagnostic?.message).toMatch(/always answers its shift β, and nothing before it learns/);
    expect(diagnostic?.fixes?.map(({ label }) => label)).toEqual(['Set batch_size to 32']);
  });

  test('the fix leaves no last batch of one either', () => {
    // 65 rows: 32 and 64 would leave one over.
    const input = normalised(1, { samples: 65, validation_fraction: 0 });
    const [fix] = found(input, 'batch-of-one')[0]?.fixes ?? [];
    expect(fix?.label).toBe('Set batch_size to 33');
    expect(fix && compiled(applied(input, fix.command)).diagnostics).toEqual([]);
  });

  test('are also what a single training example makes', () => {
    const input = normalised(32, { samples: 10, validation_fraction: 0.9 });
    expect(found(input, 'batch-of-one')[0]?.message).toContain('data has one to train on');
  });

  test('do no harm without such a layer, or where an example brings many values of each feature', () => {
    expect(found(classifier({ nodes: [['train', 'Train', { batch_size: 1 }]] }), 'batch-of-one')).toEqual([]);
    expect(found(normalised(2), 'batch-of-one')).toEqual([]);
  });
});

describe('a last batch of one', () => {
  test('is a hint, with the nearest size that avoids it', () => {
    const input = normalised(32, { samples: 129, validation_fraction: 0 });
    const [diagnostic] = found(input, 'last-batch-of-one');
    expect(diagnostic).toMatchObject({ severity: 'hint', node: 'bn' });
    expect(diagnostic?.message).toContain('129 to train on in batches of 32 leave one over');
    const [fix] = diagnostic?.fixes ?? [];
    expect(fix?.label).toBe('Set batch_size to 33');
    expect(fix && compiled(applied(input, fix.command)).diagnostics).toEqual([]);
  });

  test('is no matter where batches come out even or leave several over', () => {
    expect(found(normalised(32, { samples: 128, validation_fraction: 0 }), 'last-batch-of-one')).toEqual([]);
    expect(found(normalised(32, { samples: 130, validation_fraction: 0 }), 'last-batch-of-one')).toEqual([]);
  });
});
