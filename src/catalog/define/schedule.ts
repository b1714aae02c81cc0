import type { ParamShape, ParamsOf } from '../params.ts';
import type { Common } from './common.ts';

export interface ScheduleSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'schedule';
  /** The learning rate of optimizer iteration `step`, counted from 0. */
  learningRate(params: ParamsOf<S>, step: number): number;
  /** A number of steps that shows the whole curve. */
  horizon(params: ParamsOf<S>): number;
}
