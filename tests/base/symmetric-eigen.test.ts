import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeRandom } from '../../src/base/random.ts';
import { symmetricEigen } from '../../src/base/symmetric-eigen.ts';

const at = (matrix: Float64Array, size: number, i: number, j: number) => matrix[i * size + j] ?? NaN;

/** Largest fault in M·v = λ·v and in v·w = δ, against the size of the matrix. */
function faults(matrix: Float64Array, size: number) {
  const { values, vectors } = symmetricEigen(matrix, size);
  const scale = Math.max(1e-300, ...matrix.map(Math.abs));
  let [wrong, skew] = [0, 0];
  for (let v = 0; v < size; v++) {
    for (let i = 0; i < size; i++) {
      let [image, product] = [0, 0];
      for (let j = 0; j < size; j++) {
        image += at(matrix, size, i, j) * at(vectors, size, v, j);
        product += at(vectors, size, v, j) * at(vectors, size, i, j);
      }
      wrong = Math.max(wrong, Math.abs(image - (values[v] ?? NaN) * at(vectors, size, v, i)) / scale);
      skew = Math.max(skew, Math.abs(product - (v === i ? 1 : 0)));
    }
  }
  return { values, wrong, skew };
}

function symmetric(size: number, draw: () => number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) matrix[i * size + j] = matrix[j * size + i] = draw();
  return matrix;
}

describe('symmetricEigen', () => {
  it('finds what is known of small matrices', () => {
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
    expect(values[0]).toBeCloseTo(3, 14);
    expect(values[1]).toBeCloseTo(1, 14);
    expect(Math.abs(vectors[0] ?? 0)).toBeCloseTo(Math.SQRT1_2, 14);
    expect(symmetricEigen(Float64Array.of(5), 1)).toEqual({ values: Float64Array.of(5), vectors: Float64Array.of(1) });
    expect(symmetricEigen(new Float64Array(), 0).values).toHaveLength(0);
  });

  it('solves matrices of every size, from the largest value to the smallest', () => {
    const rng = nodeRandom(1, 'test')('matrix');
    for (const size of [2, 3, 4, 5, 8, 17, 40]) {
      const { values, wrong, skew } = faults(
        symmetric(size, () => rng.normal()),
        size,
      );
      expect(wrong).toBeLessThan(1e-13 * size);
      expect(skew).toBeLessThan(1e-13 * size);
      expect([...values]).toEqual([...values].toSorted((a, b) => b - a));
    }
  });

  it('is not troubled by zeros, equal values, or numbers of very different size', () => {
    const identity = symmetric(6, () => 0).map((_, i) => (i % 7 === 0 ? 1 : 0));
    const ones = new Float64Array(36).fill(1);
    const graded = Float64Array.from({ length: 36 }, (_, i) => 10 ** -(Math.floor(i / 6) + (i % 6)));
    for (const matrix of [new Float64Array(36), identity, ones, graded]) {
      const { wrong, skew } = faults(matrix, 6);
      expect(wrong).toBeLessThan(1e-14);
      expect(skew).toBeLessThan(1e-14);
    }
    expect(faults(ones, 6).values[0]).toBeCloseTo(6, 13);
  });

  it('solves any matrix of small whole numbers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.infiniteStream(fc.integer({ min: -2, max: 2 })),
        (size, stream) => {
          const { wrong, skew } = faults(
            symmetric(size, () => stream.next().value as number),
            size,
          );
          expect(wrong).toBeLessThan(1e-13);
          expect(skew).toBeLessThan(1e-13);
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });
});
