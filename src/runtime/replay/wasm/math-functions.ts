/*
 * Exponentials and their kin on four numbers at once, written where they are wanted: a call would cost as much as
 * the function. The exponential and the logarithm stay within 2 units in the last place where the result is a normal
 * number, what is made of them, and tanh, within 3.5e-7 of it. The logarithm follows Cephes' single-precision library (S. Moshier).
 */
import { arithmetic } from './arithmetic.ts';
import type { Code, Push } from './code.ts';

const SIGN = 0x80000000;

export type MathFunction = 'exp' | 'expm1' | 'log' | 'log1p' | 'tanh' | 'sigmoid' | 'softplus' | 'erf';

/** What a function is written with. */
interface Tools extends ReturnType<typeof arithmetic> {
  /** What it was given. */
  readonly x: Push;
  call(name: MathFunction, x: Push): Push;
}

/** Computes what it needs more than once, and gives the result. */
type Rule = (tools: Tools) => Push;

const EXP_HIGH = 88.72284;
const EXP_LOW = -87.33654;
/** ln 2 in two parts, so that nothing is lost when n of them are taken away. */
const LN2 = [0.693359375, -2.1219444e-4] as const;

/** Adding it rounds to a whole number, which then stands in the lowest bits. */
const TO_WHOLE = 1.5 * 2 ** 23;
/** (e^r − 1 − r) / r² between −½·ln 2 and ½·ln 2, by least squares that lean on the largest errors. */
const CURVE = [1.388249741e-3, 8.366646797e-3, 4.166720392e-2, 1.666654268e-1, 4.999999813e-1];

/** e^x = 2^n·(1 + p) with |p| < ½; n is given by the bits of its exponent. */
function halves(t: Tools, x: Push): { readonly exponent: Push; readonly p: Push } {
  const { keep, number } = t;
  const whole = keep(t.add(t.multiply(x, number(Math.LOG2E)), number(TO_WHOLE)));
  const n = keep(t.subtract(whole, number(TO_WHOLE)));
  const r = keep(LN2.reduce((from, part) => t.subtract(from, t.multiply(n, number(part))), x));
  const p = keep(t.add(t.multiply(t.polynomial(r, CURVE), t.multiply(r, r)), r));
  return { exponent: keep(t.shifted('i32x4.shl', whole, 23)), p };
}

/** e^x − 1 as 2^n·p + (2^n − 1), which loses nothing near 0. */
function lessOne(t: Tools, { exponent, p }: ReturnType<typeof halves>): Push {
  const power = t.keep(t.addWhole(exponent, t.number(1)));
  return t.add(t.multiply(power, p), t.subtract(power, t.number(1)));
}

function exp(t: Tools): Push {
  const { x, keep, number } = t;
  const { exponent, p } = halves(t, keep(t.atLeastNumber(t.atMostNumber(x, EXP_HIGH), EXP_LOW)));
  const scaled = keep(t.addWhole(t.add(p, number(1)), exponent));
  const high = keep(t.choose(number(Infinity), scaled, t.more(x, number(EXP_HIGH))));
  return t.butNot(high, t.less(x, number(EXP_LOW)));
}

/** From here on e^x − 1 is e^x. */
const ONE_IS_LOST = 17;

function expm1(t: Tools): Push {
  const { x, keep, number } = t;
  const near = keep(lessOne(t, halves(t, keep(t.atLeastNumber(t.atMostNumber(x, ONE_IS_LOST), -ONE_IS_LOST)))));
  return t.choose(t.call('exp', x), near, t.more(x, number(ONE_IS_LOST)));
}

/** From here on tanh is 1 up to rounding. */
const TANH_HIGH = 9;
/** tanh(x) / x below that as one polynomial in x² by another, by least squares that lean on the largest relative errors. */
const TANH_ABOVE = [1.335465427e-8, 2.060908082e-5, 3.4955882e-3, 1.33810252e-1, 1];
const TANH_BELOW = [7.776556572e-7, 3.285634736e-4, 2.587698214e-2, 4.671434164e-1, 1];

