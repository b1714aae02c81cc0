/* A block that was just made asks for its name: its field in the inspector has the keys until that is answered. */
import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';
import type { NodeId } from '../../graph/types.ts';
import { focusCanvas } from '../canvas-api.ts';
import { useView, viewStore } from '../stores/view-state.ts';

interface Naming {
  /** What was selected then: with another selection the question is over. */
  readonly asked: readonly NodeId[] | undefined;
  /** Whether the inspector was opened for it. */
  readonly opened: boolean;
}

const namingStore = createStore<Naming>()(() => ({ asked: undefined, opened: false }));

/** Asks for the name of the block that is selected. */
export function askName(): void {
  const { panels, togglePanel, selectedNodes } = viewStore.getState();
  const opened = !panels.inspector;
  if (opened) togglePanel('inspector');
  namingStore.setState({ asked: selectedNodes, opened });
}

/** Whether the block that is selected has just been made and has not been named yet. */
export function useIsAsked(): boolean {
  const asked = useStore(namingStore, (state) => state.asked);
  return useView((state) => state.selectedNodes === asked);
}

export const endAsking = (): void => namingStore.setState({ asked: undefined, opened: false });

/** The name is given, or stays: the keys go back to the canvas. */
export function leaveName(): void {
  const { opened } = namingStore.getState();
  const { panels, togglePanel } = viewStore.getState();
  endAsking();
  focusCanvas();
  if (opened && panels.inspector) togglePanel('inspector');
}
