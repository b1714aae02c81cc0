/*
 * Eigenvalues and eigenvectors of a symmetric matrix. Householder reflections make it tridiagonal, implicit QL steps
 * with shifts make that diagonal. Everything lies row by row in one array and inner loops walk along rows: for 784
 * rows this takes half the time of the JavaScript libraries, which keep a matrix as an array of arrays.
 */
import { invariant } from './invariant.ts';

export interface Eigen {
  /** From the largest to the smallest. */
  readonly values: Float64Array;
  /** Row by row, of length 1: row i belongs to value i. Their signs are arbitrary. */
  readonly vectors: Float64Array;
}

/** QL needs two steps for a value as a rule; the limit only ends what would never end. */
const MOST_STEPS = 100;

/** `matrix` has `size` rows of `size` finite numbers; only its lower triangle is read. */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const { reflections, scales, diagonal, beside } = tridiagonal(matrix, size);
  const columns = product(reflections, scales, size);
  diagonalise(diagonal, beside, columns, size);
  const order = Array.from(diagonal.keys()).toSorted((a, b) => (diagonal[b] ?? 0) - (diagonal[a] ?? 0));
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => {
    for (let k = 0; k < size; k++) vectors[to * size + k] = columns[k * size + from] ?? 0;
  });
  return { values: Float64Array.from(order, (from) => diagonal[from] ?? 0), vectors };
}

interface Tridiagonal {
  /** Row i holds the vector of the reflection that emptied row i, in its first i places. */
  readonly reflections: Float64Array;
  /** Half the squared length of each of those vectors; 0 where nothing had to be emptied. */
  readonly scales: Float64Array;
  readonly diagonal: Float64Array;
  /** Number i stands beside the diagonal in row i, from the second row on. */
  readonly beside: Float64Array;
}

function tridiagonal(matrix: Float64Array, size: number): Tridiagonal {
  const a = matrix.slice();
  const [scales, beside, p] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  for (let i = size - 1; i > 1; i--) {
    const row = i * size;
    const length = Math.sqrt(dot(a, row, a, row, i));
    if (length === 0) continue;
    const last = a[row + i - 1] ?? 0;
    const left = last >= 0 ? -length : length;
    const scale = length * length - last * left;
    beside[i] = left;
    scales[i] = scale;
    a[row + i - 1] = last - left;
    timesLower(a, row, i, size, p);
    for (let j = 0; j < i; j++) p[j] = (p[j] ?? 0) / scale;
    add(p, 0, -dot(p, 0, a, row, i) / (2 * scale), a, row, i);
    for (let j = 0; j < i; j++) {
      const at = j * size;
      const [u, q] = [a[row + j] ?? 0, p[j] ?? 0];
      for (let k = 0; k <= j; k++) a[at + k] = (a[at + k] ?? 0) - u * (p[k] ?? 0) - q * (a[row + k] ?? 0);
    }
  }
  if (size > 1) beside[1] = a[size] ?? 0;
  return {
    reflections: a,
    scales,
    diagonal: Float64Array.from({ length: size }, (_, i) => a[i * size + i] ?? 0),
    beside,
  };
}

/** `p` becomes the product of the leading `count` rows of the symmetric matrix with the vector that begins at `row`. */
function timesLower(a: Float64Array, row: number, count: number, size: number, p: Float64Array): void {
  p.fill(0, 0, count);
  for (let j = 0; j < count; j++) {
    const at = j * size;
    const u = a[row + j] ?? 0;
    let sum = 0;
    for (let k = 0; k < j; k++) {
      const value = a[at + k] ?? 0;
      sum += value * (a[row + k] ?? 0);
      p[k] = (p[k] ?? 0) + value * u;
    }
    p[j] = (p[j] ?? 0) + sum + (a[at + j] ?? 0) * u;
  }
}

/** All reflections one after the other as one matrix, whose columns become the eigenvectors. */
function product(reflections: Float64Array, scales: Float64Array, size: number): Float64Array {
  const rows = new Float64Array(size * size);
  for (let i = 0; i < size; i++) rows[i * size + i] = 1;
  for (let i = 2; i < size; i++) {
    const scale = scales[i] ?? 0;
    if (scale === 0) continue;
    for (let j = 0; j < i; j++)
      add(rows, j * size, -dot(rows, j * size, reflections, i * size, i) / scale, reflections, i * size, i);
  }
  const columns = new Float64Array(size * size);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) columns[j * size + i] = rows[i * size + j] ?? 0;
  return columns;
}