/** Within 3 units in the last place, and never beyond 1: few operations of which few wait for one another. */
function tanh(t: Tools): Push {
  const { x, keep } = t;
  const within = (value: Push, limit: number): Push => keep(t.atMostNumber(t.atLeastNumber(value, -limit), limit));
  const near = within(x, TANH_HIGH);
  const square = keep(t.multiply(near, near));
  const [above, below] = t.polynomialsInPairs(square, [TANH_ABOVE, TANH_BELOW]);
  return within(t.divide(t.multiply(near, above), below), 1);
}

const SMALLEST = 1.17549435e-38;

function log(t: Tools): Push {
  const { x, keep, number } = t;
  const bits = keep(t.atLeastNumber(x, SMALLEST));
  const exponent = t.fromWhole(t.subtractWhole(t.shifted('i32x4.shr_u', bits, 23), t.bits(126)));
  // The mantissa in [0.5, 1), then between √½ − 1 and √2 − 1.
  const mantissa = keep(t.or(t.and(bits, t.bits(0x007fffff)), t.bits(0x3f000000)));
  const low = keep(t.less(mantissa, number(Math.SQRT1_2)));
  const e = keep(t.subtract(exponent, t.and(low, number(1))));
  const m = keep(t.subtract(t.add(mantissa, t.and(low, mantissa)), number(1)));
  const z = keep(t.multiply(m, m));
  const curve = t.polynomial(
    m,
    [
      7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
      2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
    ],
  );
  const y = t.multiply(t.multiply(curve, m), z);
  const tail = t.add(t.add(y, t.multiply(e, number(LN2[1]))), t.multiply(z, number(-0.5)));
  const result = keep(t.add(t.add(tail, m), t.multiply(e, number(LN2[0]))));
  // log 0 is −∞, of ∞ is ∞, of a negative number is none.
  const ofZero = keep(t.choose(number(Number.NEGATIVE_INFINITY), result, t.equal(x, number(0))));
  const ofAll = keep(t.choose(x, ofZero, t.equal(x, number(Infinity))));
  return t.choose(ofAll, number(Number.NaN), t.atLeast(x, number(0)));
}

/** For small x the rounding of 1 + x is made up for: log(u)·x/(u−1). */
function log1p(t: Tools): Push {
  const { x, keep, number } = t;
  const u = keep(t.add(x, number(1)));
  const d = keep(t.subtract(u, number(1)));
  const correction = t.choose(number(1), t.divide(x, d), t.equal(u, number(Infinity)));
  return t.choose(x, t.multiply(t.call('log', u), correction), t.equal(d, number(0)));
}

const sigmoid: Rule = (t) => t.divide(t.number(1), t.add(t.number(1), t.call('exp', t.negative(t.x))));

/** max(x, 0) + log(1 + e^−|x|). */
const softplus: Rule = (t) => t.add(t.atLeastNumber(t.x, 0), t.call('log1p', t.call('exp', t.negative(t.size(t.x)))));

/** Abramowitz and Stegun 7.1.26, the approximation that tfjs' own backends use: absolute error below 1.5e-7. */
function erf(t: Tools): Push {
  const { x, keep, number } = t;
  const a = keep(t.size(x));
  const p = keep(t.divide(number(1), t.add(number(1), t.multiply(a, number(0.3275911)))));
  const curve = t.polynomial(p, [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592]);
  const tail = t.multiply(t.multiply(p, curve), t.call('exp', t.negative(t.multiply(a, a))));
  return t.or(t.subtract(number(1), tail), t.and(x, t.bits(SIGN)));
}

const RULES: Readonly<Record<MathFunction, Rule>> = { exp, expm1, log, log1p, tanh, sigmoid, softplus, erf };

/** Pushes the function of what `x` pushes, which is asked for once. */
export function mathFunction(code: Code, name: MathFunction, x: Push): void {
  const tools = arithmetic(code);
  const call = (other: MathFunction, of: Push): Push => {
    return () => mathFunction(code, other, of);
  };
  RULES[name]({ ...tools, x: tools.keep(x), call })();
}
