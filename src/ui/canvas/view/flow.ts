/*
 * The page's one canvas model, on the page's stores. It follows them from the beginning and for good: also
 * while the canvas itself is not there, so that one that comes back shows the document as it is then.
 */
import { useStore } from 'zustand';
import { catalog } from '../../../catalog/index.ts';
import { documentStore } from '../../stores/document.ts';
import { viewStore } from '../../stores/view-state.ts';
import { createFlow, type FlowState, type Snap } from './flow-store.ts';

let snap: Snap = (changes) => changes;

/** Cards snap to others from here on: what that takes is loaded once the page stands. */
export const snapWith = (next: Snap): void => void (snap = next);

export const flow = createFlow(documentStore, viewStore, catalog, (changes, cards) => snap(changes, cards));
flow.connect();
export const useFlow = <T>(selector: (state: FlowState) => T): T => useStore(flow.store, selector);
