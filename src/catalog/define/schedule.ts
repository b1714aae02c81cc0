import type { ParamShape, ParamsOf } from '../params.ts';
import type { Common } from './common.ts';

export interface ScheduleSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'schedule';
  /**
   * The learning rate of optimizer iteration `step`, counted from 0. `wrapped` is that of the schedule that is
   * wired into this one, if it takes one.
   */
  learningRate(params: ParamsOf<S>, step: number, wrapped?: (step: number) => number): number;
  /** A number of steps that shows the whole curve; `wrapped` is that of the schedule inside. */
  horizon(params: ParamsOf<S>, wrapped?: number): number;
}
