/*
 * Products of rows with rows, the arithmetic behind covariances and projections. Sixteen products are summed at a
 * time, so that each number that is read takes part in four of them; that makes it several times as fast as one by one.
 */

/** Rows of numbers, `width` each, one behind the other; their number is a multiple of four. */
export interface Rows {
  readonly values: Float64Array;
  readonly count: number;
  readonly width: number;
}

/** Adds a_i · b_j to `sums[i · stride + j]` for all rows of both; with `lower` only for blocks that hold a j ≤ i. */
export function addRowProducts(a: Rows, b: Rows, sums: Float64Array, stride: number, lower = false): void {
  const { values: u, width } = a;
  const { values: v } = b;
  for (let i = 0; i < a.count; i += 4) {
    const i0 = i * width;
    const i1 = i0 + width;
    const i2 = i1 + width;
    const i3 = i2 + width;
    for (let j = 0; j < (lower ? i + 1 : b.count); j += 4) {
      const j0 = j * width;
      const j1 = j0 + width;
      const j2 = j1 + width;
      const j3 = j2 + width;
      let s00 = 0;
      let s01 = 0;
      let s02 = 0;
      let s03 = 0;
      let s10 = 0;
      let s11 = 0;
      let s12 = 0;
      let s13 = 0;
      let s20 = 0;
      let s21 = 0;
      let s22 = 0;
      let s23 = 0;
      let s30 = 0;
      let s31 = 0;
      let s32 = 0;
      let s33 = 0;
      for (let k = 0; k < width; k++) {
        const a0 = u[i0 + k] ?? 0;
        const a1 = u[i1 + k] ?? 0;
        const a2 = u[i2 + k] ?? 0;
        const a3 = u[i3 + k] ?? 0;
        const b0 = v[j0 + k] ?? 0;
        const b1 = v[j1 + k] ?? 0;
        const b2 = v[j2 + k] ?? 0;
        const b3 = v[j3 + k] ?? 0;
        s00 += a0 * b0;
        s01 += a0 * b1;
        s02 += a0 * b2;
        s03 += a0 * b3;
        s10 += a1 * b0;
        s11 += a1 * b1;
        s12 += a1 * b2;
        s13 += a1 * b3;
        s20 += a2 * b0;
        s21 += a2 * b1;
        s22 += a2 * b2;
        s23 += a2 * b3;
        s30 += a3 * b0;
        s31 += a3 * b1;
        s32 += a3 * b2;
        s33 += a3 * b3;
      }
      const at = i * stride + j;
      addFour(sums, at, s00, s01, s02, s03);
      addFour(sums, at + stride, s10, s11, s12, s13);
      addFour(sums, at + 2 * stride, s20, s21, s22, s23);
      addFour(sums, at + 3 * stride, s30, s31, s32, s33);
    }
  }
}

function addFour(sums: Float64Array, at: number, a: number, b: number, c: number, d: number): void {
  sums[at] = (sums[at] ?? 0) + a;
  sums[at + 1] = (sums[at + 1] ?? 0) + b;
  sums[at + 2] = (sums[at + 2] ?? 0) + c;
  sums[at + 3] = (sums[at + 3] ?? 0) + d;
}

export const upToFour = (count: number): number => Math.ceil(count / 4) * 4;
