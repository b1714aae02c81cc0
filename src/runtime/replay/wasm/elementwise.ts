/** What each entry-by-entry kernel computes, on four entries at once. */
import { must } from '../../../base/invariant.ts';
import type { Attributes } from '../trace.ts';
import type { Code, Push, VectorOp } from './code.ts';
import { mathFunction } from './math-functions.ts';
import type { MathFunction } from './math-functions.ts';

/** An operand: how to push it, and its value where it is the same number throughout. */
export interface Operand {
  readonly push: Push;
  readonly literal?: number;
}

interface Given {
  readonly code: Code;
  readonly attributes: Attributes;
  readonly operands: readonly Operand[];
}

type Rule = (given: Given) => void;

const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;

const at = ({ operands }: Given, i: number): Push => must(operands[i], `operand ${i}`).push;
const two =
  (op: VectorOp): Rule =>
  (given) =>
    given.code.simd(op, at(given, 0), at(given, 1));
const one =
  (op: VectorOp): Rule =>
  (given) =>
    given.code.simd(op, at(given, 0));
const called =
  (name: MathFunction): Rule =>
  (given) =>
    mathFunction(given.code, name, at(given, 0));

/** 1 where the mask is set, else 0. */
const flag = (code: Code, mask: Push): void => code.simd('v128.and', mask, () => code.splat(1));
const compared =
  (op: VectorOp): Rule =>
  (given) =>
    flag(given.code, () => two(op)(given));
const isSet =
  (code: Code, value: Push): Push =>
  () =>
    code.simd('f32x4.ne', value, () => code.splat(0));
const notNegative =
  (code: Code, value: Push): Push =>
  () =>
    code.simd('f32x4.ge', value, () => code.splat(0));

/** Whole exponents up to here are done by multiplying. */
const MOST_FACTORS = 8;

function power(given: Given): void {
  const { code } = given;
  const x = at(given, 0);
  const exponent = given.operands[1]?.literal ?? Number.NaN;
  const [size, whole] = [Math.abs(exponent), Math.floor(Math.abs(exponent))];
  const half = size - whole === 0.5;
  // tfjs' own function takes a root of −∞ for ∞ and of −0 for 0, which nobody misses here.
  if (whole > MOST_FACTORS || !(half || size === whole)) return anyPower(given);
  const root: Push = () => code.simd('f32x4.sqrt', x);
  const factors = [...Array.from({ length: whole }, () => x), ...(half ? [root] : [])];
  const product: Push =
    factors.reduce<Push | undefined>(
      (sofar, factor) => (sofar === undefined ? factor : () => code.simd('f32x4.mul', sofar, factor)),
      undefined,
    ) ?? (() => code.splat(1));
  if (exponent >= 0) product();
  else code.simd('f32x4.div', () => code.splat(1), product);
}

/** e^(y·log|x|), with the sign of x where y is odd; a negative number has a power only where y is whole. */
function anyPower(given: Given): void {
  const { code } = given;
  const [x, y] = [at(given, 0), at(given, 1)];
  const size = code.local('v128');
  const half = code.local('v128');
  const zero: Push = () => code.splat(0);
  const isWhole =
    (value: Push): Push =>
    () =>
      code.simd('f32x4.eq', value, () => code.simd('f32x4.floor', value));
  code.set(size, () =>
    mathFunction(code, 'exp', () =>
      code.simd('f32x4.mul', y, () => mathFunction(code, 'log', () => code.simd('f32x4.abs', x))),
    ),
  );
  code.set(half, () => code.simd('f32x4.mul', y, () => code.splat(0.5)));
  const signed: Push = () =>
    code.simd(
      'v128.xor',
      () => code.get(size),
      () =>
        code.simd(
          'v128.andnot',
          () => code.simd('v128.and', x, () => code.splatBits(0x80000000)),
          isWhole(() => code.get(half)),
        ),
    );
  const ofNegative: Push = () => code.simd('v128.bitselect', signed, () => code.splat(Number.NaN), isWhole(y));
  code.set(size, () =>
    code.simd(
      'v128.bitselect',
      ofNegative,
      () => code.get(size),
      () => code.simd('f32x4.lt', x, zero),
    ),
  );
  code.simd(
    'v128.bitselect',
    () => code.splat(1),
    () => code.get(size),
    () => code.simd('f32x4.eq', y, zero),
  );
}

