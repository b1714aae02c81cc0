/*
 * Random columns of length 1 at right angles to each other: the Q of the QR decomposition of a matrix
 * of standard normal numbers, with the signs that make the diagonal of R positive. With those signs
 * the result is spread evenly over all such matrices (Mezzadri, 2007), and the decomposition is
 * unique, so Gram-Schmidt gives the same as Householder's method. A column that loses
 * much of its length is cleaned twice, which keeps the angles right to float64 precision.
 */
import { innerProduct } from '../../base/inner-product.ts';
import type { Random } from '../../base/random.ts';

/** Kahan's "twice is enough" bound: above it one pass leaves the angles as good as a second one would. */
const ENOUGH = Math.SQRT1_2;

/** `columns` orthonormal vectors of length `rows` (rows ≥ columns), one after the other. */
export function orthonormal(rows: number, columns: number, rng: Random): Float64Array {
  const q = new Float64Array(rows * columns);
  for (let j = 0; j < columns; j++) {
    const column = q.subarray(j * rows, (j + 1) * rows);
    // A column that lies in the span of those before it has no direction left: draw another one.
    for (let done = false; !done;) done = placed(q, column, j, rng);
  }
  return q;
}

/** Draws one column and makes it orthogonal to the `before` first ones; false if nothing was left of it. */
function placed(q: Float64Array, column: Float64Array, before: number, rng: Random): boolean {
  for (let i = 0; i < column.length; i++) column[i] = rng.normal();
  const drawn = length(column);
  let left = clean(q, column, before);
  // A column that lost much of its length kept relatively more rounding error: clean it once more.
  if (left < drawn * ENOUGH) left = clean(q, column, before);
  if (!(left > drawn * 1e-10)) return false;
  for (let i = 0; i < column.length; i++) column[i] = (column[i] ?? 0) / left;
  return true;
}

/** Takes from the column what points along the `before` first ones; returns the length that is left. */
function clean(q: Float64Array, column: Float64Array, before: number): number {
  const rows = column.length;
  for (let k = 0; k < before; k++) {
    const other = q.subarray(k * rows, (k + 1) * rows);
    const shadow = innerProduct(other, column);
    for (let i = 0; i < rows; i++) column[i] = (column[i] ?? 0) - shadow * (other[i] ?? 0);
  }
  return length(column);
}

const length = (a: Float64Array): number => Math.sqrt(innerProduct(a, a));
