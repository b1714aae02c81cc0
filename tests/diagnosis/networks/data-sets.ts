/* Data with a fault of its own, which no data set that ships has: a catalog with them beside all else. */
import { catalog } from '../../../src/catalog/index.ts';
import { createCatalog } from '../../../src/catalog/catalog.ts';
import { defineDataset } from '../../../src/catalog/define/index.ts';
import { integer, real } from '../../../src/catalog/params.ts';

const words = { category: 'Data', summary: 'For tests.', description: 'For tests.', inputs: [] } as const;
const outputs = [
  { name: 'features', kind: 'data', help: 'For tests.' },
  { name: 'targets', kind: 'targets', help: 'For tests.' },
] as const;

/** Two clouds, one of them rare. */
const lopsided = defineDataset({
  ...words,
  type: 'Lopsided',
  outputs,
  params: { share: real(0.95, { min: 0, max: 1, help: 'Of the first class.' }) },
  describe: () => ({
    title: 'Lopsided',
    samples: 400,
    shape: [2],
    featureNames: ['x', 'y'],
    target: { kind: 'classes', names: ['usual', 'rare'] },
  }),
  async load({ share }, rng) {
    const draw = rng('points');
    const targets = Float32Array.from({ length: 400 }, () => (draw.uniform() < share ? 0 : 1));
    const features = Float32Array.from(
      { length: 800 },
      (_, i) => 0.4 * draw.normal() + (targets[i >> 1] === 1 ? 1 : -1),
    );
    return { features, targets };
  },
  split: () => ({ validation: 0.2, test: 0 }),
});

/** Columns of a given size and spread, and classes parted along their sum. */
const measured = defineDataset({
  ...words,
  type: 'Measured',
  outputs,
  params: {
    columns: integer(4, { min: 1, max: 64, help: 'How many.' }),
    middle: real(0, { help: 'Of every column.' }),
    spread: real(1, { min: 0, help: 'Of every column.' }),
    last: real(1, { min: 0, help: 'Spread of the last column, times this.' }),
    taste: real(0, { min: 0, help: 'How much chance decides about the class.' }),
    rows: integer(300, { min: 10, max: 1000, help: 'Examples.' }),
  },
  describe: ({ columns, rows }) => ({
    title: 'Measured',
    samples: rows,
    shape: [columns],
    featureNames: Array.from({ length: columns }, (_, i) => `x${i + 1}`),
    target: { kind: 'classes', names: ['below', 'above'] },
  }),
  async load({ columns, middle, spread, last, taste, rows }, rng) {
    const draw = rng('points');
    const features = new Float32Array(rows * columns);
    const targets = new Float32Array(rows);
    for (let row = 0; row < rows; row++) {
      const places = Array.from({ length: columns }, () => draw.normal());
      const sum = places.reduce((total, each) => total + each, 0) / Math.sqrt(columns);
      targets[row] = sum + taste * draw.normal() > 0 ? 1 : 0;
      features.set(
        places.map((each, i) => middle + spread * each * (i === columns - 1 ? last : 1)),
        row * columns,
      );
    }
    return { features, targets };
  },
  split: () => ({ validation: 0.3, test: 0 }),
});

export const withTestData = createCatalog([...catalog.all, lopsided, measured], catalog.first);
