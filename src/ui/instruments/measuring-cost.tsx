/** What looking costs: the part of the training time that readings take, and how they are taken. */
import { useRun } from '../stores/run.ts';
import type { RunState } from '../stores/types.ts';

/** `Measuring takes 4 % of the time.`; nothing before training has gone on for a moment. */
export function costWords({
  measuring,
  state,
  readings,
}: Pick<RunState, 'measuring' | 'state' | 'readings'>): string | undefined {
  if (measuring === undefined || state === 'idle' || state === 'preparing') return undefined;
  const took = state === 'running' ? 'takes' : 'took';
  const part = measuring < 0.005 ? 'less than 1' : Math.round(measuring * 100);
  const { taken } = readings.wires?.value ?? {};
  const why = taken?.reason === undefined ? '' : ` It is done step by step, because ${taken.reason}.`;
  return `Measuring ${took} ${part} % of the time.${why}`;
}

export function useCostWords(): string | undefined {
  return useRun(costWords);
}
