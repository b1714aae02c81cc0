/*
 * Exponentials and their kin on four numbers at once, as functions of the module that is being written. Argument
 * reduction and polynomials follow Cephes' single-precision library (S. Moshier), whose error is below
 * 2 units in the last place over the range where the result is a normal number.
 */
import type { Body, ModuleWriter, Signature } from './assembler.ts';
import { Code } from './code.ts';
import type { Push } from './code.ts';

const UNARY: Signature = { parameters: ['v128'], results: ['v128'] };

export type MathFunction = 'exp' | 'expm1' | 'log' | 'log1p' | 'tanh' | 'sigmoid' | 'softplus' | 'erf';

/** a + b·x + c·x² + …, the highest power first. */
function polynomial(code: Code, x: Push, coefficients: readonly number[]): void {
  const [first = 0, ...rest] = coefficients;
  rest.reduce<Push>(
    (sum, coefficient) => () =>
      code.simd(
        'f32x4.add',
        () => code.simd('f32x4.mul', sum, x),
        () => code.splat(coefficient),
      ),
    () => code.splat(first),
  )();
}

const EXP_HIGH = 88.72284;
const EXP_LOW = -87.33654;

function exp(): Body {
  const code = new Code(['v128']);
  const given: Push = () => code.get(0);
  const bounded = code.local('v128');
  const x: Push = () => code.get(bounded);
  const n = code.local('v128');
  const r = code.local('v128');
  const y = code.local('v128');
  // `min` and `max` carry a NaN on.
  code.set(bounded, () =>
    code.simd(
      'f32x4.max',
      () => code.simd('f32x4.min', given, () => code.splat(EXP_HIGH)),
      () => code.splat(EXP_LOW),
    ),
  );
  code.set(n, () => code.simd('f32x4.nearest', () => code.simd('f32x4.mul', x, () => code.splat(Math.LOG2E))));
  // ln 2 in two parts, so that nothing is lost when n of them are taken away.
  const minus = (from: Push, part: number) =>
    code.simd('f32x4.sub', from, () =>
      code.simd(
        'f32x4.mul',
        () => code.get(n),
        () => code.splat(part),
      ),
    );
  code.set(r, () => minus(() => minus(x, 0.693359375), -2.1219444e-4));
  code.set(y, () => {
    code.simd(
      'f32x4.mul',
      () =>
        polynomial(
          code,
          () => code.get(r),
          [1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1],
        ),
      () =>
        code.simd(
          'f32x4.mul',
          () => code.get(r),
          () => code.get(r),
        ),
    );
  });
  code.set(y, () =>
    code.simd(
      'f32x4.add',
      () =>
        code.simd(
          'f32x4.add',
          () => code.get(y),
          () => code.get(r),
        ),
      () => code.splat(1),
    ),
  );
  // 2^n by way of the exponent's bits; n reaches 128, hence in two halves.
  const half = code.local('v128');
  const rest = code.local('v128');
  const power = (exponent: Push) =>
    code.shift('i32x4.shl', () => code.simd('i32x4.add', exponent, () => code.splatBits(127)), 23);
  code.set(rest, () => code.simd('i32x4.trunc_sat_f32x4_s', () => code.get(n)));
  code.set(half, () => code.shift('i32x4.shr_s', () => code.get(rest), 1));
  code.set(rest, () =>
    code.simd(
      'i32x4.sub',
      () => code.get(rest),
      () => code.get(half),
    ),
  );
  code.set(y, () =>
    code.simd(
      'f32x4.mul',
      () =>
        code.simd(
          'f32x4.mul',
          () => code.get(y),
          () => power(() => code.get(half)),
        ),
      () => power(() => code.get(rest)),
    ),
  );
  code.set(y, () =>
    code.simd(
      'v128.bitselect',
      () => code.splat(Infinity),
      () => code.get(y),
      () => code.simd('f32x4.gt', given, () => code.splat(EXP_HIGH)),
    ),
  );
  code.simd(
    'v128.andnot',
    () => code.get(y),
    () => code.simd('f32x4.lt', given, () => code.splat(EXP_LOW)),
  );
  return code.body();
}

