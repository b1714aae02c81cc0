/** What each entry-by-entry kernel computes, on four entries at once. */
import { must } from '../../../base/invariant.ts';
import type { Attributes } from '../trace.ts';
import type { Code, Push, VectorOp } from './code.ts';
import type { Functions, MathFunction } from './functions.ts';

/** An operand: how to push it, and its value where it is the same number throughout. */
export interface Operand {
  readonly push: Push;
  readonly literal?: number;
}

interface Given {
  readonly code: Code;
  readonly functions: Functions;
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
    given.functions.call(given.code, name, at(given, 0));

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

function power(given: Given): void {
  const { code, functions } = given;
  const x = at(given, 0);
  const root: Push = () => code.simd('f32x4.sqrt', x);
  const square: Push = () => code.simd('f32x4.mul', x, x);
  const simple = new Map<number, Push>([
    [0.5, root],
    [1, x],
    [2, square],
    [3, () => code.simd('f32x4.mul', square, x)],
    [-1, () => code.simd('f32x4.div', () => code.splat(1), x)],
    [-2, () => code.simd('f32x4.div', () => code.splat(1), square)],
    [-0.5, () => code.simd('f32x4.div', () => code.splat(1), root)],
    [
      -1.5,
      () =>
        code.simd(
          'f32x4.div',
          () => code.splat(1),
          () => code.simd('f32x4.mul', x, root),
        ),
    ],
  ]).get(given.operands[1]?.literal ?? Number.NaN);
  if (simple !== undefined) return simple();
  functions.call(code, 'exp', () => code.simd('f32x4.mul', at(given, 1), () => functions.call(code, 'log', x)));
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
  Relu: (given) => given.code.simd('f32x4.max', at(given, 0), () => given.code.splat(0)),
  Relu6: (given) =>
    given.code.simd(
      'f32x4.min',
      () => given.code.simd('f32x4.max', at(given, 0), () => given.code.splat(0)),
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
      'f32x4.min',
      () => code.simd('f32x4.max', at(given, 0), () => code.splat(Number(attributes['clipValueMin']))),
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
