/* What the open graph has that another has not, and the other way round. Worked out once for each pair. */
import { remembered } from '../../base/remembered.ts';
import { filledParams } from '../../catalog/filled-params.ts';
import { catalog } from '../../catalog/index.ts';
import { lookInto } from '../../graph/blocks.ts';
import type { Change } from '../../graph/diff.ts';
import { diffDocuments } from '../../graph/diff.ts';
import type { GraphDocument, GraphNode, NodeId } from '../../graph/types.ts';
import type { Stop } from './stops.ts';
import { stopsOf } from './stops.ts';

export interface Differences {
  readonly changes: readonly Change[];
  readonly stops: readonly Stop[];
}

/** The part of another graph that stands beside what is shown of the open one; nothing where it has no such block. */
export const seenIn = (other: GraphDocument, inside: readonly NodeId[]): GraphDocument =>
  lookInto(other, inside)?.document ?? emptied(other);

const emptied = remembered((other: GraphDocument): GraphDocument => ({ ...other, nodes: [], edges: [] }));

/** With an edit of one node, those of all others are known. */
const filled = remembered((node: GraphNode) => filledParams(node, catalog));

let known: { readonly before: GraphDocument; readonly after: GraphDocument; readonly found: Differences } | undefined;

/** From another graph to the open one: `added` is what only the open one has. */
export function differences(before: GraphDocument, after: GraphDocument): Differences {
  if (known?.before === before && known.after === after) return known.found;
  const changes = diffDocuments(before, after, filled);
  const found = { changes, stops: stopsOf(changes) };
  known = { before, after, found };
  return found;
}
