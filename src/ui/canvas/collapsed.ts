/* Which cards are shown as their title and ports alone. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { NodeId } from '../../graph/types.ts';
import { documentStore } from '../stores/document.ts';

/** The collapsed cards of the open graph, those inside blocks by the block's name as well. */
export const collapsed = createStore<{ readonly keys: ReadonlySet<string> }>()(() => ({ keys: new Set() }));

export const keyIn = (block: string | undefined, id: NodeId): string => (block === undefined ? id : `${block}/${id}`);
export const keyOf = (id: NodeId): string => keyIn(documentStore.getState().block, id);

export const useCollapsed = (id: NodeId): boolean => useStore(collapsed, ({ keys }) => keys.has(keyOf(id)));