function log(): Body {
  const code = new Code(['v128']);
  const x: Push = () => code.get(0);
  const bits = code.local('v128');
  const e = code.local('v128');
  const m = code.local('v128');
  const low = code.local('v128');
  const z = code.local('v128');
  const y = code.local('v128');
  const zero: Push = () => code.splat(0);
  const smallest = 1.17549435e-38;
  code.set(bits, () => code.simd('f32x4.max', x, () => code.splat(smallest)));
  code.set(e, () =>
    code.simd('f32x4.convert_i32x4_s', () =>
      code.simd(
        'i32x4.sub',
        () => code.shift('i32x4.shr_u', () => code.get(bits), 23),
        () => code.splatBits(126),
      ),
    ),
  );
  // The mantissa in [0.5, 1).
  code.set(m, () =>
    code.simd(
      'v128.or',
      () =>
        code.simd(
          'v128.and',
          () => code.get(bits),
          () => code.splatBits(0x007fffff),
        ),
      () => code.splatBits(0x3f000000),
    ),
  );
  code.set(low, () =>
    code.simd(
      'f32x4.lt',
      () => code.get(m),
      () => code.splat(Math.SQRT1_2),
    ),
  );
  code.set(e, () =>
    code.simd(
      'f32x4.sub',
      () => code.get(e),
      () =>
        code.simd(
          'v128.and',
          () => code.get(low),
          () => code.splat(1),
        ),
    ),
  );
  code.set(m, () =>
    code.simd(
      'f32x4.sub',
      () =>
        code.simd(
          'f32x4.add',
          () => code.get(m),
          () =>
            code.simd(
              'v128.and',
              () => code.get(low),
              () => code.get(m),
            ),
        ),
      () => code.splat(1),
    ),
  );
  code.set(z, () =>
    code.simd(
      'f32x4.mul',
      () => code.get(m),
      () => code.get(m),
    ),
  );
  code.set(y, () =>
    code.simd(
      'f32x4.mul',
      () =>
        code.simd(
          'f32x4.mul',
          () =>
            polynomial(
              code,
              () => code.get(m),
              [
                7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
                2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
              ],
            ),
          () => code.get(m),
        ),
      () => code.get(z),
    ),
  );
  const plus =
    (sum: Push, term: Push): Push =>
    () =>
      code.simd('f32x4.add', sum, term);
  const times =
    (a: Push, factor: number): Push =>
    () =>
      code.simd('f32x4.mul', a, () => code.splat(factor));
  const result = plus(
    plus(
      plus(
        plus(
          () => code.get(y),
          times(() => code.get(e), -2.1219444e-4),
        ),
        times(() => code.get(z), -0.5),
      ),
      () => code.get(m),
    ),
    times(() => code.get(e), 0.693359375),
  );
  code.set(y, result);
  // log 0 is −∞, of ∞ is ∞, of a negative number is none.
  const choose = (yes: Push, no: Push, mask: Push) => code.simd('v128.bitselect', yes, no, mask);
  code.set(y, () =>
    choose(
      () => code.splat(Number.NEGATIVE_INFINITY),
      () => code.get(y),
      () => code.simd('f32x4.eq', x, zero),
    ),
  );
  code.set(y, () =>
    choose(
      x,
      () => code.get(y),
      () => code.simd('f32x4.eq', x, () => code.splat(Infinity)),
    ),
  );
  choose(
    () => code.get(y),
    () => code.splat(Number.NaN),
    () => code.simd('f32x4.ge', x, zero),
  );
  return code.body();
}

/** For small x the rounding of 1 + x is made up for: log(u)·x/(u−1). */
function log1p(functions: Functions): Body {
  const code = new Code(['v128']);
  const u = code.local('v128');
  const d = code.local('v128');
  const x: Push = () => code.get(0);
  code.set(u, () => code.simd('f32x4.add', x, () => code.splat(1)));
  code.set(d, () =>
    code.simd(
      'f32x4.sub',
      () => code.get(u),
      () => code.splat(1),
    ),
  );
  code.simd(
    'v128.bitselect',
    x,
    () =>
      code.simd(
        'f32x4.mul',
        () => functions.call(code, 'log', () => code.get(u)),
        () =>
          code.simd(
            'v128.bitselect',
            () => code.splat(1),
            () => code.simd('f32x4.div', x, () => code.get(d)),
            () =>
              code.simd(
                'f32x4.eq',
                () => code.get(u),
                () => code.splat(Infinity),
              ),
          ),
      ),
    () =>
      code.simd(
        'f32x4.eq',
        () => code.get(d),
        () => code.splat(0),
      ),
  );
  return code.body();
}

/** 1/(1 + e^−|x|), turned round for negative x. */
function sigmoid(functions: Functions): Body {
  const code = new Code(['v128']);
  const x: Push = () => code.get(0);
  code.simd(
    'f32x4.div',
    () => code.splat(1),
    () =>
      code.simd(
        'f32x4.add',
        () => code.splat(1),
        () => functions.call(code, 'exp', () => code.simd('f32x4.neg', x)),
      ),
  );
  return code.body();
}

