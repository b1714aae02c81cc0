import type { ParamShape, ParamsOf } from '../params.ts';
import type { Common, Tensor, TF } from './common.ts';

export type Slots = Readonly<Record<string, Tensor>>;

export interface OptimizerSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'optimizer';
  /** State kept per weight, and the number each slot is filled with before step 1. */
  slots(params: ParamsOf<S>): Readonly<Record<string, number>>;
  /**
   * The number that step `t` (counted from 1) multiplies its direction with; the learning rate itself
   * where absent. Whatever depends on the step alone belongs here: it is computed once, in float64.
   */
  rate?(params: ParamsOf<S>, learningRate: number, t: number): number;
  /**
   * One update in tensor ops, element by element: the runtime lays all weights end to end. `rate` is a
   * float32 scalar on the device; the returned tensors have the shapes of `weight` and of the slots.
   */
  update(
    tf: TF,
    params: ParamsOf<S>,
    weight: Tensor,
    gradient: Tensor,
    slots: Slots,
    rate: Tensor,
  ): { weight: Tensor; slots: Slots };
}
