/*
 * A schedule counts batches and knows nothing of the run's length. If it ends long before the run, the
 * rest is spent at a learning rate of almost nothing; if it is far longer, it hardly begins to fall.
 */
import { compact, count } from '../../base/format.ts';
import { stepsPerEpoch } from '../../catalog/data/plan-split.ts';
import type { ParamValues } from '../../catalog/params.ts';
import { setParam } from '../fixes/fix-commands.ts';
import { nameOf } from '../graph.ts';
import type { NodeOf } from '../graph.ts';
import type { Fix } from '../types.ts';
import type { Check } from './check.ts';

/** Below this share of its peak the learning rate moves nothing. */
const IDLE = 1e-3;
/** A schedule is too short if it is idle for more than the last fifth of the run. */
const MOST_OF_RUN = 0.8;
/** A schedule is too long if it would take this many runs to unfold. */
const TOO_LONG = 4;
const SAMPLES = 64;

export const scheduleLength: Check = ({ draft }) => {
  const { schedule, data, epochs, batchSize } = draft;
  if (schedule === undefined || data === undefined) return [];
  const total = epochs * stepsPerEpoch(data.trainRows, batchSize);
  const fault = faultOf(schedule, schedule.params, total);
  if (fault === undefined) return [];
  const last = compact(schedule.definition.learningRate(schedule.params, total - 1));
  return [
    {
      severity: 'hint',
      code: fault === 'short' ? 'schedule-too-short' : 'schedule-too-long',
      node: schedule.id,
      message:
        fault === 'short'
          ? `${nameOf(schedule)} is at its end long before the run: the last of ${count(total)} steps has a learning rate of ${last}, and so have many before it.`
          : `${nameOf(schedule)} unfolds over many more steps than the ${count(total)} of this run, which ends at a learning rate of ${last}.`,
      hint: 'Steps are batches: the run has its epochs times the batches per epoch.',
      fixes: lengthFix(schedule, total),
    },
  ];
};

function faultOf({ definition }: NodeOf<'schedule'>, params: ParamValues, total: number): 'short' | 'long' | undefined {
  const rate = (step: number) => definition.learningRate(params, step);
  const at = Array.from({ length: SAMPLES }, (_, i) => rate(Math.floor((i * total) / SAMPLES)));
  const peak = Math.max(...at);
  if (!(peak > 0)) return undefined;
  const tail = at.slice(Math.floor(SAMPLES * MOST_OF_RUN));
  if (tail.every((value) => value <= peak * IDLE)) return 'short';
  const horizon = definition.horizon(params);
  return horizon > TOO_LONG * total && rate(horizon) < rate(total - 1) / 2 ? 'long' : undefined;
}

/** The first length that suits the run: the run itself less a warm-up, the run, or the present length scaled to it. */
function lengthFix(schedule: NodeOf<'schedule'>, total: number): readonly Fix[] {
  const { definition, params, id } = schedule;
  const { decay_steps, warmup_steps, warmup_target } = params;
  if (typeof decay_steps !== 'number') return [];
  const warmup = typeof warmup_steps === 'number' && warmup_target !== null ? warmup_steps : 0;
  const scaled = Math.round((decay_steps * total) / Math.max(1, definition.horizon(params)));
  const length = [total - warmup, total, scaled].find(
    (steps) => steps >= 1 && faultOf(schedule, { ...params, decay_steps: steps }, total) === undefined,
  );
  return length === undefined
    ? []
    : [{ label: `Set decay_steps to ${length}`, command: setParam(id, 'decay_steps', length) }];
}