/** Turns pairs of columns until nothing is left beside the diagonal, which then holds the eigenvalues. */
function diagonalise(diagonal: Float64Array, beside: Float64Array, columns: Float64Array, size: number): void {
  const at = (array: Float64Array, i: number) => array[i] ?? 0;
  const turns = { cosines: new Float64Array(size), sines: new Float64Array(size) };
  // From here on, number i stands between rows i and i + 1.
  beside.copyWithin(0, 1);
  beside[size - 1] = 0;
  for (let first = 0; first < size; first++) {
    for (let step = 0; ; step++) {
      invariant(step < MOST_STEPS, 'the eigenvalues do not settle');
      let end = first;
      while (end < size - 1) {
        const around = Math.abs(at(diagonal, end)) + Math.abs(at(diagonal, end + 1));
        if (Math.abs(at(beside, end)) <= Number.EPSILON * around) break;
        end++;
      }
      if (end === first) break;
      const slope = (at(diagonal, first + 1) - at(diagonal, first)) / (2 * at(beside, first));
      const far = slope + (slope >= 0 ? 1 : -1) * Math.sqrt(slope * slope + 1);
      let g = at(diagonal, end) - at(diagonal, first) + at(beside, first) / far;
      let [sine, cosine, shift] = [1, 1, 0];
      let i = end - 1;
      for (; i >= first; i--) {
        const f = sine * at(beside, i);
        const b = cosine * at(beside, i);
        const r = Math.sqrt(f * f + g * g);
        beside[i + 1] = r;
        if (r === 0) break;
        sine = f / r;
        cosine = g / r;
        g = at(diagonal, i + 1) - shift;
        const t = (at(diagonal, i) - g) * sine + 2 * cosine * b;
        shift = sine * t;
        diagonal[i + 1] = g + shift;
        g = cosine * t - b;
        turns.cosines[i] = cosine;
        turns.sines[i] = sine;
      }
      turnColumns(columns, size, i + 1, end, turns);
      beside[end] = 0;
      if (i >= first) {
        // The matrix has fallen into two parts; each goes on by itself.
        diagonal[i + 1] = at(diagonal, i + 1) - shift;
        continue;
      }
      diagonal[first] = at(diagonal, first) - shift;
      beside[first] = g;
    }
  }
}

interface Turns {
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

/**
 * Turns columns i and i + 1 by angle number i, for i from `end` − 1 down to `first`. Within a row each turn needs the
 * result of the one before; four rows at a time keep the processor busy meanwhile.
 */
function turnColumns(a: Float64Array, size: number, first: number, end: number, { cosines, sines }: Turns): void {
  let row = 0;
  for (; row + 3 < size; row += 4) {
    const r0 = row * size;
    const r1 = r0 + size;
    const r2 = r1 + size;
    const r3 = r2 + size;
    let h0 = a[r0 + end] ?? 0;
    let h1 = a[r1 + end] ?? 0;
    let h2 = a[r2 + end] ?? 0;
    let h3 = a[r3 + end] ?? 0;
    for (let i = end - 1; i >= first; i--) {
      const c = cosines[i] ?? 0;
      const s = sines[i] ?? 0;
      const l0 = a[r0 + i] ?? 0;
      const l1 = a[r1 + i] ?? 0;
      const l2 = a[r2 + i] ?? 0;
      const l3 = a[r3 + i] ?? 0;
      a[r0 + i + 1] = s * l0 + c * h0;
      a[r1 + i + 1] = s * l1 + c * h1;
      a[r2 + i + 1] = s * l2 + c * h2;
      a[r3 + i + 1] = s * l3 + c * h3;
      h0 = c * l0 - s * h0;
      h1 = c * l1 - s * h1;
      h2 = c * l2 - s * h2;
      h3 = c * l3 - s * h3;
    }
    a[r0 + first] = h0;
    a[r1 + first] = h1;
    a[r2 + first] = h2;
    a[r3 + first] = h3;
  }
  for (; row < size; row++) {
    const at = row * size;
    let high = a[at + end] ?? 0;
    for (let i = end - 1; i >= first; i--) {
      const [c, s, low] = [cosines[i] ?? 0, sines[i] ?? 0, a[at + i] ?? 0];
      a[at + i + 1] = s * low + c * high;
      high = c * low - s * high;
    }
    a[at + first] = high;
  }
}

function dot(a: Float64Array, i: number, b: Float64Array, j: number, count: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += (a[i + k] ?? 0) * (b[j + k] ?? 0);
  return sum;
}

/** Adds `factor` times the numbers of `b` to those of `a`. */
function add(a: Float64Array, i: number, factor: number, b: Float64Array, j: number, count: number): void {
  for (let k = 0; k < count; k++) a[i + k] = (a[i + k] ?? 0) + factor * (b[j + k] ?? 0);
}
