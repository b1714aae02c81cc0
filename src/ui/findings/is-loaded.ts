import type { DocumentState, RunState } from '../stores/types.ts';

/** Whether there is a run of the graph on the screen to look at. */
export function isLoaded({ compilation }: DocumentState, { program, run, stale, state }: RunState): boolean {
  return run !== undefined && !stale && state !== 'preparing' && compilation.programs.some(({ id }) => id === program);
}
