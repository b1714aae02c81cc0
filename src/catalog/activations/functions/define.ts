import type { Tensor, TF } from '../../define/index.ts';

/** One activation function: for the tensor program, for plots and for reading wires. */
export interface ActivationFunction {
  /** Keras' name, e.g. `relu`. */
  readonly name: string;
  readonly formula: string;
  /** Two or three plain sentences: what it does, when to use it, what goes wrong. */
  readonly help: string;
  /** The function on one number, in float64. */
  f(x: number): number;
  /** Its slope; where there is a corner, the slope tfjs' gradient uses. */
  df(x: number): number;
  /** Works on a whole row at once, such as softmax: `f` and `df` then show it against a single zero. */
  readonly rowwise?: true;
  /** For a function of whole rows: how one value of the row comes about. */
  overRow?(row: readonly number[], place: number): { readonly text: string; readonly value: number };
  /** The same in tensor ops, element by element (`rowwise`: along the last axis), shape kept. */
  apply(tf: TF, x: Tensor): Tensor;
  /**
   * The greatest lower and the least upper bound of its values; a bound that is only approached counts as
   * reached. ±Infinity where there is none.
   */
  readonly values: readonly [low: number, high: number];
  /** The bounds where the curve runs flat, so that a unit near one counts as saturated; `null` where there is none. */
  readonly range?: readonly [low: number | null, high: number | null];
  /** Whether a unit can go silent: exactly zero with zero slope. */
  readonly canDie?: boolean;
}
