/*
 * Exponentials and their kin on four numbers at once, as functions of the module that is being written. Argument
 * reduction and polynomials follow Cephes' single-precision library (S. Moshier), whose error is below
 * 2 units in the last place over the range where the result is a normal number.
 */
import { arithmetic } from './arithmetic.ts';
import type { ModuleWriter, Signature } from './assembler.ts';
import { Code } from './code.ts';
import type { Push } from './code.ts';

const UNARY: Signature = { parameters: ['v128'], results: ['v128'] };
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

function exp(t: Tools): Push {
  const { x, keep, number } = t;
  // `min` and `max` carry a NaN on.
  const bounded = keep(t.larger(t.smaller(x, number(EXP_HIGH)), number(EXP_LOW)));
  const n = keep(t.nearest(t.multiply(bounded, number(Math.LOG2E))));
  const r = keep(LN2.reduce((from, part) => t.subtract(from, t.multiply(n, number(part))), bounded));
  const curve = t.polynomial(
    r,
    [1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1],
  );
  const y = keep(t.add(t.add(t.multiply(curve, t.multiply(r, r)), r), number(1)));
  // 2^n by way of the exponent's bits; n reaches 128, hence in two halves.
  const power = (exponent: Push) => t.shifted('i32x4.shl', t.addWhole(exponent, t.bits(127)), 23);
  const whole = keep(t.toWhole(n));
  const half = keep(t.shifted('i32x4.shr_s', whole, 1));
  const scaled = keep(t.multiply(t.multiply(y, power(half)), power(t.subtractWhole(whole, half))));
  const high = keep(t.choose(number(Infinity), scaled, t.more(x, number(EXP_HIGH))));
  return t.butNot(high, t.less(x, number(EXP_LOW)));
}

const SMALLEST = 1.17549435e-38;

function log(t: Tools): Push {
  const { x, keep, number } = t;
  const bits = keep(t.larger(x, number(SMALLEST)));
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

/** A polynomial near 0, where 1 − 2/(e^2x + 1) would lose digits. */
function tanh(t: Tools): Push {
  const { x, keep, number } = t;
  const a = keep(t.size(x));
  const z = keep(t.multiply(x, x));
  const curve = t.polynomial(
    z,
    [-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1],
  );
  const near = t.add(x, t.multiply(x, t.multiply(z, curve)));
  const far = t.subtract(number(1), t.divide(number(2), t.add(number(1), t.call('exp', t.add(a, a)))));
  return t.choose(near, t.or(far, t.and(x, t.bits(SIGN))), t.less(a, number(0.625)));
}

/** max(x, 0) + log(1 + e^−|x|). */
const softplus: Rule = (t) =>
  t.add(t.larger(t.x, t.number(0)), t.call('log1p', t.call('exp', t.negative(t.size(t.x)))));

/** x + x²/2 + … near 0, e^x − 1 elsewhere. */
function expm1(t: Tools): Push {
  const { x, number } = t;
  const near = t.multiply(x, t.polynomial(x, [1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 1 / 2, 1]));
  return t.choose(near, t.subtract(t.call('exp', x), number(1)), t.less(t.size(x), number(0.5)));
}

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

/** The functions of one module: each is written when it is first called. */
export class Functions {
  private readonly known = new Map<MathFunction, number>();

  constructor(private readonly writer: ModuleWriter) {}

  call(code: Code, name: MathFunction, x: Push): void {
    code.call(this.index(name), x);
  }

  private index(name: MathFunction): number {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const index = this.writer.declare(UNARY);
    this.known.set(name, index);
    const code = new Code(UNARY.parameters);
    const x: Push = () => code.get(0);
    const call = (other: MathFunction, of: Push): Push => {
      return () => this.call(code, other, of);
    };
    RULES[name]({ ...arithmetic(code), x, call })();
    this.writer.define(index, code.body());
    return index;
  }
}
