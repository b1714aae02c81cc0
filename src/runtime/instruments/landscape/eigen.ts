/*
 * Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's rotations: each makes one entry beside the
 * diagonal zero, until all are. Exact enough and quick for the few dozen rows that it is used for.
 */
export interface Eigen {
  readonly value: number;
  /** Of length 1. */
  readonly vector: Float64Array;
}

const SWEEPS = 60;

/** Largest first. `matrix` holds the rows one behind the other. */
export function symmetricEigen(matrix: Float64Array, n: number): readonly Eigen[] {
  const a = matrix.slice();
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  const at = (i: number, j: number) => a[i * n + j] ?? 0;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let [off, size] = [0, 0];
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        size += at(i, j) ** 2;
        if (i !== j) off += at(i, j) ** 2;
      }
    if (off <= 1e-24 * size) break;
    for (let p = 0; p < n - 1; p++)
      for (let q = p + 1; q < n; q++) {
        if (at(p, q) === 0) continue;
        const theta = (at(q, q) - at(p, p)) / (2 * at(p, q));
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta ** 2 + 1));
        const c = 1 / Math.sqrt(t ** 2 + 1);
        rotate(a, n, p, q, c, t * c);
        turn(vectors, n, p, q, c, t * c);
      }
  }
  return Array.from({ length: n }, (_, k) => ({
    value: at(k, k),
    vector: Float64Array.from({ length: n }, (_x, i) => vectors[i * n + k] ?? 0),
  })).toSorted((x, y) => y.value - x.value);
}

/** Columns, then rows `p` and `q`. */
function rotate(a: Float64Array, n: number, p: number, q: number, c: number, s: number): void {
  turn(a, n, p, q, c, s);
  for (let i = 0; i < n; i++) {
    const [x, y] = [a[p * n + i] ?? 0, a[q * n + i] ?? 0];
    a[p * n + i] = c * x - s * y;
    a[q * n + i] = s * x + c * y;
  }
}

function turn(a: Float64Array, n: number, p: number, q: number, c: number, s: number): void {
  for (let i = 0; i < n; i++) {
    const [x, y] = [a[i * n + p] ?? 0, a[i * n + q] ?? 0];
    a[i * n + p] = c * x - s * y;
    a[i * n + q] = s * x + c * y;
  }
}
