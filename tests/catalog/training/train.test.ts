import { expect, it } from 'vitest';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { parseParams } from '../../../src/catalog/define/index.ts';
import { train } from '../../../src/catalog/training/train.ts';

it('plans a run from its params', () => {
  expect(train.plan(defaultParams(train))).toEqual({ epochs: 100, batchSize: 32, shuffle: true });
  const parsed = parseParams(train, { epochs: 3, batch_size: 8, shuffle: false });
  expect(parsed.success && train.plan(parsed.data)).toEqual({ epochs: 3, batchSize: 8, shuffle: false });
});

it.each([{ epochs: 0 }, { epochs: 100_001 }, { epochs: 1.5 }, { batch_size: 0 }, { shuffle: 'yes' }])(
  'refuses %o',
  (params) => {
    expect(parseParams(train, params).success).toBe(false);
  },
);

it('needs a loss and an optimizer, takes any number of callbacks and gives the run to views', () => {
  expect(
    train.inputs.map(({ name, kind, required = false, many = false }) => ({ name, kind, required, many })),
  ).toEqual([
    { name: 'loss', kind: 'loss', required: true, many: false },
    { name: 'optimizer', kind: 'optimizer', required: true, many: false },
    { name: 'metrics', kind: 'metric', required: false, many: true },
    { name: 'callbacks', kind: 'callback', required: false, many: true },
  ]);
  expect(train.outputs.map(({ name, kind }) => ({ name, kind }))).toEqual([{ name: 'model', kind: 'model' }]);
});
