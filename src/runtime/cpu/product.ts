/*
 * The product of two matrices in plain JavaScript. Both factors are laid out so that what is multiplied lies side by
 * side, and eight results are summed up at once: each number that was read serves several times, which is four times
 * as fast as one result after the other. Sums are of double precision. (`addRowProducts` of the preprocessing has long
 * rows of doubles, always four at a time: to copy small factors into such would take longer than their product.)
 */

/** A matrix as it lies in memory, or turned: then its columns lie there as rows. */
export interface Factor {
  readonly values: Float32Array;
  readonly turned: boolean;
}

/** What the numbers of a turned factor are copied to, the same list again and again. */
const room: [Float32Array, Float32Array] = [new Float32Array(), new Float32Array()];

/** a · b, with m × k numbers in a, k × n in b and m × n in the answer. */
export function product(a: Factor, b: Factor, m: number, k: number, n: number): Float32Array {
  const left = a.turned ? turned(a.values, k, m, 0) : a.values;
  const right = b.turned ? b.values : turned(b.values, k, n, 1);
  const found = new Float32Array(m * n);
  const [evenRows, evenColumns] = [m - (m % 2), n - (n % 4)];
  for (let j = 0; j < evenColumns; j += 4) {
    for (let i = 0; i < evenRows; i += 2) eightDots(left, right, found, i, j, k, n);
    if (evenRows < m) for (let c = j; c < j + 4; c++) found[evenRows * n + c] = dot(left, right, evenRows, c, k);
  }
  for (let j = evenColumns; j < n; j++) for (let i = 0; i < m; i++) found[i * n + j] = dot(left, right, i, j, k);
  return found;
}

/** Two rows of the left factor with four of the right one. */
function eightDots(
  left: Float32Array,
  right: Float32Array,
  found: Float32Array,
  i: number,
  j: number,
  k: number,
  n: number,
): void {
  const a0 = i * k;
  const a1 = a0 + k;
  const b0 = j * k;
  const b1 = b0 + k;
  const b2 = b1 + k;
  const b3 = b2 + k;
  let [p0, p1, p2, p3, q0, q1, q2, q3] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let at = 0; at < k; at++) {
    const x = left[a0 + at] as number;
    const y = left[a1 + at] as number;
    const r0 = right[b0 + at] as number;
    const r1 = right[b1 + at] as number;
    const r2 = right[b2 + at] as number;
    const r3 = right[b3 + at] as number;
    p0 += x * r0;
    p1 += x * r1;
    p2 += x * r2;
    p3 += x * r3;
    q0 += y * r0;
    q1 += y * r1;
    q2 += y * r2;
    q3 += y * r3;
  }
  const above = i * n + j;
  found[above] = p0;
  found[above + 1] = p1;
  found[above + 2] = p2;
  found[above + 3] = p3;
  const below = above + n;
  found[below] = q0;
  found[below + 1] = q1;
  found[below + 2] = q2;
  found[below + 3] = q3;
}

function dot(left: Float32Array, right: Float32Array, i: number, j: number, k: number): number {
  let sum = 0;
  for (let at = 0; at < k; at++) sum += (left[i * k + at] as number) * (right[j * k + at] as number);
  return sum;
}

/** Rows that are turned together, so that what is read stays near what was read. */
const ROWS = 16;

/** Columns become rows. The answer holds until the next call with the same `which`. */
function turned(values: Float32Array, rows: number, columns: number, which: 0 | 1): Float32Array {
  const size = rows * columns;
  if (room[which].length < size) room[which] = new Float32Array(size);
  const into = room[which];
  for (let first = 0; first < columns; first += ROWS) {
    const last = Math.min(columns, first + ROWS);
    for (let row = 0; row < rows; row++) {
      for (let column = first; column < last; column++)
        into[column * rows + row] = values[row * columns + column] as number;
    }
  }
  return into;
}
