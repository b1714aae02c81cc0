/** Parts of workings that definitions share: sums cut short, functions put to a number, places in a block of numbers. */
import { compact } from '../base/format.ts';
import { sizeOf } from '../base/shape.ts';
import type { Shape } from '../base/shape.ts';
import type { ActivationFunction } from './activations/functions/define.ts';
import type { AtPorts } from './define/layer.ts';
import type { Numbers, WorkedNumbers, WorkedStep, Working } from './define/worked.ts';

/** A number as a factor or an argument: negative ones in brackets. */
export const factor = (value: number): string => (value < 0 ? `(${compact(value)})` : compact(value));

/** Digits behind the point that float32 has to give. */
const MOST_DIGITS = 7;

/** A probability of which can also be read what is missing to 1, whose logarithm counts: `0.99944`, not `0.999`. */
export function probability(p: number): string {
  const missing = 1 - p;
  if (!(missing > 0 && missing < 0.01)) return compact(p);
  return p.toFixed(Math.min(MOST_DIGITS, 1 - Math.floor(Math.log10(missing))));
}

/** Terms that are written out before the rest is only counted. */
const WRITTEN = 3;

/** `a, b, c, … (12 more)`. */
export const listed = (values: readonly number[], by = ', ', write: (value: number) => string = compact): string =>
  written(values, by, write);

export const cutShort = (parts: readonly string[], by: string): string => written(parts, by, (part) => part);

/** Only what is shown is put into words: of a wide layer, all of it would take a third of a second. */
function written<T>(parts: readonly T[], by: string, write: (part: T) => string): string {
  const shown = parts.length <= WRITTEN + 1 ? parts : parts.slice(0, WRITTEN);
  const more = parts.length - shown.length;
  return [...shown.map((part) => write(part)), ...(more > 0 ? [`… (${more} more)`] : [])].join(by);
}

/** `w₁·x₁ + w₂·x₂ + … (12 more) + b`. */
export function weightedSum(
  pairs: readonly (readonly [weight: number, value: number])[],
  bias: number | undefined,
): Omit<WorkedStep, 'name'> {
  const products =
    pairs.length === 0 ? '0' : written(pairs, ' + ', ([weight, value]) => `${factor(weight)}·${factor(value)}`);
  return {
    text: bias === undefined ? products : `${products} + ${factor(bias)}`,
    value: pairs.reduce((sum, [weight, value]) => sum + weight * value, bias ?? 0),
  };
}

/** NaN where there is none. */
export const at = ({ values }: Numbers, place: number): number => values[place] ?? Number.NaN;

/** A function put to one value of a row; undefined where it cannot be written as one. */
export function applied(
  curve: ActivationFunction,
  row: readonly number[],
  place: number,
  name: string,
): WorkedStep | undefined {
  if (curve.rowwise === true) {
    const over = curve.overRow?.(row, place);
    return over && { name, ...over };
  }
  const x = row[place] ?? Number.NaN;
  return { name, text: `${curve.name}(${compact(x)})`, value: curve.f(x) };
}

/** The working of a layer that is nothing but a function. */
export function workedFunction(
  curve: ActivationFunction,
  { inputs: { inputs }, shape, place }: WorkedNumbers,
): Working | undefined {
  const [x] = inputs;
  const width = curve.rowwise === true ? (shape.at(-1) ?? 1) : 1;
  const start = place - (place % width);
  const row = Array.from({ length: width }, (_, i) => at(x, start + i));
  const step = applied(curve, row, place - start, 'y');
  return step && [step];
}

/** The working of a layer that only moves values: `find` says where the value at an index was; undefined is outside. */
export function workedMove(
  { inputs: { inputs }, shape, place }: WorkedNumbers,
  find: (index: Shape) => Shape | undefined,
): Working {
  const [x] = inputs;
  const from = find(indexOf(shape, place));
  if (from === undefined || from.some((n, i) => n < 0 || n >= (x.shape[i] ?? 1)))
    return [{ name: 'y', text: '0, outside of x', value: 0 }];
  return [{ name: 'y', ...movedFrom(x, from) }];
}

