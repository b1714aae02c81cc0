import type { ParamShape, ParamsOf } from '../params.ts';
import type { Common, Tensor, TF } from './common.ts';

export interface RegularizerSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'regularizer';
  /** The scalar added to the training loss. */
  penalty(tf: TF, params: ParamsOf<S>, weight: Tensor): Tensor;
}
