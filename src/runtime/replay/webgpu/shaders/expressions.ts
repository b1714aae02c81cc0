/** What each entry-by-entry kernel computes, as an expression in WGSL. */
import { must } from '../../../../base/invariant.ts';
import type { Attributes } from '../../trace.ts';

/** An operand's name or number, and its value where it is the same throughout. */
export interface Operand {
  readonly text: string;
  readonly literal?: number;
}

type Rule = (x: string, y: string, z: string, attributes: Attributes, operands: readonly Operand[]) => string;

const called =
  (name: string): Rule =>
  (x, y) =>
    name.endsWith('2') ? `${name}(${x}, ${y})` : `${name}(${x})`;
const between =
  (operator: string): Rule =>
  (x, y) =>
    `(${x} ${operator} ${y})`;
const flag =
  (operator: string): Rule =>
  (x, y) =>
    `f32(${x} ${operator} ${y})`;

/** A number as WGSL writes it; what it cannot write comes out of a function. */
export function number(value: number): string {
  const rounded = Math.fround(value);
  if (Number.isNaN(rounded)) return 'not_a_number()';
  if (!Number.isFinite(rounded)) return rounded > 0 ? 'infinity()' : '(-infinity())';
  return rounded < 0 || Object.is(rounded, -0) ? `(-${-rounded}f)` : `${rounded}f`;
}

const POWERS: Readonly<Record<number, (x: string) => string>> = {
  0.5: (x) => `sqrt(${x})`,
  1: (x) => x,
  2: (x) => `(${x} * ${x})`,
  3: (x) => `(${x} * ${x} * ${x})`,
  [-1]: (x) => `(1f / ${x})`,
  [-2]: (x) => `(1f / (${x} * ${x}))`,
  [-0.5]: (x) => `(1f / sqrt(${x}))`,
  [-1.5]: (x) => `(1f / (${x} * sqrt(${x})))`,
};

const RULES: Readonly<Record<string, Rule>> = {
  Add: between('+'),
  Sub: between('-'),
  Multiply: between('*'),
  RealDiv: between('/'),
  Maximum: (x, y) => `max(${x}, ${y})`,
  Minimum: (x, y) => `min(${x}, ${y})`,
  AddN: (_x, _y, _z, _attributes, operands) => `(${operands.map(({ text }) => text).join(' + ')})`,
  SquaredDifference: (x, y) => `((${x} - ${y}) * (${x} - ${y}))`,
  Pow: (x, y, _z, _attributes, operands) => {
    const simple = POWERS[operands[1]?.literal ?? Number.NaN];
    return simple === undefined ? `power2(${x}, ${y})` : simple(x);
  },
  Equal: flag('=='),
  NotEqual: flag('!='),
  Greater: flag('>'),
  GreaterEqual: flag('>='),
  Less: flag('<'),
  LessEqual: flag('<='),
  LogicalAnd: (x, y) => `f32(${x} != 0f && ${y} != 0f)`,
  LogicalOr: (x, y) => `f32(${x} != 0f || ${y} != 0f)`,
  LogicalNot: (x) => `f32(${x} == 0f)`,
  Select: (x, y, z) => `select(${z}, ${y}, ${x} != 0f)`,
  Neg: (x) => `(-${x})`,
  Abs: called('abs'),
  Sqrt: called('sqrt'),
  Floor: called('floor'),
  Sign: called('sign'),
  Exp: called('exp'),
  Log: called('log'),
  Tile: (x) => x,
  Square: (x) => `(${x} * ${x})`,
  Rsqrt: (x) => `(1f / sqrt(${x}))`,
  Reciprocal: (x) => `(1f / ${x})`,
  Relu: (x) => `max(${x}, 0f)`,
  Relu6: (x) => `clamp(${x}, 0f, 6f)`,
  Step: (x, _y, _z, { alpha }) => `select(${number(Number(alpha ?? 0))}, 1f, ${x} > 0f)`,
  Expm1: (x) => `(exp(${x}) - 1f)`,
  Log1p: (x) => `log(1f + ${x})`,
  Sigmoid: (x) => `(1f / (1f + exp(-${x})))`,
  Tanh: called('tangent'),
  Softplus: called('softplus'),
  Erf: called('error_function'),
  Elu: (x) => `select(exp(${x}) - 1f, ${x}, ${x} >= 0f)`,
  EluGrad: (x, y) => `select(${x} * (${y} + 1f), ${x}, ${y} >= 0f)`,
  Selu: (x) => `select(1.7580993408473768f * (exp(${x}) - 1f), 1.0507009873554805f * ${x}, ${x} >= 0f)`,
  LeakyRelu: (x, _y, _z, { alpha }) => `select(${number(Number(alpha ?? 0.2))} * ${x}, ${x}, ${x} >= 0f)`,
  Prelu: (x, y) => `select(${y} * ${x}, ${x}, ${x} >= 0f)`,
  ClipByValue: (x, _y, _z, { clipValueMin, clipValueMax }) =>
    `min(max(${x}, ${number(Number(clipValueMin))}), ${number(Number(clipValueMax))})`,
  Cast: (x, _y, _z, { dtype }) => (dtype === 'bool' ? `f32(${x} != 0f)` : dtype === 'int32' ? `trunc(${x})` : x),
};

/** A WGSL expression of type f32, flags as 0 or 1. Throws for a kernel that has no rule here. */
export function expression(kernel: string, attributes: Attributes, operands: readonly Operand[]): string {
  const rule = must(RULES[kernel === 'SelectV2' ? 'Select' : kernel], `the shader of ${kernel}`);
  const [x = '', y = '', z = ''] = operands.map(({ text }) => text);
  return rule(x, y, z, attributes, operands);
}

/**
 * What expressions call. Large numbers overflow in the plain formulas. The error function is that of Abramowitz and
 * Stegun, 7.1.26, off by 1.5e-7 at most.
 */
export const FUNCTIONS = `
fn infinity() -> f32 { var bits = 0x7f800000u; return bitcast<f32>(bits); }
fn not_a_number() -> f32 { var bits = 0x7fc00000u; return bitcast<f32>(bits); }
fn tangent(x: f32) -> f32 { let e = exp(-2f * abs(x)); return sign(x) * (1f - e) / (1f + e); }
fn softplus(x: f32) -> f32 { return max(x, 0f) + log(1f + exp(-abs(x))); }
fn error_function(x: f32) -> f32 {
  let t = 1f / (1f + 0.3275911f * abs(x));
  let sum = ((((1.061405429f * t - 1.453152027f) * t + 1.421413741f) * t - 0.284496736f) * t + 0.254829592f) * t;
  return sign(x) * (1f - sum * exp(-x * x));
}
fn power2(x: f32, y: f32) -> f32 {
  if (y == 0f) { return 1f; }
  if (x < 0f && floor(y) != y) { return not_a_number(); }
  let size = pow(abs(x), y);
  return select(size, -size, x < 0f && round(abs(y) % 2f) == 1f);
}`;
