/*
 * Data sets that the catalog has nothing like: small images with several channels, and sequences of names.
 * Two classes each, easy to tell apart.
 */
import { createCatalog } from '../../src/catalog/catalog.ts';
import { defineDataset } from '../../src/catalog/define/index.ts';
import type { DatasetDefinition, DatasetInfo } from '../../src/catalog/define/index.ts';
import type { Random } from '../../src/base/random.ts';
import { sizeOf } from '../../src/base/shape.ts';
import { catalog } from '../../src/catalog/index.ts';
import { integer } from '../../src/catalog/params.ts';

const SAMPLES = 80;
const outputs = [
  { name: 'features', kind: 'data', help: 'The examples.' },
  { name: 'targets', kind: 'targets', help: 'Their classes.' },
] as const;

function smallData(
  type: string,
  shape: readonly number[],
  value: (label: number, place: number, rng: Random) => number,
) {
  const size = sizeOf(shape);
  return {
    type,
    category: 'Data',
    summary: 'A stub.',
    description: 'A stub for tests. It has small examples of two classes.',
    inputs: [],
    outputs,
    describe: (): DatasetInfo => ({
      title: type,
      samples: SAMPLES,
      shape,
      featureNames: Array.from({ length: size }, (_, i) => `f${i}`),
      target: { kind: 'classes', names: ['no', 'yes'] },
    }),
    load(_params: object, rng: (purpose: string) => Random) {
      const draw = rng('features');
      const targets = Float32Array.from({ length: SAMPLES }, (_, i) => i % 2);
      const features = Float32Array.from({ length: SAMPLES * size }, (_, i) =>
        value(targets[Math.floor(i / size)] ?? 0, i % size, draw),
      );
      return Promise.resolve({ features, targets });
    },
    split: () => ({ validation: 0.2, test: 0 }),
  } as const;
}

/** Bright on the left or on the right, under some noise; the second channel is noise far from zero. */
export const images: DatasetDefinition = defineDataset({
  ...smallData('Images', [4, 4, 2], (label, place, rng) => {
    const [channel, column] = [place % 2, Math.floor(place / 2) % 4];
    return channel === 1 ? 5 + rng.normal() : (label === (column < 2 ? 0 : 1) ? 1 : 0) + 0.3 * rng.normal();
  }),
  params: {},
});

/** Whole numbers below `names`: low ones in one class, high ones in the other. */
export const tokens: DatasetDefinition = defineDataset({
  ...smallData('Tokens', [4], (label, _place, rng) => Math.floor(6 * rng.uniform()) + 6 * label),
  params: { names: integer(12, { min: 1, help: 'How many names there are.' }) },
});

export const smallCatalog = createCatalog([...catalog.all, images, tokens], catalog.first);
