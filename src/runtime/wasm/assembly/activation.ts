/*
 * Activation functions and their slopes, element by element. The registry lists the codes and says from
 * which side of the function its slope is taken: from the output where that saves an exponential.
 */
import { abs, bell, choose, exp, expm1, mulAdd, normalBelow, sigmoid, softplus, splat, tanh } from './math';

const RELU: i32 = 1;
const LEAKY_RELU: i32 = 2;
const RELU6: i32 = 3;
const ELU: i32 = 4;
const SELU: i32 = 5;
const SIGMOID: i32 = 6;
const HARD_SIGMOID: i32 = 7;
const TANH: i32 = 8;
const SOFTSIGN: i32 = 9;
const SOFTPLUS: i32 = 10;
const EXPONENTIAL: i32 = 11;
const SILU: i32 = 12;
const GELU: i32 = 13;
const MISH: i32 = 14;

const SELU_SCALE: f32 = 1.0507009873554805;
const SELU_ALPHA: f32 = 1.6732632423543772;
/** 1/√(2π) */
const BELL_TOP: f32 = 0.3989422804014327;

/** `code` is a constant wherever this is called, so only one of the branches is left. */
@inline
function value(code: i32, x: v128, alpha: v128): v128 {
  const zero = splat(0);
  const positive = f32x4.gt(x, zero);
  if (code === RELU) return f32x4.pmax(x, zero);
  if (code === LEAKY_RELU) return choose(positive, x, f32x4.mul(x, alpha));
  if (code === RELU6) return f32x4.pmin(f32x4.pmax(x, zero), splat(6));
  if (code === ELU) return choose(positive, x, f32x4.mul(expm1(x), alpha));
  if (code === SELU)
    return f32x4.mul(splat(SELU_SCALE), choose(positive, x, f32x4.mul(expm1(x), splat(SELU_ALPHA))));
  if (code === SIGMOID) return sigmoid(x);
  if (code === HARD_SIGMOID)
    return f32x4.div(f32x4.pmin(f32x4.pmax(f32x4.add(x, splat(3)), zero), splat(6)), splat(6));
  if (code === TANH) return tanh(x);
  if (code === SOFTSIGN) return f32x4.div(x, f32x4.add(abs(x), splat(1)));
  if (code === SOFTPLUS) return softplus(x);
  if (code === EXPONENTIAL) return exp(x);
  if (code === SILU) return f32x4.mul(x, sigmoid(x));
  if (code === GELU) return f32x4.mul(x, normalBelow(x));
  return f32x4.mul(x, tanh(softplus(x)));
}

/** The slope, where `at` is what the registry says: the function's input or its output. */
@inline
function slope(code: i32, at: v128, alpha: v128): v128 {
  const zero = splat(0);
  const one = splat(1);
  const positive = f32x4.gt(at, zero);
  if (code === RELU) return choose(positive, one, zero);
  if (code === LEAKY_RELU) return choose(positive, one, alpha);
  if (code === RELU6) return choose(v128.and(positive, f32x4.le(at, splat(6))), one, zero);
  if (code === ELU) return choose(positive, one, f32x4.add(at, alpha));
  if (code === SELU) return choose(positive, splat(SELU_SCALE), f32x4.add(at, splat(SELU_SCALE * SELU_ALPHA)));
  if (code === SIGMOID) return f32x4.mul(at, f32x4.sub(one, at));
  if (code === HARD_SIGMOID)
    return choose(
      v128.and(f32x4.gt(at, splat(-3)), f32x4.le(at, splat(3))),
      splat(0.16666667),
      zero,
    );
  if (code === TANH) return f32x4.sub(one, f32x4.mul(at, at));
  if (code === SOFTSIGN) {
    const rest = f32x4.sub(one, abs(at));
    return f32x4.mul(rest, rest);
  }
  if (code === SOFTPLUS) return f32x4.neg(expm1(f32x4.neg(at)));
  if (code === EXPONENTIAL) return at;
  if (code === SILU) {
    const s = sigmoid(at);
    return f32x4.mul(s, mulAdd(at, f32x4.sub(one, s), one));
  }
  if (code === GELU) return mulAdd(f32x4.mul(at, splat(BELL_TOP)), bell(at), normalBelow(at));
  const gate = tanh(softplus(at));
  return mulAdd(f32x4.mul(at, f32x4.sub(one, f32x4.mul(gate, gate))), sigmoid(at), gate);
}

