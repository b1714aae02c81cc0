/** The two large sets of images. */
import { describe, expect, it } from 'vitest';
import { defaultParams } from '../../../../src/catalog/catalog.ts';
import { dataset } from '../../../../src/catalog/data/dataset.ts';
import { splitIndices } from '../../../../src/catalog/data/plan-split.ts';
import { fashionMnist } from '../../../../src/catalog/data/sources/fashion-mnist.ts';
import { mnist } from '../../../../src/catalog/data/sources/mnist.ts';
import { nodeRandom } from '../../../../src/base/random.ts';
import { unless } from '../../../support/thorough.ts';
import { countsOf, fingerprint, loadDataset } from '../helpers.ts';

const PIXELS = 784;
const levelsOf = (values: Float32Array) => new Set(values).size;

/** A picture in characters, every third row of it. */
const drawn = (features: Float32Array, row: number): string[] =>
  Array.from({ length: 9 }, (_, third) => {
    const start = row * PIXELS + (3 * third + 1) * 28;
    return Array.from(features.subarray(start, start + 28), (ink) => (ink > 0.5 ? '#' : '.')).join('');
  });

describe('mnist', () => {
  it('holds every sixth training and every fifth test image', async () => {
    const { features, targets } = await mnist.load();
    expect(features.length).toBe(12_000 * PIXELS);
    expect(countsOf(targets.subarray(0, 10_000))).toEqual([941, 1132, 1032, 1022, 958, 925, 997, 1026, 978, 989]);
    expect(countsOf(targets.subarray(10_000))).toEqual([189, 222, 212, 242, 196, 186, 158, 215, 193, 187]);
    // The first images of MNIST are 5 0 4 1 9 2 1 and, of the test, 7 2 1 0 4 1.
    expect([...targets.subarray(0, 2)]).toEqual([5, 1]);
    expect([...targets.subarray(10_000, 10_002)]).toEqual([7, 1]);
  });

  it('starts with the five that everybody knows', async () => {
    const { features } = await mnist.load();
    expect(levelsOf(features)).toBe(256);
    expect(drawn(features, 0)).toEqual([
      '............................',
      '............................',
      '........##########..........',
      '...........##...............',
      '.............###............',
      '.................###........',
      '.............#######........',
      '.......#######..............',
      '............................',
    ]);
  });
});

describe('fashion-mnist', () => {
  it('holds 1,000 training and 200 test images of each kind, none of them twice', async () => {
    const { features, targets } = await fashionMnist.load();
    expect(countsOf(targets.subarray(0, 10_000))).toEqual(Array.from({ length: 10 }, () => 1000));
    expect(countsOf(targets.subarray(10_000))).toEqual(Array.from({ length: 10 }, () => 200));
    expect(levelsOf(features)).toBe(24);
    const rows = Array.from(targets, (_, row) =>
      Buffer.from(features.buffer, 4 * row * PIXELS, 4 * PIXELS).toString('latin1'),
    );
    // In 24 shades two images may come to be alike that were not before.
    expect(rows.length - new Set(rows).size).toBeLessThan(3);
  });
});

describe.each(['mnist', 'fashion-mnist'])('%s', (name) => {
  it('is an image that convolutions take', () => {
    const params = { ...defaultParams(dataset), name };
    expect(dataset.describe(params)).toMatchObject({
      samples: 12_000,
      testRows: 2000,
      shape: [28, 28, 1],
      image: [28, 28],
    });
  });

  it('keeps its own test rows apart, whatever the fractions and the seed are', unless(name === 'mnist'), async () => {
    const source = await (name === 'mnist' ? mnist : fashionMnist).load();
    const test = { features: source.features.subarray(10_000 * PIXELS), targets: source.targets.subarray(10_000) };
    for (const [seed, test_fraction] of [
      [1, 0],
      [2, 0.5],
    ] as const) {
      const params = { ...defaultParams(dataset), name, test_fraction, validation_fraction: 0.2 };
      const { data } = await loadDataset(params, seed);
      const fractions = dataset.split(params);
      const split = splitIndices(12_000, fractions, nodeRandom(seed, 'data')('split'), data.targets);
      expect([split.train.length, split.validation.length, split.test.length]).toEqual([8000, 2000, 2000]);
      expect(split.test).toEqual(Int32Array.from({ length: 2000 }, (_, i) => 10_000 + i));
      const tested = { features: data.features.subarray(10_000 * PIXELS), targets: data.targets.subarray(10_000) };
      expect(fingerprint(tested)).toBe(fingerprint(test));
      // The others come in another order, and all of them.
      expect(data.targets.subarray(0, 10_000).join('')).not.toBe(source.targets.subarray(0, 10_000).join(''));
      expect(countsOf(data.targets)).toEqual(countsOf(source.targets));
    }
  });
});
