/** What the time line says of the step that is shown. */
import { count } from '../../../base/format.ts';
import type { TrainerState } from '../../../protocol/events.ts';

/** `Step 320 of 1,200: looking back; training goes on.` */
export function timeLineWords(step: number | undefined, now: number, state: TrainerState): string {
  if (step === undefined) return `Step ${count(now)}: the present`;
  const past = `Step ${count(step)} of ${count(now)}: looking back`;
  return state === 'running' ? `${past}; training goes on` : past;
}
