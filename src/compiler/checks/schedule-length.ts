/*
 * A schedule counts batches and knows nothing of the run's length. If it ends long before the run, the
 * rest is spent at a learning rate of almost nothing; if it is far longer, it hardly begins to fall.
 */
import { compact, count } from '../../base/format.ts';
import { stepsPerEpoch } from '../../catalog/data/plan-split.ts';
import { horizonOf, rateAt } from '../../catalog/schedules/wired.ts';
import type { WiredSchedule } from '../../catalog/schedules/wired.ts';
import { setParam } from '../fixes/fix-commands.ts';
import { nameOf } from '../graph.ts';
import { wiredSchedule } from '../program/draft.ts';
import type { ScheduleNode } from '../program/draft.ts';
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
  const wired = wiredSchedule(schedule);
  const fault = faultOf(wired, total);
  if (fault === undefined) return [];
  const last = compact(rateAt(wired, total - 1));
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
      fixes: lengthFix(wired, total),
    },
  ];
};

function faultOf(schedule: WiredSchedule, total: number): 'short' | 'long' | undefined {
  const rate = (step: number) => rateAt(schedule, step);
  const at = Array.from({ length: SAMPLES }, (_, i) => rate(Math.floor((i * total) / SAMPLES)));
  const peak = Math.max(...at);
  if (!(peak > 0)) return undefined;
  const tail = at.slice(Math.floor(SAMPLES * MOST_OF_RUN));
  if (tail.every((value) => value <= peak * IDLE)) return 'short';
  const horizon = horizonOf(schedule);
  return horizon > TOO_LONG * total && rate(horizon) < rate(total - 1) / 2 ? 'long' : undefined;
}

/** Params that say how long a schedule falls; the first one that a schedule has. */
const LENGTHS = ['decay_steps', 'first_decay_steps', 'total_steps'];

/**
 * The first length that suits the run: the run itself less a warm-up, the run, or the present length scaled to it.
 * Around another schedule it is the length of that one that counts.
 */
function lengthFix({ node, ...schedule }: ScheduleNode, total: number): readonly Fix[] {
  if (schedule.wraps !== undefined) return [];
  const { params } = schedule;
  const name = LENGTHS.find((each) => typeof params[each] === 'number');
  if (name === undefined) return [];
  const { warmup_steps, warmup_target } = params;
  const warmup = typeof warmup_steps === 'number' && warmup_target !== null ? warmup_steps : 0;
  const scaled = Math.round((Number(params[name]) * total) / Math.max(1, horizonOf(schedule)));
  const length = [total - warmup, total, scaled].find(
    (steps) => steps >= 1 && faultOf({ ...schedule, params: { ...params, [name]: steps } }, total) === undefined,
  );
  return length === undefined ? [] : [{ label: `Set ${name} to ${length}`, command: setParam(node.id, name, length) }];
}
