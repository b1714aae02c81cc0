/** A schedule as it stands in a graph: with its params, and with the schedule that is wired into it. */
import type { Use } from '../define/index.ts';
import type { ParamValues } from '../params.ts';

export interface WiredSchedule extends Use<'schedule'> {
  readonly wraps?: WiredSchedule;
}

/** The learning rate of optimizer iteration `step`, counted from 0. */
export function rateAt({ definition, params, wraps }: WiredSchedule, step: number): number {
  return definition.learningRate(params, step, wraps && ((at) => rateAt(wraps, at)));
}

interface Paced {
  readonly params: ParamValues;
  readonly schedule?: WiredSchedule | undefined;
}

/** What an optimizer has for step `step`, counted from 0: of the schedule that is wired into it, else its own. */
export const learningRateAt = ({ params, schedule }: Paced, step: number): number =>
  schedule === undefined ? Number(params['learning_rate'] ?? 0) : rateAt(schedule, step);

/** A number of steps that shows the whole curve. */
export function horizonOf({ definition, params, wraps }: WiredSchedule): number {
  return definition.horizon(params, wraps && horizonOf(wraps));
}