/** A value of x as it is, named by its place there: `x[2, 7, 1]`, counted from 1. */
export function movedFrom(x: Numbers, from: Shape): Omit<WorkedStep, 'name'> {
  const names = from.map((n) => n + 1).join(', ');
  return { text: from.length === 0 ? 'x' : `x[${names}]`, value: at(x, placeOf(x.shape, from)) };
}

/** The same where values keep their order, counted through. */
export const workedSame = (_params: unknown, numbers: WorkedNumbers): Working =>
  workedMove(numbers, () => indexOf(numbers.inputs.inputs[0].shape, numbers.place));

/** The value of each wire that meets at a place, where dimensions of 1 are repeated. */
export function meeting({ inputs }: AtPorts<Numbers>, shape: Shape, place: number): readonly number[] {
  const index = indexOf(shape, place);
  return inputs.map((numbers) => {
    const behind = index.slice(shape.length - numbers.shape.length);
    return at(
      numbers,
      placeOf(
        numbers.shape,
        behind.map((n, i) => Math.min(n, (numbers.shape[i] ?? 1) - 1)),
      ),
    );
  });
}

/** Place by dimension, and back. */
export function indexOf(shape: Shape, place: number): readonly number[] {
  let left = place;
  return shape
    .toReversed()
    .map((n) => {
      const own = left % n;
      left = Math.floor(left / n);
      return own;
    })
    .toReversed();
}
export const placeOf = (shape: Shape, index: readonly number[]): number =>
  index.reduce((place, n, dimension) => place * (shape[dimension] ?? 1) + n, 0);

/** The working of layers that join wires value by value with a sign between them. */
export const workedJoin =
  (sign: string, join: (values: readonly number[]) => number) =>
  (_params: unknown, { inputs, shape, place }: WorkedNumbers): Working => {
    const values = meeting(inputs, shape, place);
    return [{ name: 'y', text: listed(values, ` ${sign} `, factor), value: join(values) }];
  };

/** The same for those that are called by a name: `max(a, b)`. */
export const workedCall =
  (name: string, call: (values: readonly number[]) => number) =>
  (_params: unknown, { inputs, shape, place }: WorkedNumbers): Working => {
    const values = meeting(inputs, shape, place);
    return [{ name: 'y', text: `${name}(${listed(values)})`, value: call(values) }];
  };

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** All values, NaN where fewer are there than the shape says. */
export const whole = ({ shape, values }: Numbers): readonly number[] =>
  Array.from({ length: sizeOf(shape) }, (_, i) => values[i] ?? Number.NaN);

/** The values whose index differs along these dimensions only. */
export const valuesAlong = (x: Numbers, here: Shape, over: readonly number[]): readonly number[] =>
  Array.from({ length: sizeOf(x.shape) }, (_, i) => i)
    .filter((i) => indexOf(x.shape, i).every((n, dimension) => over.includes(dimension) || n === here[dimension]))
    .map((i) => at(x, i));

/** `γ·(x − mean)/√(var + ε) + β` with everything put in. */
export function normalisedStep(x: number, { mean, variance, epsilon, gamma, beta }: NormalNumbers): WorkedStep {
  const bare = `(${compact(x)} − ${factor(mean)})/√(${compact(variance)} + ${compact(epsilon)})`;
  return {
    name: 'y',
    text: `${gamma === undefined ? '' : `${factor(gamma)}·`}${bare}${beta === undefined ? '' : ` + ${factor(beta)}`}`,
    value: ((gamma ?? 1) * (x - mean)) / Math.sqrt(variance + epsilon) + (beta ?? 0),
  };
}

interface NormalNumbers {
  readonly mean: number;
  readonly variance: number;
  readonly epsilon: number;
  readonly gamma: number | undefined;
  readonly beta: number | undefined;
}

/** The mean of what a loss makes of each pair of answer and target. */
export const workedMean =
  (each: (truth: number, answer: number) => Omit<WorkedStep, 'name'>) =>
  (_params: unknown, yTrue: readonly number[], yPred: readonly number[]): Working => {
    const parts = yPred.map((answer, i) => each(yTrue[i] ?? Number.NaN, answer));
    const texts = parts.map(({ text }) => text);
    const text = parts.length === 1 ? texts.join('') : `(${cutShort(texts, ' + ')})/${parts.length}`;
    return [{ name: 'loss', text, value: meanOf(parts.map(({ value }) => value)) }];
  };
