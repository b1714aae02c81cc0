/** The page's one canvas model, on the page's stores. */
import { useStore } from 'zustand';
import { catalog } from '../../../catalog/index.ts';
import { documentStore } from '../../stores/document.ts';
import { viewStore } from '../../stores/view.ts';
import { createFlow, type FlowState } from './flow-store.ts';

export const flow = createFlow(documentStore, viewStore, catalog);
export const useFlow = <T>(selector: (state: FlowState) => T): T => useStore(flow.store, selector);