/** A polynomial near 0, where 1 − 2/(e^2x + 1) would lose digits. */
function tanh(functions: Functions): Body {
  const code = new Code(['v128']);
  const x: Push = () => code.get(0);
  const a = code.local('v128');
  const z = code.local('v128');
  const far = code.local('v128');
  code.set(a, () => code.simd('f32x4.abs', x));
  code.set(z, () => code.simd('f32x4.mul', x, x));
  code.set(far, () =>
    code.simd(
      'f32x4.sub',
      () => code.splat(1),
      () =>
        code.simd(
          'f32x4.div',
          () => code.splat(2),
          () =>
            code.simd(
              'f32x4.add',
              () => code.splat(1),
              () =>
                functions.call(code, 'exp', () =>
                  code.simd(
                    'f32x4.add',
                    () => code.get(a),
                    () => code.get(a),
                  ),
                ),
            ),
        ),
    ),
  );
  // The sign of x on the result.
  code.set(far, () =>
    code.simd(
      'v128.or',
      () => code.get(far),
      () => code.simd('v128.and', x, () => code.splatBits(0x80000000)),
    ),
  );
  code.simd(
    'v128.bitselect',
    () =>
      code.simd('f32x4.add', x, () =>
        code.simd('f32x4.mul', x, () =>
          code.simd(
            'f32x4.mul',
            () => code.get(z),
            () =>
              polynomial(
                code,
                () => code.get(z),
                [-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1],
              ),
          ),
        ),
      ),
    () => code.get(far),
    () =>
      code.simd(
        'f32x4.lt',
        () => code.get(a),
        () => code.splat(0.625),
      ),
  );
  return code.body();
}

/** max(x, 0) + log(1 + e^−|x|). */
function softplus(functions: Functions): Body {
  const code = new Code(['v128']);
  const x: Push = () => code.get(0);
  code.simd(
    'f32x4.add',
    () => code.simd('f32x4.max', x, () => code.splat(0)),
    () =>
      functions.call(code, 'log1p', () =>
        functions.call(code, 'exp', () => code.simd('f32x4.neg', () => code.simd('f32x4.abs', x))),
      ),
  );
  return code.body();
}

/** x + x²/2 + … near 0, e^x − 1 elsewhere. */
function expm1(functions: Functions): Body {
  const code = new Code(['v128']);
  const x: Push = () => code.get(0);
  code.simd(
    'v128.bitselect',
    () => code.simd('f32x4.mul', x, () => polynomial(code, x, [1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 1 / 2, 1])),
    () =>
      code.simd(
        'f32x4.sub',
        () => functions.call(code, 'exp', x),
        () => code.splat(1),
      ),
    () =>
      code.simd(
        'f32x4.lt',
        () => code.simd('f32x4.abs', x),
        () => code.splat(0.5),
      ),
  );
  return code.body();
}

/** Abramowitz and Stegun 7.1.26, the approximation that tfjs' own backends use: absolute error below 1.5e-7. */
function erf(functions: Functions): Body {
  const code = new Code(['v128']);
  const x: Push = () => code.get(0);
  const a = code.local('v128');
  const t = code.local('v128');
  code.set(a, () => code.simd('f32x4.abs', x));
  code.set(t, () =>
    code.simd(
      'f32x4.div',
      () => code.splat(1),
      () =>
        code.simd(
          'f32x4.add',
          () => code.splat(1),
          () =>
            code.simd(
              'f32x4.mul',
              () => code.get(a),
              () => code.splat(0.3275911),
            ),
        ),
    ),
  );
  const tail: Push = () =>
    code.simd(
      'f32x4.mul',
      () =>
        code.simd(
          'f32x4.mul',
          () => code.get(t),
          () =>
            polynomial(code, () => code.get(t), [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592]),
        ),
      () =>
        functions.call(code, 'exp', () =>
          code.simd('f32x4.neg', () =>
            code.simd(
              'f32x4.mul',
              () => code.get(a),
              () => code.get(a),
            ),
          ),
        ),
    );
  code.simd(
    'v128.or',
    () => code.simd('f32x4.sub', () => code.splat(1), tail),
    () => code.simd('v128.and', x, () => code.splatBits(0x80000000)),
  );
  return code.body();
}

const BODIES: Readonly<Record<MathFunction, (functions: Functions) => Body>> = {
  exp,
  expm1,
  log,
  log1p,
  tanh,
  sigmoid,
  softplus,
  erf,
};

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
    this.writer.define(index, BODIES[name](this));
    return index;
  }
}
