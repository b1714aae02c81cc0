/*
 * Batch normalisation over the rows of a matrix, one feature a column: images count every pixel as a row.
 * Four columns at a time in lanes; the last ones alone, spread over all lanes, so that the same code (and the
 * same rounding) serves both.
 */
import { put, take } from './lanes';
import { mulAdd, splat } from './math';

/**
 * y = gamma·(x − mean)/√(variance + ε) + beta with the batch's own mean and (biased) variance, which the
 * moving averages follow: moving = moving·momentum + batch·(1 − momentum). `mean` and `inverse` (that is
 * 1/√(variance + ε)) are kept for the gradient. `gamma` and `beta` may be 0.
 */
export function batchNorm(
  x: usize,
  gamma: usize,
  beta: usize,
  movingMean: usize,
  movingVariance: usize,
  y: usize,
  mean: usize,
  inverse: usize,
  rows: i32,
  columns: i32,
  momentum: f64,
  epsilon: f32,
): void {
  const step = (<usize>columns) << 2;
  const whole = (<usize>(columns & ~3)) << 2;
  for (let j: usize = 0; j < whole; j += 16)
    forward(true, x, gamma, beta, movingMean, movingVariance, y, mean, inverse, rows, step, j, momentum, epsilon);
  for (let j = whole; j < step; j += 4)
    forward(false, x, gamma, beta, movingMean, movingVariance, y, mean, inverse, rows, step, j, momentum, epsilon);
}

@inline
function forward(
  whole: bool,
  x: usize,
  gamma: usize,
  beta: usize,
  movingMean: usize,
  movingVariance: usize,
  y: usize,
  mean: usize,
  inverse: usize,
  rows: i32,
  step: usize,
  j: usize,
  momentum: f64,
  epsilon: f32,
): void {
  const count = splat(<f32>rows);
  let sum = splat(0);
  let at = x + j;
  for (let i = 0; i < rows; i++) {
    sum = f32x4.add(sum, take(at, whole));
    at += step;
  }
  const centre = f32x4.div(sum, count);
  let squares = splat(0);
  at = x + j;
  for (let i = 0; i < rows; i++) {
    const d = f32x4.sub(take(at, whole), centre);
    squares = mulAdd(d, d, squares);
    at += step;
  }
  const variance = f32x4.div(squares, count);
  const spread = f32x4.div(splat(1), f32x4.sqrt(f32x4.add(variance, splat(epsilon))));
  put(mean + j, centre, whole);
  put(inverse + j, spread, whole);
  const keep = splat(<f32>momentum);
  const follow = splat(<f32>(1 - momentum));
  put(movingMean + j, mulAdd(take(movingMean + j, whole), keep, f32x4.mul(centre, follow)), whole);
  put(movingVariance + j, mulAdd(take(movingVariance + j, whole), keep, f32x4.mul(variance, follow)), whole);
  const scale = gamma ? f32x4.mul(spread, take(gamma + j, whole)) : spread;
  const shift = beta ? take(beta + j, whole) : splat(0);
  at = x + j;
  let to = y + j;
  for (let i = 0; i < rows; i++) {
    put(to, mulAdd(f32x4.sub(take(at, whole), centre), scale, shift), whole);
    at += step;
    to += step;
  }
}

/**
 * With h = (x − mean)·inverse: dBeta = Σ dy, dGamma = Σ dy·h, dx = gamma·inverse·(dy − (dBeta + h·dGamma)/rows);
 * the three results may each be 0, except that `dx` must not be x. dx may be dy.
 */
export function batchNormGrad(
  x: usize,
  gamma: usize,
  mean: usize,
  inverse: usize,
  dy: usize,
  dx: usize,
  dGamma: usize,
  dBeta: usize,
  rows: i32,
  columns: i32,
): void {
  const step = (<usize>columns) << 2;
  const whole = (<usize>(columns & ~3)) << 2;
  for (let j: usize = 0; j < whole; j += 16)
    backward(true, x, gamma, mean, inverse, dy, dx, dGamma, dBeta, rows, step, j);
  for (let j = whole; j < step; j += 4)
    backward(false, x, gamma, mean, inverse, dy, dx, dGamma, dBeta, rows, step, j);
}

@inline
function backward(
  whole: bool,
  x: usize,
  gamma: usize,
  mean: usize,
  inverse: usize,
  dy: usize,
  dx: usize,
  dGamma: usize,
  dBeta: usize,
  rows: i32,
  step: usize,
  j: usize,
): void {
  const centre = take(mean + j, whole);
  const spread = take(inverse + j, whole);
  let sum = splat(0);
  let product = splat(0);
  let at = x + j;
  let from = dy + j;
  for (let i = 0; i < rows; i++) {
    const g = take(from, whole);
    sum = f32x4.add(sum, g);
    product = mulAdd(g, f32x4.sub(take(at, whole), centre), product);
    at += step;
    from += step;
  }
  product = f32x4.mul(product, spread);
  if (dBeta) put(dBeta + j, sum, whole);
  if (dGamma) put(dGamma + j, product, whole);
  if (!dx) return;
  const share = splat(1 / <f32>rows);
  const scale = gamma ? f32x4.mul(spread, take(gamma + j, whole)) : spread;
  const shift = f32x4.mul(sum, share);
  const tilt = f32x4.mul(f32x4.mul(product, share), spread);
  at = x + j;
  from = dy + j;
  let to = dx + j;
  for (let i = 0; i < rows; i++) {
    const h = f32x4.sub(take(at, whole), centre);
    put(to, f32x4.mul(scale, f32x4.sub(f32x4.sub(take(from, whole), shift), f32x4.mul(h, tilt))), whole);
    at += step;
    from += step;
    to += step;
  }
}
