/*
 * Elementary functions on four numbers at a time. Relative errors, measured against float64 over the whole
 * range and held to by a test: exp, expm1, log, sigmoid, tanh and softplus 4e-7; Φ 1e-6 down to −5.
 */

const LOG2E: f32 = 1.44269504;
/** ln 2 in two parts: the first has few digits, so that n·LN2_HIGH is exact. */
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.12194440e-4;
/** Adding 1.5·2²³ rounds to an integer, which then stands in the low bits. */
const ROUNDER: f32 = 12582912;
/** Beyond these eˣ overflows, or falls below the smallest normal number. */
const EXP_HIGH: f32 = 88.72283;
const EXP_LOW: f32 = -87.33654;

@inline
export function splat(value: f32): v128 {
  return f32x4.splat(value);
}

@inline
export function mulAdd(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), c);
}

@inline
export function abs(x: v128): v128 {
  return f32x4.abs(x);
}

/** `yes` where the mask is set. */
@inline
export function choose(mask: v128, yes: v128, no: v128): v128 {
  return v128.bitselect(yes, no, mask);
}

/** (eʳ − 1) for |r| ≤ ½·ln 2: r + r²·q(r), with q fitted for the least largest error. */
@inline
function expm1Near(r: v128): v128 {
  let q = mulAdd(r, splat(0.00138144335), splat(0.00836879667));
  q = mulAdd(r, q, splat(0.0416683964));
  q = mulAdd(r, q, splat(0.166665196));
  q = mulAdd(r, q, splat(0.49999994));
  return mulAdd(f32x4.mul(r, r), q, r);
}

/** eˣ; 0 where it is below the normal numbers, infinite where it overflows, NaN for NaN. */
@inline
export function exp(x: v128): v128 {
  const shifted = mulAdd(x, splat(LOG2E), splat(ROUNDER));
  const n = f32x4.sub(shifted, splat(ROUNDER));
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, splat(LN2_HIGH))), f32x4.mul(n, splat(LN2_LOW)));
  const p = f32x4.add(expm1Near(r), splat(1));
  const value = i32x4.add(p, i32x4.shl(shifted, 23));
  const bounded = choose(f32x4.gt(x, splat(EXP_HIGH)), splat(Infinity), value);
  return choose(f32x4.lt(x, splat(EXP_LOW)), splat(0), choose(f32x4.ne(x, x), x, bounded));
}

/** eˣ − 1 without losing digits near 0, for x up to 88. */
@inline
export function expm1(x: v128): v128 {
  const inside = f32x4.pmin(f32x4.pmax(x, splat(-20)), splat(88));
  const shifted = mulAdd(inside, splat(LOG2E), splat(ROUNDER));
  const n = f32x4.sub(shifted, splat(ROUNDER));
  const r = f32x4.sub(f32x4.sub(inside, f32x4.mul(n, splat(LN2_HIGH))), f32x4.mul(n, splat(LN2_LOW)));
  const power = i32x4.add(splat(1), i32x4.shl(shifted, 23));
  return mulAdd(power, expm1Near(r), f32x4.sub(power, splat(1)));
}

/** ln x for normal x > 0; −∞ for 0 and what is smaller than normal, NaN below. */
@inline
export function log(x: v128): v128 {
  // x = 2ᵉ·m with m in [√½, √2): the subtraction puts the border of the exponent at √½.
  const bits = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const e = f32x4.convert_i32x4_s(i32x4.shr_s(bits, 23));
  const m = i32x4.add(v128.and(bits, i32x4.splat(0x007fffff)), i32x4.splat(0x3f3504f3));
  const f = f32x4.sub(m, splat(1));
  const s = f32x4.div(f, f32x4.add(f, splat(2)));
  const z = f32x4.mul(s, s);
  // ln m = 2·artanh s = f − s·(f − s²·series), which keeps the digits of f.
  let series = mulAdd(z, splat(0.222222222), splat(0.285714286));
  series = mulAdd(z, series, splat(0.4));
  series = f32x4.mul(z, mulAdd(z, series, splat(0.666666667)));
  const near = f32x4.sub(f, f32x4.mul(s, f32x4.sub(f, series)));
  const value = f32x4.add(mulAdd(e, splat(LN2_LOW), near), f32x4.mul(e, splat(LN2_HIGH)));
  const finite = choose(f32x4.lt(x, splat(Infinity)), value, x);
  const positive = choose(f32x4.lt(x, splat(1.17549435e-38)), splat(-Infinity), finite);
  return choose(f32x4.lt(x, splat(0)), splat(NaN), positive);
}

/** ln(1 + u) for u ≥ 0: the rounding of 1 + u is made good by a factor. */
@inline
export function log1p(u: v128): v128 {
  const w = f32x4.add(u, splat(1));
  const d = f32x4.sub(w, splat(1));
  return choose(f32x4.eq(d, splat(0)), u, f32x4.mul(log(w), f32x4.div(u, d)));
}

/** 1/(1 + e⁻ˣ) */
@inline
export function sigmoid(x: v128): v128 {
  return f32x4.div(splat(1), f32x4.add(splat(1), exp(f32x4.neg(x))));
}

/** (e²ˣ − 1)/(e²ˣ + 1) */
@inline
export function tanh(x: v128): v128 {
  const inside = f32x4.pmin(f32x4.pmax(x, splat(-10)), splat(10));
  const t = expm1(f32x4.add(inside, inside));
  return f32x4.div(t, f32x4.add(t, splat(2)));
}

/** max(x, 0) + ln(1 + e^−|x|) */
@inline
export function softplus(x: v128): v128 {
  return f32x4.add(f32x4.pmax(x, splat(0)), log1p(exp(f32x4.neg(abs(x)))));
}

/** e^(−x²/2) */
@inline
export function bell(x: v128): v128 {
  return exp(f32x4.mul(f32x4.mul(x, x), splat(-0.5)));
}

/**
 * Φ(x), how much of a standard normal lies below x, from the tail beyond |x|: t·e^(−x²/2 + P(t)) with
 * t = 1/(1 + 0.3·|x|) and P fitted for the least largest error.
 */
@inline
export function normalBelow(x: v128): v128 {
  const t = f32x4.div(splat(1), mulAdd(abs(x), splat(0.3), splat(1)));
  let p = mulAdd(t, splat(-0.13805224), splat(0.514815211));
  p = mulAdd(t, p, splat(-0.547961473));
  p = mulAdd(t, p, splat(-0.0347979255));
  p = mulAdd(t, p, splat(0.146577448));
  p = mulAdd(t, p, splat(0.053536471));
  p = mulAdd(t, p, splat(0.439739734));
  p = mulAdd(t, p, splat(0.995654225));
  p = mulAdd(t, p, splat(-2.12265873));
  const tail = f32x4.mul(t, exp(mulAdd(f32x4.mul(x, x), splat(-0.5), p)));
  return choose(f32x4.gt(x, splat(0)), f32x4.sub(splat(1), tail), tail);
}
