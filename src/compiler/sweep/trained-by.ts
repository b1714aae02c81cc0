/** What a program is made of: its Train node and every node that flows into it. */
import { reach } from '../../base/reach.ts';
import { edgesInto } from '../../graph/queries.ts';
import { endpoint } from '../../graph/types.ts';
import type { GraphDocument, NodeId } from '../../graph/types.ts';

export const nodesOfProgram = (document: GraphDocument, program: NodeId): ReadonlySet<NodeId> =>
  reach([program], (id) => edgesInto(document, id).map(({ from }) => endpoint(from).node));
