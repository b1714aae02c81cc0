import { describe, expect, it } from 'vitest';
import { iris } from '../../../../src/catalog/data/sources/iris.ts';
import { countsOf, loadDataset, rowOf } from '../helpers.ts';

const tenths = (values: number[]) => values.map((value) => Math.round(value * 10) / 10);

describe('iris', () => {
  it('holds 50 flowers of each species, in the order of the file', async () => {
    const { features, targets } = await iris.load();
    expect(countsOf(targets)).toEqual([50, 50, 50]);
    expect(tenths(rowOf(features, 0, 4))).toEqual([5.1, 3.5, 1.4, 0.2]);
    expect(tenths(rowOf(features, 149, 4))).toEqual([5.9, 3, 5.1, 1.8]);
    expect(features[0]).toBe(Math.fround(5.1));
  });

  it("has the two rows as Fisher's paper gives them, not as UCI's file does", async () => {
    const { features } = await iris.load();
    expect(tenths(rowOf(features, 34, 4))).toEqual([4.9, 3.1, 1.5, 0.2]);
    expect(tenths(rowOf(features, 37, 4))).toEqual([4.9, 3.6, 1.4, 0.1]);
  });

  it('has the known means', async () => {
    const { features } = await iris.load();
    const means = [0, 1, 2, 3].map(
      (column) => features.filter((_, i) => i % 4 === column).reduce((a, b) => a + b) / 150,
    );
    [5.8433, 3.0573, 3.758, 1.1993].forEach((mean, column) => expect(means[column]).toBeCloseTo(mean, 3));
  });

  it('is delivered shuffled, features and species together', async () => {
    const file = await iris.load();
    const { info, data } = await loadDataset({ name: 'iris', samples: 20, noise: 1 });
    expect(info).toMatchObject({
      title: 'Iris flowers',
      samples: 150,
      shape: [4],
      target: { kind: 'classes', names: ['setosa', 'versicolor', 'virginica'] },
    });
    const rows = (features: Float32Array, targets: Float32Array) =>
      Array.from(targets, (label, row) => [...rowOf(features, row, 4), label].join(' '));
    const before = rows(file.features, file.targets);
    const after = rows(data.features, data.targets);
    expect(after).not.toEqual(before);
    expect([...after].toSorted()).toEqual([...before].toSorted());
  });
});
