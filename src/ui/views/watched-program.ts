/* Whose training a view shows: that at the other end of its wire. */
import type { Compilation } from '../../compiler/types.ts';
import { edgesInto } from '../../graph/queries.ts';
import { edgeId } from '../../graph/types.ts';
import type { GraphDocument, NodeId } from '../../graph/types.ts';

/** `shown`: it has no wire, and follows the run that the page shows. `none`: its wire leads to nothing that trains. */
export type Watched = { readonly of: 'shown' | 'none' } | { readonly of: 'program'; readonly program: NodeId };

export function watchedProgram(document: GraphDocument, { edges }: Compilation, view: NodeId): Watched {
  const [wire] = edgesInto(document, view);
  if (wire === undefined) return { of: 'shown' };
  const carries = edges.get(edgeId(wire))?.carries;
  return carries?.what === 'model' ? { of: 'program', program: carries.source } : { of: 'none' };
}
