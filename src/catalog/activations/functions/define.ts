import type { Tensor, TF } from '../../define.ts';

/** One activation function: for the tensor program, for plots and for reading wires. */
export interface ActivationFunction {
  /** Keras' name, e.g. `relu`. */
  readonly name: string;
  readonly formula: string;
  /** One or two plain sentences. */
  readonly help: string;
  /** The function on one number. Softmax, which works on a whole row, gives its value against a zero. */
  f(x: number): number;
  /** Its slope; where there is a corner, the slope tfjs' gradient uses. */
  df(x: number): number;
  apply(tf: TF, x: Tensor): Tensor;
  /** The bounds the output can approach, where a unit counts as saturated. */
  readonly range?: readonly [low: number | null, high: number | null];
  /** Whether a unit can go silent: exactly zero with zero slope. */
  readonly canDie?: boolean;
}
