/** What the toys have in common: with their defaults they stay as they are for ever, and they take more classes. */
import { describe, expect, it } from 'vitest';
import { countsOf, fingerprint, loadDataset, rowOf, toyPoints } from '../helpers.ts';

// sha-256 of the float32 numbers, taken from the first version that had the data set.
describe('the same file gives the same data in every version', () => {
  it.each([
    ['circle', '16f7a9b1afbc1933', '418f67d9bd3f9000'],
    ['xor', '77758c757526ee5f', '104894cdefd849cb'],
    ['gauss', 'f51a69b998e80c15', '5de03a6d7c6916d5'],
    ['spiral', '824b9f4592335591', '6932d8e8b0c5ad4f'],
    ['moons', '888bb708056e5e58', 'dcd2f308338b0964'],
    ['blobs', 'fefa0be0281d7c97', '87ac9741a7f26508'],
    ['reg-plane', '069adebb4fb85727', 'd2fd09d5be338070'],
    ['reg-gauss', '2d0da132e135d6d6', 'fbad43a7fb1f4492'],
    ['sine', '28a4a39d0eb265f3', 'c76bf40fc2991077'],
    ['sine-windows', 'cfab981e6f4f8514', '50587212f3d009d7'],
    ['height-weight', '326b9e1f4039ab8d', '60d40cb5a2a250ff'],
    ['normal-noise', '3c75d311d254f1bb', '49fecd7ad9c80ffc'],
    ['iris', '7c14895c279f8fd5', '7c14895c279f8fd5'],
    ['digits', '65eb3e18eaf39047', '65eb3e18eaf39047'],
  ])('%s', async (name, usual, noisy) => {
    expect(fingerprint((await loadDataset({ name })).data)).toBe(usual);
    expect(fingerprint((await loadDataset({ name, samples: 77, noise: 0.3 })).data)).toBe(noisy);
  });
});

describe('more classes', () => {
  const names = async (name: string, classes: number) =>
    (await loadDataset({ name, classes, samples: 10 })).info.target.names;

  it('have names of their own', async () => {
    expect(await names('circle', 2)).toEqual(['inside', 'outside']);
    expect(await names('circle', 4)).toEqual(['disc', 'ring 1', 'ring 2', 'ring 3']);
    expect(await names('gauss', 2)).toEqual(['lower left', 'upper right']);
    expect(await names('gauss', 3)).toEqual(['cloud 1', 'cloud 2', 'cloud 3']);
    expect(await names('moons', 2)).toEqual(['upper moon', 'lower moon']);
    expect(await names('moons', 3)).toEqual(['moon 1', 'moon 2', 'moon 3']);
    expect(await names('xor', 2)).toEqual(['same sign', 'different signs']);
    expect(await names('xor', 3)).toEqual(['diagonal 1', 'diagonal 2', 'diagonal 3']);
    expect(await names('normal-noise', 2)).toEqual(['class 1', 'class 2']);
  });

  it.each(['circle', 'gauss', 'moons', 'xor', 'spiral', 'blobs'])(
    '%s stays within its plane with ten',
    async (name) => {
      const points = await toyPoints({ name, classes: 10 });
      expect(countsOf(points.map(({ label }) => label))).toEqual(Array.from({ length: 10 }, () => 60));
      // A cloud has no border, but four standard deviations are one.
      const most = name === 'gauss' ? Math.SQRT1_2 + 0.8 : 1.05;
      for (const { x, y } of points) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(most);
    },
  );

  it.each([3, 6])('circle: %i classes are bands with equal gaps from the middle to the rim', async (classes) => {
    const points = await toyPoints({ name: 'circle', classes, samples: 6000 });
    const bands = Array.from({ length: classes }, (_, label) => {
      const radii = points.filter((point) => point.label === label).map(({ radius }) => radius);
      return [Math.min(...radii), Math.max(...radii)] as const;
    });
    expect(bands[0]?.[0]).toBeLessThan(0.1);
    expect(bands.at(-1)?.[1]).toBeCloseTo(1, 2);
    bands.slice(1).forEach(([inner], i) => expect(inner - (bands[i]?.[1] ?? 0)).toBeCloseTo(0.4 / classes, 1));
  });

  it('gauss: clouds of the same spread stand evenly on a circle', async () => {
    const points = await toyPoints({ name: 'gauss', classes: 4, samples: 8000 });
    for (let label = 0; label < 4; label++) {
      const cloud = points.filter((point) => point.label === label);
      const [x, y] = (['x', 'y'] as const).map((axis) => cloud.reduce((sum, at) => sum + at[axis], 0) / cloud.length);
      expect(Math.abs(x ?? 0)).toBeCloseTo(0.5, 1);
      expect(Math.abs(y ?? 0)).toBeCloseTo(0.5, 1);
      const spread = Math.sqrt(cloud.reduce((sum, at) => sum + (at.x - (x ?? 0)) ** 2, 0) / cloud.length);
      expect(spread).toBeCloseTo(0.2, 1);
    }
  });

  it('moons: a chain from left to right, by turns open below and above', async () => {
    const points = await toyPoints({ name: 'moons', classes: 3, samples: 3000 });
    const centres = [0, 1, 2].map((label) => {
      const moon = points.filter((point) => point.label === label);
      const xs = moon.map(({ x }) => x);
      const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
      const top = moon.filter(({ x }) => Math.abs(x - middle) < 0.1).every(({ y }) => y > 0);
      return { middle, top };
    });
    expect(centres.map(({ top }) => top)).toEqual([true, false, true]);
    expect(centres.map(({ middle }) => middle.toFixed(1).replace('-0.0', '0.0'))).toEqual(['-0.5', '0.0', '0.5']);
  });

  it('xor: each class fills the diagonals of a board with gaps between its squares', async () => {
    const points = await toyPoints({ name: 'xor', classes: 3, samples: 6000 });
    const used = new Set<string>();
    for (const { x, y, label } of points) {
      const [column, row] = [x, y].map((at) => Math.floor(((at + 1) / 2) * 3));
      expect(((column ?? 0) + (row ?? 0)) % 3).toBe(label);
      used.add(`${column} ${row}`);
      for (const border of [-1 / 3, 1 / 3]) {
        expect(Math.abs(x - border)).toBeGreaterThan(0.066);
        expect(Math.abs(y - border)).toBeGreaterThan(0.066);
      }
    }
    expect(used.size).toBe(9);
  });
});

describe('normal-noise', () => {
  it('is N(0, 1) in as many features as asked for, with classes that are as frequent', async () => {
    const { info, data } = await loadDataset({ name: 'normal-noise', samples: 1000, features: 50, classes: 5 });
    expect(info).toMatchObject({ samples: 1000, shape: [50] });
    expect(info.featureNames[49]).toBe('x50');
    const mean = data.features.reduce((a, b) => a + b) / 50_000;
    const spread = Math.sqrt(data.features.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 50_000);
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(spread).toBeCloseTo(1, 1);
    expect(countsOf(data.targets)).toEqual([200, 200, 200, 200, 200]);
    // The class says nothing about the features: class means differ by chance only.
    const first = countsOf(data.targets).map((count, label) => {
      const rows = Array.from({ length: 1000 }, (_, row) => row).filter((row) => data.targets[row] === label);
      return rows.reduce((sum, row) => sum + (rowOf(data.features, row, 50)[0] ?? 0), 0) / count;
    });
    for (const each of first) expect(Math.abs(each)).toBeLessThan(0.3);
  });
});
