/** What the page's one canvas draws. */
import { useStore } from 'zustand';
import { createDrawn, type DrawnState } from './drawn-store.ts';
import { flow } from './flow.ts';

export const drawn = createDrawn(flow.store);
export const useDrawn = <T>(selector: (state: DrawnState) => T): T => useStore(drawn.store, selector);
