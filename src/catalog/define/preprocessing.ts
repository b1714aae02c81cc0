import type { JsonObject } from '../../base/json.ts';
import type { Result } from '../../base/result.ts';
import type { Shape } from '../../base/shape.ts';
import type { ParamShape, ParamsOf } from '../params.ts';
import type { Common } from './common.ts';

/** Numbers fitted on the training rows, e.g. mean and standard deviation per column. */
export type FittedState = Readonly<Record<string, Float32Array>>;

export interface PreprocessingSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'preprocessing';
  outputShape(params: ParamsOf<S>, input: Shape): Result<Shape, string>;
  /** Every value that comes out belongs to the one at the same place that goes in: a picture stays that picture. */
  readonly keepsOrder?: true;
  /** Looks at training rows only. `columns` is the number of values per row. */
  fit(params: ParamsOf<S>, rows: Float32Array, columns: number): FittedState;
  /** The class of the layer that does the same inside a Keras model. */
  readonly layerName?: string;
  /** The arguments of that layer, for examples of this shape. */
  asLayer?(params: ParamsOf<S>, state: FittedState, shape: Shape): JsonObject;
  apply(params: ParamsOf<S>, state: FittedState, rows: Float32Array, columns: number): Float32Array;
}
