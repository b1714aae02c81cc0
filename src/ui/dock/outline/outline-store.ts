/* Which row of the outline one is on and which are closed, and going to a row: for its drawing and for its keys. */
import { remembered } from '../../../base/remembered.ts';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { ownCatalog } from '../../stores/own-catalog.ts';
import type { GraphDocument, NodeId } from '../../../graph/types.ts';
import { documentStore } from '../../stores/document.ts';
import { viewStore } from '../../stores/view-state.ts';
import { showFrame } from '../../canvas/frames/focus-frame.ts';
import { outlineOf, type OutlineRow } from './outline-order.ts';

interface OutlineState {
  /** Rows whose children are hidden. */
  readonly closed: ReadonlySet<NodeId>;
  /** The row one was on last, for when nothing is selected. */
  readonly at: NodeId | undefined;
}

export const outlineStore = createStore<OutlineState>()(() => ({ closed: new Set<NodeId>(), at: undefined }));
export const useOutline = <T>(selector: (state: OutlineState) => T): T => useStore(outlineStore, selector);

let latest: readonly OutlineRow[] = [];

/** All rows of a document, made once; those that are as in the document before are the same. */
export const rowsOf = remembered((document: GraphDocument): readonly OutlineRow[] => {
  latest = keptRows(outlineOf(document, ownCatalog(document)), latest);
  return latest;
});

export function keptRows(rows: readonly OutlineRow[], before: readonly OutlineRow[]): readonly OutlineRow[] {
  const byId = new Map(before.map((row) => [row.id, row]));
  return rows.map((row) => {
    const old = byId.get(row.id);
    return old !== undefined && sameRow(row, old) ? old : row;
  });
}

const sameRow = (a: OutlineRow, b: OutlineRow): boolean =>
  a.level === b.level &&
  a.parent === b.parent &&
  a.place === b.place &&
  a.of === b.of &&
  a.hasChildren === b.hasChildren;

/** The rows that no closed row hides. */
export function openRows(rows: readonly OutlineRow[], closed: ReadonlySet<NodeId>): readonly OutlineRow[] {
  const hidden = new Set<NodeId>();
  return rows.filter(({ id, parent }) => {
    const shown = parent === undefined || !(closed.has(parent) || hidden.has(parent));
    if (!shown) hidden.add(id);
    return shown;
  });
}

/** The rows that are shown now. */
export const shownRows = (): readonly OutlineRow[] =>
  openRows(rowsOf(documentStore.getState().document), outlineStore.getState().closed);

export function setOpen(id: NodeId, open: boolean): void {
  const closed = new Set(outlineStore.getState().closed);
  if (open) closed.delete(id);
  else closed.add(id);
  outlineStore.setState({ closed });
}

export const stayAt = (at: NodeId | undefined): void => outlineStore.setState({ at });

/** Goes to a row, opening those that hide it: its node is selected, and brought into sight on the canvas. */
export function goTo(id: NodeId): void {
  const rows = new Map(rowsOf(documentStore.getState().document).map((row) => [row.id, row]));
  for (let parent = rows.get(id)?.parent; parent !== undefined; parent = rows.get(parent)?.parent)
    if (outlineStore.getState().closed.has(parent)) setOpen(parent, true);
  stayAt(id);
  const frame = rows.get(id)?.frame;
  if (frame === undefined) viewStore.getState().revealNode(id);
  else {
    viewStore.getState().selectFrame(frame);
    showFrame(frame);
  }
  focusCurrent();
}

export const treeElement = (): HTMLElement | null => window.document.querySelector('[role="tree"][data-outline]');

/** Moves the focus to the row one is on, once what was done is drawn. */
export function focusCurrent(): void {
  requestAnimationFrame(() => treeElement()?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')?.focus());
}