@inline
function everyValue(code: i32, x: usize, y: usize, count: i32, alpha: v128): void {
  for (; count >= 4; count -= 4) {
    v128.store(y, value(code, v128.load(x), alpha));
    x += 16;
    y += 16;
  }
  for (; count > 0; count--) {
    store<f32>(y, f32x4.extract_lane(value(code, v128.load_splat<f32>(x), alpha), 0));
    x += 4;
    y += 4;
  }
}

@inline
function everySlope(code: i32, at: usize, dy: usize, dx: usize, count: i32, alpha: v128): void {
  for (; count >= 4; count -= 4) {
    v128.store(dx, f32x4.mul(v128.load(dy), slope(code, v128.load(at), alpha)));
    at += 16;
    dy += 16;
    dx += 16;
  }
  for (; count > 0; count--) {
    const product = f32x4.mul(v128.load_splat<f32>(dy), slope(code, v128.load_splat<f32>(at), alpha));
    store<f32>(dx, f32x4.extract_lane(product, 0));
    at += 4;
    dy += 4;
    dx += 4;
  }
}

/** y = f(x); y may be x. */
export function activation(x: usize, y: usize, count: i32, code: i32, alpha: f32): void {
  const slopeBelow = splat(alpha);
  switch (code) {
    case RELU:
      return everyValue(RELU, x, y, count, slopeBelow);
    case LEAKY_RELU:
      return everyValue(LEAKY_RELU, x, y, count, slopeBelow);
    case RELU6:
      return everyValue(RELU6, x, y, count, slopeBelow);
    case ELU:
      return everyValue(ELU, x, y, count, slopeBelow);
    case SELU:
      return everyValue(SELU, x, y, count, slopeBelow);
    case SIGMOID:
      return everyValue(SIGMOID, x, y, count, slopeBelow);
    case HARD_SIGMOID:
      return everyValue(HARD_SIGMOID, x, y, count, slopeBelow);
    case TANH:
      return everyValue(TANH, x, y, count, slopeBelow);
    case SOFTSIGN:
      return everyValue(SOFTSIGN, x, y, count, slopeBelow);
    case SOFTPLUS:
      return everyValue(SOFTPLUS, x, y, count, slopeBelow);
    case EXPONENTIAL:
      return everyValue(EXPONENTIAL, x, y, count, slopeBelow);
    case SILU:
      return everyValue(SILU, x, y, count, slopeBelow);
    case GELU:
      return everyValue(GELU, x, y, count, slopeBelow);
    case MISH:
      return everyValue(MISH, x, y, count, slopeBelow);
    default:
      if (x !== y) memory.copy(y, x, (<usize>count) << 2);
  }
}

/** dx = dy·f′; dx may be dy. */
export function activationGrad(at: usize, dy: usize, dx: usize, count: i32, code: i32, alpha: f32): void {
  const slopeBelow = splat(alpha);
  switch (code) {
    case RELU:
      return everySlope(RELU, at, dy, dx, count, slopeBelow);
    case LEAKY_RELU:
      return everySlope(LEAKY_RELU, at, dy, dx, count, slopeBelow);
    case RELU6:
      return everySlope(RELU6, at, dy, dx, count, slopeBelow);
    case ELU:
      return everySlope(ELU, at, dy, dx, count, slopeBelow);
    case SELU:
      return everySlope(SELU, at, dy, dx, count, slopeBelow);
    case SIGMOID:
      return everySlope(SIGMOID, at, dy, dx, count, slopeBelow);
    case HARD_SIGMOID:
      return everySlope(HARD_SIGMOID, at, dy, dx, count, slopeBelow);
    case TANH:
      return everySlope(TANH, at, dy, dx, count, slopeBelow);
    case SOFTSIGN:
      return everySlope(SOFTSIGN, at, dy, dx, count, slopeBelow);
    case SOFTPLUS:
      return everySlope(SOFTPLUS, at, dy, dx, count, slopeBelow);
    case EXPONENTIAL:
      return everySlope(EXPONENTIAL, at, dy, dx, count, slopeBelow);
    case SILU:
      return everySlope(SILU, at, dy, dx, count, slopeBelow);
    case GELU:
      return everySlope(GELU, at, dy, dx, count, slopeBelow);
    case MISH:
      return everySlope(MISH, at, dy, dx, count, slopeBelow);
    default:
      if (dy !== dx) memory.copy(dx, dy, (<usize>count) << 2);
  }
}
