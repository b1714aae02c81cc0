/*
 * The innermost loops of every matrix product: one tile of the result, held in registers while the
 * contraction runs. An element of the left matrix is at `a<row> + k·aStep`, a row of the right one at
 * `b + k·bStep`, so that packed, plain and transposed operands all use the same code.
 *
 * The tile starts from zero where `start` is 0, and otherwise from the rows at `start + row·startStep`:
 * the result itself (accumulate), or a bias with a step of 0.
 */

@inline
function splat(address: usize): v128 {
  return v128.load_splat<f32>(address);
}

@inline
function step(sum: v128, a: v128, b: v128): v128 {
  return f32x4.add(sum, f32x4.mul(a, b));
}

/** Four rows and eight columns. */
export function tile4x8(
  k: i32,
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  start: usize,
  startStep: usize,
  c: usize,
  cStep: usize,
): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  if (start) {
    c00 = v128.load(start);
    c01 = v128.load(start, 16);
    start += startStep;
    c10 = v128.load(start);
    c11 = v128.load(start, 16);
    start += startStep;
    c20 = v128.load(start);
    c21 = v128.load(start, 16);
    start += startStep;
    c30 = v128.load(start);
    c31 = v128.load(start, 16);
  }
  for (; k > 0; k--) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    b += bStep;
    const x0 = splat(a0);
    a0 += aStep;
    c00 = step(c00, x0, b0);
    c01 = step(c01, x0, b1);
    const x1 = splat(a1);
    a1 += aStep;
    c10 = step(c10, x1, b0);
    c11 = step(c11, x1, b1);
    const x2 = splat(a2);
    a2 += aStep;
    c20 = step(c20, x2, b0);
    c21 = step(c21, x2, b1);
    const x3 = splat(a3);
    a3 += aStep;
    c30 = step(c30, x3, b0);
    c31 = step(c31, x3, b1);
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  c += cStep;
  v128.store(c, c10);
  v128.store(c, c11, 16);
  c += cStep;
  v128.store(c, c20);
  v128.store(c, c21, 16);
  c += cStep;
  v128.store(c, c30);
  v128.store(c, c31, 16);
}

/** Four rows and four columns. */
export function tile4x4(
  k: i32,
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  start: usize,
  startStep: usize,
  c: usize,
  cStep: usize,
): void {
  let c0 = f32x4.splat(0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  if (start) {
    c0 = v128.load(start);
    start += startStep;
    c1 = v128.load(start);
    start += startStep;
    c2 = v128.load(start);
    start += startStep;
    c3 = v128.load(start);
  }
  for (; k > 0; k--) {
    const b0 = v128.load(b);
    b += bStep;
    c0 = step(c0, splat(a0), b0);
    c1 = step(c1, splat(a1), b0);
    c2 = step(c2, splat(a2), b0);
    c3 = step(c3, splat(a3), b0);
    a0 += aStep;
    a1 += aStep;
    a2 += aStep;
    a3 += aStep;
  }
  v128.store(c, c0);
  c += cStep;
  v128.store(c, c1);
  c += cStep;
  v128.store(c, c2);
  c += cStep;
  v128.store(c, c3);
}
