import type { Result } from '../../base/result.ts';
import type { Shape } from '../../base/shape.ts';
import type { ParamShape, ParamsOf } from '../params.ts';
import type { Common, KerasForm } from './common.ts';

/** Numbers fitted on the training rows, e.g. mean and standard deviation per column. */
export type FittedState = Readonly<Record<string, Float32Array>>;

export interface PreprocessingSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'preprocessing';
  outputShape(params: ParamsOf<S>, input: Shape): Result<Shape, string>;
  /** Looks at training rows only. `columns` is the number of values per row. */
  fit(params: ParamsOf<S>, rows: Float32Array, columns: number): FittedState;
  /** The layer that does the same inside a Keras model, for examples of this shape; absent where there is none. */
  asLayer?(params: ParamsOf<S>, state: FittedState, shape: Shape): KerasForm;
  apply(params: ParamsOf<S>, state: FittedState, rows: Float32Array, columns: number): Float32Array;
}
