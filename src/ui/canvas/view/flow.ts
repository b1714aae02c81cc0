/*
 * The page's one canvas model, on the page's stores. It follows them from the beginning and for good: also
 * while the canvas itself is not there, so that one that comes back shows the document as it is then.
 */
import { useStore } from 'zustand';
import { catalog } from '../../../catalog/index.ts';
import { documentStore } from '../../stores/document.ts';
import { viewStore } from '../../stores/view.ts';
import { createFlow, type FlowState } from './flow-store.ts';
import { snapToOthers } from './snap.ts';

export const flow = createFlow(documentStore, viewStore, catalog, snapToOthers);
flow.connect();
export const useFlow = <T>(selector: (state: FlowState) => T): T => useStore(flow.store, selector);
