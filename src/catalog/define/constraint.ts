import type { Shape } from '../../base/shape.ts';
import type { ParamShape, ParamsOf } from '../params.ts';
import type { Common, Tensor, TF } from './common.ts';

export interface ConstraintSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'constraint';
  /** Says why this rule does not fit a weight of this shape, e.g. an axis that it lacks. */
  refusesShape?(params: ParamsOf<S>, shape: Shape): string | undefined;
  /** The weight after an update, brought back to what is allowed. */
  project(tf: TF, params: ParamsOf<S>, weight: Tensor): Tensor;
}
