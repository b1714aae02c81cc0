import { describe, expect, it } from 'vitest';
import { digits } from '../../../../src/catalog/data/sources/digits.ts';
import { countsOf, loadDataset, rowOf } from '../helpers.ts';

describe('digits', () => {
  it('holds the known number of each digit', async () => {
    const { features, targets } = await digits.load();
    expect(features.length).toBe(1797 * 64);
    expect(countsOf(targets)).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
  });

  it('delivers ink from 0 to 1 in steps of a sixteenth', async () => {
    const { features } = await digits.load();
    const levels = new Set([...features].map((value) => value * 16));
    expect([...levels].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 17 }, (_, level) => level));
  });

  it('starts with the known zero', async () => {
    const { features, targets } = await digits.load();
    expect(targets[0]).toBe(0);
    expect(
      rowOf(features, 0, 64)
        .map((value) => value * 16)
        .slice(0, 24),
    ).toEqual([0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0, 0, 3, 15, 2, 0, 11, 8, 0]);
  });

  it('says that its 64 features are an image of 8×8', async () => {
    const { info } = await loadDataset({ name: 'digits' });
    expect(info).toMatchObject({ samples: 1797, shape: [64], image: [8, 8] });
    expect(info.featureNames[9]).toBe('row 2, column 2');
    expect(info.target.names).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });
});
