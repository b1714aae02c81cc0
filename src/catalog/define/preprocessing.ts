import type { JsonObject } from '../../base/json.ts';
import type { Random } from '../../base/random.ts';
import type { Result } from '../../base/result.ts';
import type { Shape } from '../../base/shape.ts';
import type { ParamShape, ParamsOf } from '../params.ts';
import type { Common } from './common.ts';

/** Numbers fitted on the training rows, e.g. mean and standard deviation per column. */
export type FittedState = Readonly<Record<string, Float64Array>>;

/** How training examples are changed at random, which new examples never are. */
export interface Augmenting<S extends ParamShape> {
  /** How many rows it makes of each training row; they stand one behind the other. 1 where absent. */
  copies?(params: ParamsOf<S>): number;
  /** Whether held-out rows are changed too; never where absent. They are not multiplied. */
  heldOut?(params: ParamsOf<S>): boolean;
  /** `rows` of this shape, each changed; `copies` times as many where rows are multiplied. */
  change(params: ParamsOf<S>, rows: Float32Array, shape: Shape, rng: Random, copies: number): Float32Array;
}

/** A layer of Keras that does a part of what a preprocessing step does, with its numbers. */
export interface StepLayer {
  readonly className: string;
  readonly config: JsonObject;
  /** In the order in which Keras keeps them. */
  readonly weights?: readonly { readonly name: string; readonly shape: Shape; readonly values: Float32Array }[];
}

/** The body of a Python function with NumPy (`np`). */
export interface NumpyCode {
  /** Modules beside NumPy. */
  readonly imports?: readonly string[];
  /** What it is handed and returns: the rows `x`, or `x` and the answers `y`. */
  readonly changes: 'every split' | 'training rows' | 'training rows and answers';
  readonly lines: readonly string[];
}

export interface PreprocessingSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'preprocessing';
  outputShape(params: ParamsOf<S>, input: Shape): Result<Shape, string>;
  /** What the columns are called afterwards; as before where absent. */
  columnNames?(params: ParamsOf<S>, names: readonly string[]): readonly string[];
  /** Every value that comes out belongs to the one at the same place that goes in: a picture stays that picture. */
  readonly keepsOrder?: true;
  /**
   * Measures what `apply` needs. It is handed training rows and never any others, so nothing can leak from the
   * held-out ones. `columns` is the number of values per row. Empty where there is nothing to measure.
   */
  fit(params: ParamsOf<S>, rows: Float32Array, columns: number): FittedState;
  /** Works on each row by itself: what it makes of one does not depend on the others it comes with. */
  apply(params: ParamsOf<S>, state: FittedState, rows: Float32Array, columns: number): Float32Array;
  readonly augment?: Augmenting<S>;
  /**
   * The layers of Keras that together do the same to new examples of this shape, one behind the other; none where
   * those pass unchanged. Absent where Keras has no such layers.
   */
  asLayers?(params: ParamsOf<S>, state: FittedState, shape: Shape): readonly StepLayer[];
  /** The same in NumPy, where layers cannot do it or not all of it. */
  inNumpy?(params: ParamsOf<S>, shape: Shape): NumpyCode;
  /** Perpendicular directions that were found in the training rows, each with its variance, the widest first. */
  directions?(state: FittedState): { readonly vectors: Float64Array; readonly variances: Float64Array };
}
