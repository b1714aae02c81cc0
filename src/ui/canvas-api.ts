/*
 * What the rest of the page may ask of the canvas. The canvas registers itself when it is mounted;
 * until then nodes are placed around the middle of the document.
 */
import { catalog } from '../catalog/index.ts';
import type { GraphDocument, NodeId } from '../graph/types.ts';
import { isFree, newNode } from '../graph/new-node.ts';
import type { Point } from '../graph/new-node.ts';
import { documentStore } from './stores/document.ts';
import { viewStore } from './stores/view.ts';

export interface CanvasApi {
  /** Middle of the visible part, in the document's coordinates. */
  centre(): readonly [x: number, y: number];
  /** Brings the whole graph into sight, e.g. after another document was opened. */
  fit?(): void;
  /** Puts the keyboard focus on the canvas. */
  focus?(): void;
}

/** Room that a card takes, with a little air; cards differ, so this is on the large side. */
const CARD: Point = [200, 140];
const GRID = 20;

let canvas: CanvasApi | undefined;

/** Called by the canvas when it is mounted; the answer takes the registration back. */
export function registerCanvas(api: CanvasApi): () => void {
  canvas = api;
  return () => {
    if (canvas === api) canvas = undefined;
  };
}

export const fitCanvas = (): void => canvas?.fit?.();
export const focusCanvas = (): void => canvas?.focus?.();

/**
 * Adds a node with its default params, selects it and says so.
 * @param at its upper left corner in document coordinates; a free place near the middle of the view if left out.
 * @returns the new node's id, or `undefined` if the type is unknown or the command was refused.
 */
export function addNodeOfType(type: string, at?: Point): NodeId | undefined {
  if (catalog.get(type) === undefined) {
    viewStore.getState().announce(`There is no node type called ${type}.`, 'warning');
    return undefined;
  }
  const { document, dispatch } = documentStore.getState();
  const node = newNode(document, type, at ?? freeSpot(document, canvas?.centre() ?? [0, 0]));
  if (!dispatch({ type: 'add', nodes: [node] })) return undefined;
  viewStore.getState().select([node.id]);
  viewStore.getState().announce(`Added ${type}.`);
  return node.id;
}

/** The free place nearest to the middle, found on ever larger squares around it. */
export function freeSpot(document: GraphDocument, [x, y]: Point): Point {
  const [width, height] = CARD;
  const snap = (value: number) => Math.round(value / GRID) * GRID;
  const start: Point = [snap(x - width / 2), snap(y - height / 2)];
  for (let ring = 0; ring < 60; ring++) {
    for (const [dx, dy] of square(ring)) {
      const spot: Point = [start[0] + dx * GRID * 2, start[1] + dy * GRID * 2];
      if (isFree(document, spot, CARD)) return spot;
    }
  }
  return start;
}

/** The border of a square of side `2 ring + 1`, below and to the right first. */
function* square(ring: number): Generator<Point> {
  if (ring === 0) yield [0, 0];
  for (let i = -ring; i < ring; i++) {
    yield [-i, ring];
    yield [ring, i];
    yield [i, -ring];
    yield [-ring, -i];
  }
}
