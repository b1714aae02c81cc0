/*
 * The inner loops of the typed-array peer: rows of a matrix, scaled and added to another row. Four rows are
 * taken at a time, because then the target is read and written once for four products; this makes large
 * layers more than twice as fast.
 */

/** `target[at + j] += s · source[o + j]` for `n` columns. */
export function addRow(target: Float32Array, at: number, n: number, s: number, source: Float32Array, o: number): void {
  for (let j = 0; j < n; j++) target[at + j] = (target[at + j] ?? 0) + s * (source[o + j] ?? 0);
}

/** The same for four rows, which lie `n` apart. */
export function addFourRows(
  target: Float32Array,
  at: number,
  n: number,
  s0: number,
  s1: number,
  s2: number,
  s3: number,
  source: Float32Array,
  o: number,
): void {
  const o1 = o + n;
  const o2 = o1 + n;
  const o3 = o2 + n;
  for (let j = 0; j < n; j++) {
    target[at + j] =
      (target[at + j] ?? 0) +
      s0 * (source[o + j] ?? 0) +
      s1 * (source[o1 + j] ?? 0) +
      s2 * (source[o2 + j] ?? 0) +
      s3 * (source[o3 + j] ?? 0);
  }
}

/** `target[at + r] = Σⱼ row[from + j] · source[o + r·n + j]` for `rows` rows of `n` columns. */
export function dotRows(
  target: Float32Array,
  at: number,
  rows: number,
  n: number,
  row: Float32Array,
  from: number,
  source: Float32Array,
): void {
  let r = 0;
  for (; r + 3 < rows; r += 4) {
    const o = r * n;
    const o1 = o + n;
    const o2 = o1 + n;
    const o3 = o2 + n;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let j = 0; j < n; j++) {
      const value = row[from + j] ?? 0;
      a += value * (source[o + j] ?? 0);
      b += value * (source[o1 + j] ?? 0);
      c += value * (source[o2 + j] ?? 0);
      d += value * (source[o3 + j] ?? 0);
    }
    target[at + r] = a;
    target[at + r + 1] = b;
    target[at + r + 2] = c;
    target[at + r + 3] = d;
  }
  for (; r < rows; r++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += (row[from + j] ?? 0) * (source[r * n + j] ?? 0);
    target[at + r] = sum;
  }
}
