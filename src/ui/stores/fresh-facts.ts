/** What is known of a run that was just loaded, apart from the page's own choices. */
import type { Program } from '../../compiler/types.ts';
import type { BackendName } from '../../protocol/backends.ts';
import type { RunId } from '../../protocol/messages.ts';
import { NOTHING_YET } from './run-events.ts';
import type { RunFacts } from './run-events.ts';

export const freshFacts = (run: RunId, { id, epochs }: Program, backendChoice: BackendName | 'auto'): RunFacts => ({
  ...NOTHING_YET,
  state: 'preparing',
  run,
  program: id,
  epochs,
  backendChoice,
  backend: undefined,
  exact: false,
  fallbacks: [],
  why: undefined,
  steps: undefined,
  stale: false,
  stepsPerEpoch: 0,
  metric: undefined,
  data: undefined,
  pace: 'full',
  hurried: false,
});