const RULES: Readonly<Record<string, Rule>> = {
  Add: two('f32x4.add'),
  Sub: two('f32x4.sub'),
  Multiply: two('f32x4.mul'),
  RealDiv: two('f32x4.div'),
  Maximum: two('f32x4.max'),
  Minimum: two('f32x4.min'),
  AddN: (given) =>
    given.operands.map(({ push }) => push).reduce((sum, term) => () => given.code.simd('f32x4.add', sum, term))(),
  SquaredDifference: ({ code, ...given }) => {
    const difference = code.local('v128');
    code.set(difference, () => code.simd('f32x4.sub', at({ code, ...given }, 0), at({ code, ...given }, 1)));
    code.simd(
      'f32x4.mul',
      () => code.get(difference),
      () => code.get(difference),
    );
  },
  Pow: power,
  Equal: compared('f32x4.eq'),
  NotEqual: compared('f32x4.ne'),
  Greater: compared('f32x4.gt'),
  GreaterEqual: compared('f32x4.ge'),
  Less: compared('f32x4.lt'),
  LessEqual: compared('f32x4.le'),
  LogicalAnd: (given) =>
    flag(given.code, () =>
      given.code.simd('v128.and', isSet(given.code, at(given, 0)), isSet(given.code, at(given, 1))),
    ),
  LogicalOr: (given) =>
    flag(given.code, () =>
      given.code.simd('v128.or', isSet(given.code, at(given, 0)), isSet(given.code, at(given, 1))),
    ),
  LogicalNot: (given) => flag(given.code, () => given.code.simd('v128.not', isSet(given.code, at(given, 0)))),
  Select: (given) => given.code.simd('v128.bitselect', at(given, 1), at(given, 2), isSet(given.code, at(given, 0))),
  Neg: one('f32x4.neg'),
  Abs: one('f32x4.abs'),
  Sqrt: one('f32x4.sqrt'),
  Floor: one('f32x4.floor'),
  Tile: (given) => at(given, 0)(),
  Square: (given) => given.code.simd('f32x4.mul', at(given, 0), at(given, 0)),
  Rsqrt: ({ code, ...given }) =>
    code.simd(
      'f32x4.div',
      () => code.splat(1),
      () => code.simd('f32x4.sqrt', at({ code, ...given }, 0)),
    ),
  Reciprocal: (given) => given.code.simd('f32x4.div', () => given.code.splat(1), at(given, 0)),
  Relu: (given) => given.code.simd('f32x4.pmax', at(given, 0), () => given.code.splat(0)),
  Relu6: (given) =>
    given.code.simd(
      'f32x4.pmin',
      () => given.code.simd('f32x4.pmax', at(given, 0), () => given.code.splat(0)),
      () => given.code.splat(6),
    ),
  Step: (given) => {
    const { code } = given;
    const low = Number(given.attributes['alpha'] ?? 0);
    code.simd(
      'v128.bitselect',
      () => code.splat(1),
      () => code.splat(low),
      () => code.simd('f32x4.gt', at(given, 0), () => code.splat(0)),
    );
  },
  Sign: (given) => {
    const { code } = given;
    const zero: Push = () => code.splat(0);
    code.simd(
      'f32x4.sub',
      () => flag(code, () => code.simd('f32x4.gt', at(given, 0), zero)),
      () => flag(code, () => code.simd('f32x4.lt', at(given, 0), zero)),
    );
  },
  Exp: called('exp'),
  Expm1: called('expm1'),
  Log: called('log'),
  Log1p: called('log1p'),
  Sigmoid: called('sigmoid'),
  Tanh: called('tanh'),
  Softplus: called('softplus'),
  Erf: called('erf'),
  Elu: (given) =>
    given.code.simd(
      'v128.bitselect',
      at(given, 0),
      () => called('expm1')(given),
      notNegative(given.code, at(given, 0)),
    ),
  EluGrad: (given) => {
    const { code } = given;
    const slope: Push = () => code.simd('f32x4.add', at(given, 1), () => code.splat(1));
    code.simd(
      'v128.bitselect',
      at(given, 0),
      () => code.simd('f32x4.mul', at(given, 0), slope),
      notNegative(code, at(given, 1)),
    );
  },
  Selu: (given) => {
    const { code } = given;
    code.simd(
      'v128.bitselect',
      () => code.simd('f32x4.mul', at(given, 0), () => code.splat(SELU_SCALE)),
      () =>
        code.simd(
          'f32x4.mul',
          () => called('expm1')(given),
          () => code.splat(SELU_SCALE * SELU_ALPHA),
        ),
      notNegative(code, at(given, 0)),
    );
  },
  LeakyRelu: (given) => {
    const { code } = given;
    const slope = Number(given.attributes['alpha'] ?? 0.2);
    code.simd(
      'v128.bitselect',
      at(given, 0),
      () => code.simd('f32x4.mul', at(given, 0), () => code.splat(slope)),
      notNegative(code, at(given, 0)),
    );
  },
  Prelu: (given) => {
    const { code } = given;
    code.simd('v128.bitselect', at(given, 0), () => two('f32x4.mul')(given), notNegative(code, at(given, 0)));
  },
  ClipByValue: (given) => {
    const { code, attributes } = given;
    code.simd(
      'f32x4.pmin',
      () => code.simd('f32x4.pmax', at(given, 0), () => code.splat(Number(attributes['clipValueMin']))),
      () => code.splat(Number(attributes['clipValueMax'])),
    );
  },
  Cast: (given) => {
    const { code, attributes } = given;
    if (attributes['dtype'] === 'bool') flag(code, isSet(code, at(given, 0)));
    else if (attributes['dtype'] === 'int32') code.simd('f32x4.trunc', at(given, 0));
    else at(given, 0)();
  },
};

/** Pushes the result. Operands are pushed more than once, so they had better be locals. */
export function elementwise(kernel: string, given: Given): void {
  const rule = RULES[kernel === 'SelectV2' ? 'Select' : kernel];
  must(rule, `the code of ${kernel}`)(given);
}
