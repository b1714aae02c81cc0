/*
 * The dock's tabs. Their type, the list of tabs, the panels and the commands that show them all come from
 * the lines of `index.ts`. To add a tab, write its view in a file of its own (`notes/notes.tsx`, say) that ends with
 * `export const notes = { id: 'notes', label: 'Notes', View: Notes } as const satisfies DockTabSpec;`, and add
 * `export { notes } from './notes/notes.tsx';` there.
 */
import { byRank } from '../../base/rank.ts';
import * as tabs from './index.ts';
import type { DockTabSpec } from './tab.ts';

export type DockTab = (typeof tabs)[keyof typeof tabs]['id'];

type Tab = DockTabSpec & { readonly id: DockTab };

/** From left to right. */
export const DOCK_TABS: readonly Tab[] = Object.values<Tab>(tabs).toSorted(byRank(({ label }) => label));

export const dockTab = (id: DockTab): DockTabSpec => DOCK_TABS.find((tab) => tab.id === id) ?? tabs.curves;
