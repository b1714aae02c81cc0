/* Gradient clipping, in place. */

/** Σ x² */
function squares(x: usize, count: i32): f32 {
  let sums = f32x4.splat(0);
  let rest: f32 = 0;
  for (; count >= 4; count -= 4) {
    const v = v128.load(x);
    sums = f32x4.add(sums, f32x4.mul(v, v));
    x += 16;
  }
  for (; count > 0; count--) {
    rest += load<f32>(x) * load<f32>(x);
    x += 4;
  }
  return (
    f32x4.extract_lane(sums, 0) +
    f32x4.extract_lane(sums, 1) +
    (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3)) +
    rest
  );
}

function scale(x: usize, count: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  for (; count >= 4; count -= 4) {
    v128.store(x, f32x4.mul(v128.load(x), factors));
    x += 16;
  }
  for (; count > 0; count--) {
    store<f32>(x, load<f32>(x) * factor);
    x += 4;
  }
}

/** x = min(max(x, −limit), limit) */
export function clipByValue(x: usize, count: i32, limit: f32): void {
  const high = f32x4.splat(limit);
  const low = f32x4.splat(-limit);
  for (; count >= 4; count -= 4) {
    v128.store(x, f32x4.pmin(f32x4.pmax(v128.load(x), low), high));
    x += 16;
  }
  for (; count > 0; count--) {
    store<f32>(x, min(max(load<f32>(x), -limit), limit));
    x += 4;
  }
}

/** x·limit/max(‖x‖, limit) */
export function clipByNorm(x: usize, count: i32, limit: f32): void {
  scale(x, count, limit / max(sqrt<f32>(squares(x, count)), limit));
}

/** The same, but all NaN where ‖x‖ is not finite, as Keras has it for the norm of all gradients together. */
export function clipByGlobalNorm(x: usize, count: i32, limit: f32): void {
  const length = sqrt<f32>(squares(x, count));
  scale(x, count, limit / max(length, limit) + (length - length));
}
