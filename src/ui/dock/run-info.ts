/*
 * What is known of the data that the present run trains on. It is noted when a run is prepared, so that
 * pictures keep their names and classes while the graph is edited into something else.
 */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { DatasetInfo } from '../../catalog/define/index.ts';
import { documentStore } from '../stores/document.ts';
import { runStore } from '../stores/run.ts';

const infoStore = createStore<{ readonly info: DatasetInfo | undefined }>()(() => ({ info: currentInfo() }));

function currentInfo(): DatasetInfo | undefined {
  const { program } = runStore.getState();
  return documentStore.getState().compilation.programs.find(({ id }) => id === program)?.data.info;
}

runStore.subscribe((state, before) => {
  if (state.data !== before.data) infoStore.setState({ info: currentInfo() });
});

/** The data set of the run whose data and output are in the run store. */
export const useRunInfo = (): DatasetInfo | undefined => useStore(infoStore, ({ info }) => info);
