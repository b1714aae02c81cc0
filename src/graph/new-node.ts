/** A node that is about to be added: the one way in which the canvas, the inspector and fixes make one. */
import { uniqueId } from './queries.ts';
import type { GraphDocument, GraphNode, Params } from './types.ts';

export type Point = readonly [x: number, y: number];

/** A node with a free id. Coordinates are rounded: the file stays easy to read. */
export const newNode = (document: GraphDocument, type: string, [x, y]: Point, params?: Params): GraphNode => ({
  id: uniqueId(document, type),
  type,
  position: [Math.round(x), Math.round(y)],
  ...(params === undefined ? {} : { params }),
});

/** Whether no card stands so near to this place that a new one would lie on it. `room` is what a card takes. */
export const isFree = (document: GraphDocument, [x, y]: Point, room: Point): boolean =>
  document.nodes.every(({ position }) => Math.abs(position[0] - x) >= room[0] || Math.abs(position[1] - y) >= room[1]);
