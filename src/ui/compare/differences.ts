/* What the open graph has that another has not, and the other way round. Worked out once for each pair. */
import { filledParams } from '../../catalog/filled-params.ts';
import { remembered } from '../../base/remembered.ts';
import { lookInto } from '../../graph/blocks.ts';
import { ownCatalog } from '../stores/own-catalog.ts';
import type { Change } from '../../graph/diff.ts';
import { diffDocuments } from '../../graph/diff.ts';
import type { GraphDocument, NodeId } from '../../graph/types.ts';
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

let known: { readonly before: GraphDocument; readonly after: GraphDocument; readonly found: Differences } | undefined;

/** From another graph to the open one: `added` is what only the open one has. */
export function differences(before: GraphDocument, after: GraphDocument): Differences {
  if (known?.before === before && known.after === after) return known.found;
  const changes = diffDocuments(before, after, (node) => filledParams(node, ownCatalog(after)));
  const found = { changes, stops: stopsOf(changes) };
  known = { before, after, found };
  return found;
}
