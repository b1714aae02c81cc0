import type { Shape } from '../../base/shape.ts';
import type { ParamShape, ParamsOf } from '../params.ts';
import type { Common, Tensor, TF } from './common.ts';

export interface RegularizerSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'regularizer';
  /** Says why this penalty does not fit a weight of this shape. */
  refusesShape?(params: ParamsOf<S>, shape: Shape): string | undefined;
  /** The scalar added to the training loss. */
  penalty(tf: TF, params: ParamsOf<S>, weight: Tensor): Tensor;
}
