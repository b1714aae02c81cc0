/*
 * What is known of the data that a run trains on. It is noted when the run is prepared, so that
 * pictures keep their names and classes while the graph is edited into something else.
 */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { DatasetInfo } from '../../catalog/define/index.ts';
import type { NodeId } from '../../graph/types.ts';
import type { DataView } from '../../protocol/data-view.ts';
import { documentStore } from '../stores/document.ts';
import { runStore, useRun } from '../stores/run.ts';
import type { RunState } from '../stores/types.ts';

interface Known {
  readonly data: DataView | undefined;
  readonly info: DatasetInfo | undefined;
}

/** By program: of the shown run, and of those beside it. */
type Infos = Readonly<Record<NodeId, Known>>;

const infoStore = createStore<{ readonly of: Infos }>()(() => ({ of: noted(runStore.getState(), {}) }));

function noted(run: Pick<RunState, 'program' | 'data' | 'side'>, before: Infos): Infos {
  const found = [run, ...run.side].map(({ program = '', data }): readonly [NodeId, Known] => {
    const known = before[program];
    return [program, known !== undefined && known.data === data ? known : { data, info: infoNow(program) }];
  });
  const same = found.length === Object.keys(before).length && found.every(([id, known]) => before[id] === known);
  return same ? before : Object.fromEntries(found);
}

function infoNow(program: NodeId): DatasetInfo | undefined {
  return documentStore.getState().compilation.programs.find(({ id }) => id === program)?.data.info;
}

runStore.subscribe((run) => {
  const { of } = infoStore.getState();
  const next = noted(run, of);
  if (next !== of) infoStore.setState({ of: next });
});

/** The data set of the run whose data and output are shown here. */
export function useRunInfo(): DatasetInfo | undefined {
  const program = useRun((run) => run.program) ?? '';
  return useStore(infoStore, ({ of }) => of[program]?.info);
}
