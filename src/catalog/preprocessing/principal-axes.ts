/** Principal component analysis: the perpendicular directions in which some rows spread most, and rows seen along them. */
import { symmetricEigen } from '../../base/symmetric-eigen.ts';
import { columnFigures } from './columns.ts';
import { addRowProducts, upToFour } from './row-products.ts';

/** The work grows with the third power: so many columns take about five seconds. */
export const MOST_COLUMNS = 1024;

/** Rows that are worked on at a time. */
const CHUNK = 128;

export interface PrincipalAxes {
  readonly mean: Float64Array;
  /** As many directions as columns, row by row, each of length 1, the one of largest variance first. */
  readonly vectors: Float64Array;
  /** Variance along each direction, divided by n − 1 as in scikit-learn; 0 where there is nothing but rounding. */
  readonly variances: Float64Array;
}

/** Rows with values that are not finite are left out. */
export function principalAxes(rows: Float32Array, columns: number): PrincipalAxes {
  const usable = finiteRows(rows, columns);
  const { mean, std } = columnFigures(usable, columns);
  const count = usable.length / Math.max(1, columns);
  const moving = Array.from({ length: columns }, (_, i) => i).filter((column) => (std[column] ?? 0) > 0);
  const size = moving.length;
  const { values, vectors: found } = symmetricEigen(covariance(usable, columns, mean, moving, count), size);
  const noise = size * Number.EPSILON * (values[0] ?? 0);
  const vectors = new Float64Array(columns * columns);
  const variances = new Float64Array(columns);
  for (let i = 0; i < size; i++) {
    const value = values[i] ?? 0;
    variances[i] = value > noise ? value : 0;
    const sign = signOf(found, i * size, size);
    moving.forEach((column, j) => {
      vectors[i * columns + column] = sign * (found[i * size + j] ?? 0);
    });
  }
  // A column that never changes is a direction of its own, without variance.
  const still = Array.from({ length: columns }, (_, i) => i).filter((column) => !((std[column] ?? 0) > 0));
  still.forEach((column, i) => {
    vectors[(size + i) * columns + column] = 1;
  });
  return { mean, vectors, variances };
}

function finiteRows(rows: Float32Array, columns: number): Float32Array {
  if (rows.every(Number.isFinite)) return rows;
  const kept: number[] = [];
  for (let at = 0; at < rows.length; at += columns) {
    const row = rows.subarray(at, at + columns);
    if (row.every(Number.isFinite)) kept.push(...row);
  }
  return Float32Array.from(kept);
}

/** As in scikit-learn: the largest entry of each direction, by absolute value, is positive. */
function signOf(vectors: Float64Array, from: number, length: number): 1 | -1 {
  let largest = 0;
  for (let i = from; i < from + length; i++) {
    const value = vectors[i] ?? 0;
    if (Math.abs(value) > Math.abs(largest)) largest = value;
  }
  return largest < 0 ? -1 : 1;
}

/** Of the chosen columns, its lower triangle. Rows are centred before anything is multiplied, so no digits are lost. */
function covariance(
  rows: Float32Array,
  columns: number,
  mean: Float64Array,
  chosen: readonly number[],
  count: number,
): Float64Array {
  const size = chosen.length;
  const stride = upToFour(size);
  const sums = new Float64Array(stride * stride);
  const chunk = new Float64Array(stride * CHUNK);
  for (let start = 0; start < count; start += CHUNK) {
    chunk.fill(0);
    const many = Math.min(CHUNK, count - start);
    chosen.forEach((column, j) => {
      const middle = mean[column] ?? 0;
      for (let r = 0; r < many; r++) chunk[j * CHUNK + r] = (rows[(start + r) * columns + column] ?? 0) - middle;
    });
    const centred = { values: chunk, count: stride, width: CHUNK };
    addRowProducts(centred, centred, sums, stride, true);
  }
  const matrix = new Float64Array(size * size);
  const divisor = Math.max(1, count - 1);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) matrix[i * size + j] = (sums[i * stride + j] ?? 0) / divisor;
  return matrix;
}

/** Each row, less the mean, times each row of `matrix`, which are as long. */
export function project(rows: Float32Array, columns: number, mean: Float64Array, matrix: Float64Array): Float32Array {
  const outputs = matrix.length / Math.max(1, columns);
  const count = rows.length / Math.max(1, columns);
  const stride = upToFour(outputs);
  const padded = new Float64Array(stride * columns);
  padded.set(matrix);
  const result = new Float32Array(count * outputs);
  const chunk = new Float64Array(CHUNK * columns);
  const sums = new Float64Array(CHUNK * stride);
  for (let start = 0; start < count; start += CHUNK) {
    const many = Math.min(CHUNK, count - start);
    chunk.fill(0);
    sums.fill(0);
    for (let r = 0; r < many; r++)
      for (let j = 0; j < columns; j++)
        chunk[r * columns + j] = (rows[(start + r) * columns + j] ?? 0) - (mean[j] ?? 0);
    addRowProducts(
      { values: chunk, count: upToFour(many), width: columns },
      { values: padded, count: stride, width: columns },
      sums,
      stride,
    );
    for (let r = 0; r < many; r++)
      for (let o = 0; o < outputs; o++) result[(start + r) * outputs + o] = sums[r * stride + o] ?? 0;
  }
  return result;
}
