/*
 * Copies a block of a matrix so that its columns become rows, four by four in registers.
 */

/**
 * `to[j·toStep + i·4 bytes] = from[i·fromStep + j·4 bytes]` for i < 4 and all j < columns: four rows side
 * by side. Rows from `rows` on count as zero, so that a ragged edge needs no loop of its own.
 */
export function interleave4(from: usize, fromStep: usize, rows: i32, columns: i32, to: usize, toStep: usize): void {
  const zero = f32x4.splat(0);
  const r0 = from;
  const r1 = rows > 1 ? from + fromStep : from;
  const r2 = rows > 2 ? from + 2 * fromStep : from;
  const r3 = rows > 3 ? from + 3 * fromStep : from;
  let j = 0;
  for (; j + 4 <= columns; j += 4) {
    const at = (<usize>j) << 2;
    const v0 = v128.load(r0 + at);
    const v1 = rows > 1 ? v128.load(r1 + at) : zero;
    const v2 = rows > 2 ? v128.load(r2 + at) : zero;
    const v3 = rows > 3 ? v128.load(r3 + at) : zero;
    const low01 = v128.shuffle<f32>(v0, v1, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(v0, v1, 2, 6, 3, 7);
    const low23 = v128.shuffle<f32>(v2, v3, 0, 4, 1, 5);
    const high23 = v128.shuffle<f32>(v2, v3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
    to += toStep;
    v128.store(to, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
    to += toStep;
    v128.store(to, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
    to += toStep;
    v128.store(to, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
    to += toStep;
  }
  for (; j < columns; j++) {
    const at = (<usize>j) << 2;
    store<f32>(to, load<f32>(r0 + at));
    store<f32>(to, rows > 1 ? load<f32>(r1 + at) : 0, 4);
    store<f32>(to, rows > 2 ? load<f32>(r2 + at) : 0, 8);
    store<f32>(to, rows > 3 ? load<f32>(r3 + at) : 0, 12);
    to += toStep;
  }
}
