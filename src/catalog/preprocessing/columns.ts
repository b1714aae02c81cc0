/** Figures of each column of some rows, in float64. */

export interface ColumnFigures {
  readonly mean: Float64Array;
  /** Population standard deviation. */
  readonly std: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
}

/**
 * Values that are not finite, such as missing ones, are left out; a column without any value counts as 0 throughout.
 * Measuring from the first value makes a constant column come out as exactly 0 and keeps large offsets from eating
 * the digits.
 */
export function columnFigures(rows: Float32Array, columns: number): ColumnFigures {
  const array = () => new Float64Array(columns);
  const figures = { mean: array(), std: array(), min: array(), max: array() };
  for (let column = 0; column < columns; column++) measure(rows, column, columns, figures);
  return figures;
}

function measure(rows: Float32Array, column: number, columns: number, figures: ColumnFigures): void {
  let [count, origin, sum, min, max] = [0, 0, 0, Infinity, -Infinity];
  for (let i = column; i < rows.length; i += columns) {
    const value = rows[i] ?? 0;
    if (!Number.isFinite(value)) continue;
    if (count === 0) origin = value;
    count++;
    sum += value - origin;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (count === 0) return;
  const shift = sum / count;
  let squares = 0;
  for (let i = column; i < rows.length; i += columns) {
    const value = rows[i] ?? 0;
    if (Number.isFinite(value)) squares += (value - origin - shift) ** 2;
  }
  figures.mean[column] = origin + shift;
  figures.std[column] = Math.sqrt(squares / count);
  figures.min[column] = min;
  figures.max[column] = max;
}

/** What to divide by for a spread of 1: a feature that never changes, or less than float32 can tell, is left as it is. */
export const divisor = (spread: number): number => (Math.fround(spread) === 0 ? 1 : spread);
