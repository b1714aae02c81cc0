/* The place under the pointer: changes at every mouse move, so only the legend listens to it. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export function createHover() {
  const store = createStore<{ readonly index: number | undefined }>()(() => ({ index: undefined }));
  const set = (index: number | undefined) => {
    if (index !== store.getState().index) store.setState({ index });
  };
  return { store, set };
}

export type Hover = ReturnType<typeof createHover>;

export const useHover = ({ store }: Hover): number | undefined => useStore(store, ({ index }) => index);
