/** Points that are being drawn: for a new node, or for one that has some. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { NodeId } from '../../graph/types.ts';
import { documentStore } from '../stores/document.ts';
import type { Drawing } from './drawn-points.ts';
import { tablesOf } from './local-assets.ts';

export interface DrawRequest {
  readonly node?: NodeId;
  readonly drawing: Drawing;
}

export const drawStore = createStore<{ readonly request: DrawRequest | undefined }>()(() => ({ request: undefined }));

export const useDrawRequest = (): DrawRequest | undefined => useStore(drawStore, ({ request }) => request);

/** Opens the plane, empty or with the points that a node has. */
export async function drawPoints(node?: NodeId, hash?: string): Promise<void> {
  const drawing = hash === undefined ? [] : await drawnIn(hash);
  drawStore.setState({ request: { drawing: drawing ?? [], ...(node !== undefined && { node }) } });
}

async function drawnIn(hash: string): Promise<Drawing | undefined> {
  const { fromTable } = await import('./drawn-points.ts');
  // A table that cannot be read is told among the problems; drawing begins with an empty sheet.
  const table = await tablesOf(documentStore.getState().whole)(hash).catch(() => undefined);
  return table && fromTable(table);
}
