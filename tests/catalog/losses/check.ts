/** Compares a loss with its formula in float64 and its gradient with finite differences of that formula. */
import * as tf from '@tensorflow/tfjs';
import { parseParams } from '../../../src/catalog/define/index.ts';
import type { LossDefinition, Tensor } from '../../../src/catalog/define/index.ts';
import type { ParamValues } from '../../../src/catalog/params.ts';

export type Rows = readonly (readonly number[])[];
export type Formula = (yTrue: Rows, yPred: Rows) => number;

export function paramsOf(loss: LossDefinition, given: ParamValues = {}): ParamValues {
  const parsed = parseParams(loss, given);
  if (!parsed.success) throw parsed.error;
  return parsed.data;
}

/** Numbers in lists, or in lists of lists as deep as the shape. */
export type Nested = readonly (number | Nested)[];

const tensorOf = (numbers: Nested): tf.Tensor => tf.tensor(numbers);
type Call = (yTrue: Tensor, yPred: Tensor) => Tensor;

export const valueOf = (call: Call, yTrue: Nested, yPred: Nested): number =>
  tf.tidy(() => call(tensorOf(yTrue), tensorOf(yPred)).dataSync()[0] ?? Number.NaN);

export function gradientOf(call: Call, yTrue: Nested, yPred: Nested): number[] {
  const truth = tensorOf(yTrue);
  return tf.tidy(() => [
    ...tf
      .grad((x) => call(truth, x))(tensorOf(yPred))
      .dataSync(),
  ]);
}

function differences(formula: Formula, yTrue: Rows, yPred: Rows): number[] {
  const step = 1e-6;
  const moved = (row: number, column: number, by: number) =>
    yPred.map((values, i) => values.map((value, j) => (i === row && j === column ? value + by : value)));
  return yPred.flatMap((values, i) =>
    values.map((_, j) => (formula(yTrue, moved(i, j, step)) - formula(yTrue, moved(i, j, -step))) / (2 * step)),
  );
}

/** The largest difference to the formula, of the value or of any entry of the gradient. */
export function mismatch(call: Call, formula: Formula, yTrue: Rows, yPred: Rows): number {
  const expected = [formula(yTrue, yPred), ...differences(formula, yTrue, yPred)];
  const found = [valueOf(call, yTrue, yPred), ...gradientOf(call, yTrue, yPred)];
  return Math.max(...expected.map((value, i) => Math.abs(value - (found[i] ?? Number.NaN))));
}

/** What float32 and the finite differences may add up to. */
export const CLOSE = 1e-5;

/** The mean of a function of each pair of entries. */
export const meanOf =
  (term: (y: number, p: number) => number): Formula =>
  (yTrue, yPred) => {
    const terms = yPred.flatMap((row, i) => row.map((p, j) => term(yTrue[i]?.[j] ?? Number.NaN, p)));
    return terms.reduce((sum, value) => sum + value, 0) / terms.length;
  };
