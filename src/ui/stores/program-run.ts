/*
 * The run of one program as if it were the one that the page shows: whether it is that, trains beside it, or is not
 * loaded at all.
 */
import type { NodeId } from '../../graph/types.ts';
import { NOTHING_YET } from './run-events.ts';
import type { RunFacts } from './run-events.ts';
import type { Readable } from './run-scope.ts';
import { factsOfProgram } from './side-runs.ts';
import type { RunState } from './types.ts';

export function programRun(runs: Readable<RunState>, program: NodeId): Readable<RunState> {
  let known: { readonly facts: RunFacts | undefined; readonly state: RunState } | undefined;
  const getState = (): RunState => {
    const run = runs.getState();
    const facts = factsOfProgram(run, program);
    if (facts === run) return run;
    if (known === undefined || known.facts !== facts) known = { facts, state: { ...run, ...ownFacts(facts, program) } };
    return known.state;
  };
  return {
    getState,
    getInitialState: getState,
    subscribe(listener) {
      let before = getState();
      return runs.subscribe(() => {
        const [state, previous] = [getState(), before];
        before = state;
        if (state !== previous) listener(state, previous);
      });
    },
  };
}

/** The same at this moment: undefined where no run of this program is loaded. */
export function stateOfProgram(run: RunState, program: NodeId): RunState | undefined {
  const facts = factsOfProgram(run, program);
  return facts === run ? run : facts && { ...run, ...ownFacts(facts, program) };
}

/** What is of this run alone. How fast and how exactly to train is chosen for all. */
function ownFacts(facts: RunFacts | undefined, program: NodeId): Partial<RunState> {
  if (facts === undefined) return { ...NOT_LOADED, program };
  const { pace: _pace, hurried: _hurried, exact: _exact, backendChoice: _choice, ...own } = facts;
  return { ...own, side: [] };
}

const NOT_LOADED: Partial<RunState> = {
  ...NOTHING_YET,
  state: 'idle',
  run: undefined,
  stale: false,
  stepsPerEpoch: 0,
  metric: undefined,
  data: undefined,
  side: [],
};
