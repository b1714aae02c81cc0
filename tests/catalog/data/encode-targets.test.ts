import { describe, expect, it } from 'vitest';
import { encodeTargets } from '../../../src/catalog/data/encode-targets.ts';

const f32 = (...values: number[]) => Float32Array.from(values);

describe('encodeTargets', () => {
  it('writes one column per class', () => {
    expect(encodeTargets(f32(2, 0, 1), 'one-hot', 4)).toEqual(f32(0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0));
  });

  it('writes one column for two classes', () => {
    expect(encodeTargets(f32(1, 0, 1), 'binary', 1)).toEqual(f32(1, 0, 1));
  });

  it('passes values on, as a copy', () => {
    const values = f32(0.5, -2, 3, 4);
    const encoded = encodeTargets(values, 'values', 2);
    expect(encoded).toEqual(values);
    expect(encoded).not.toBe(values);
  });

  it('names the row and the class that does not fit', () => {
    expect(() => encodeTargets(f32(0, 3), 'one-hot', 3)).toThrow(
      'row 1 is of class 3, expected a whole number from 0 to 2',
    );
    expect(() => encodeTargets(f32(0.5), 'one-hot', 3)).toThrow('row 0 is of class 0.5');
    expect(() => encodeTargets(f32(0, 1, 2), 'binary', 1)).toThrow(
      'row 2 is of class 2, expected a whole number from 0 to 1',
    );
    expect(() => encodeTargets(f32(0), 'binary', 2)).toThrow('one column, not 2');
    expect(() => encodeTargets(f32(1, 2, 3), 'values', 2)).toThrow('3 values do not fill rows of 2');
  });
});
