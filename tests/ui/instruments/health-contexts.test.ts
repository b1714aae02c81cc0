/* Units are dead behind functions that can fall silent; zeros that a layer put there, or that were data, are none. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/base/json.ts';
import { wireHealth } from '../../../src/protocol/health.ts';
import { standingsOf } from '../../../src/ui/instruments/health-contexts.ts';
import { classifier } from '../../compiler/documents.ts';
import { programOf } from '../../support/programs.ts';

const IMAGES = ['image', 'Reshape', { target_shape: [8, 8, 1] }] as const;
const CONVOLUTION = ['conv', 'Conv2D', { filters: 4, activation: 'relu' }] as const;
const LINEAR = ['conv', 'Conv2D', { filters: 4 }] as const;
const PADDING = ['pad', 'ZeroPadding2D', { padding: [4, 4, 4, 4] }] as const;

/** What is said of the last of some layers between the digits and their network, of this share of units at zero. */
function levelBehind(layers: readonly (readonly [id: string, type: string, params?: JsonObject])[], dead: number) {
  const ids = ['data.features', ...layers.map(([id]) => `${id}.outputs`)];
  const document = classifier({
    nodes: [
      ['data', 'Dataset', { name: 'digits' }],
      ...layers,
      ['row', 'Flatten'],
      ['out', 'Dense', { units: 10, activation: 'softmax' }],
    ],
    without: ['d1'],
    cut: ['data.features d1.inputs', 'd1.outputs out.inputs'],
    edges: [...layers.map(([id], i) => `${ids[i]} ${id}.inputs`), `${ids.at(-1)} row.inputs`, 'row.outputs out.inputs'],
  });
  const standing = standingsOf(programOf(document)).get(ids.at(-1) ?? '');
  const forward = { count: 320, mean: 0.1, std: dead === 1 ? 0 : 0.6, min: 0, max: 3, zeros: dead, nonFinite: 0 };
  return wireHealth({ forward, units: 100, deadUnits: dead * 100, saturated: 0 }, standing).level;
}

test('padding puts zeros around pictures and around what a healthy convolution answers', () => {
  expect(levelBehind([IMAGES, PADDING], 0.9)).toBe('fine');
  expect(levelBehind([IMAGES, CONVOLUTION, PADDING], 0.7)).toBe('fine');
  // A padded layer that is dead all over has nothing else to show.
  expect(levelBehind([IMAGES, CONVOLUTION, PADDING], 1)).toBe('dead');
});

test('data stay data as long as they are only moved', () => {
  expect(levelBehind([IMAGES], 0.9)).toBe('fine');
  expect(levelBehind([IMAGES, ['pool', 'MaxPooling2D'], ['turned', 'Permute', { dims: [2, 1, 3] }]], 1)).toBe('fine');
});

test('dropout silences values, not units', () => {
  expect(levelBehind([IMAGES, CONVOLUTION, ['drop', 'SpatialDropout2D', { rate: 0.8 }]], 0.8)).toBe('fine');
});

test('units are dead where they died, and behind layers that only move their answers', () => {
  expect(levelBehind([IMAGES, CONVOLUTION], 0.7)).toBe('dying');
  expect(levelBehind([IMAGES, CONVOLUTION, ['pool', 'MaxPooling2D']], 0.7)).toBe('dying');
  expect(levelBehind([IMAGES, LINEAR, ['f', 'ReLU'], ['pool', 'AveragePooling2D'], ['up', 'UpSampling2D']], 1)).toBe(
    'dead',
  );
});

test('a layer without such a function is silent where it answers zero to everything', () => {
  expect(levelBehind([IMAGES, LINEAR], 0.7)).toBe('fine');
  expect(levelBehind([IMAGES, LINEAR, PADDING], 1)).toBe('silent');
});
