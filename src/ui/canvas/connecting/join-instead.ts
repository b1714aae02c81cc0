/* Where a new wire took the place of another, both can be had: joined by a layer in front of the port. */
import type { Catalog } from '../../../catalog/catalog.ts';
import { newNode } from '../../../graph/new-node.ts';
import { nodeById } from '../../../graph/queries.ts';
import { edgeId, endsOf, portRef, type GraphDocument, type GraphEdge } from '../../../graph/types.ts';
import type { Broken } from './broken-by.ts';

/** Side by side, which takes all shapes that are as long; or value by value. */
const JOINING = ['Concatenate', 'Add'] as const;
/** How far in front of the port's card it stands, at first. */
const BEFORE = 240;

/** `replaced` is the wire that gave way; undefined where its kind cannot be joined. */
export function joinInstead(
  document: GraphDocument,
  catalog: Catalog,
  edge: GraphEdge,
  replaced: GraphEdge,
): Broken | undefined {
  const reader = nodeById(document, endsOf(edge).to.node);
  if (reader === undefined || replaced.from === edge.from) return undefined;
  const [x, y] = reader.position;
  const fixes = JOINING.flatMap((type) => {
    const input = catalog.get(type)?.inputs.find(({ many }) => many === true);
    const output = catalog.get(type)?.outputs[0];
    if (input === undefined || output === undefined) return [];
    const node = newNode(document, type, [x - BEFORE, y]);
    const into = portRef(node.id, input.name);
    const edges = [
      { from: replaced.from, to: into },
      { from: edge.from, to: into },
      { from: portRef(node.id, output.name), to: edge.to },
    ];
    const label = `Join both by ${type}`;
    return [
      {
        label,
        command: {
          type: 'batch',
          label,
          commands: [
            { type: 'disconnect', edges: [edgeId(edge)] },
            { type: 'add', nodes: [node], edges },
          ],
        },
      } as const,
    ];
  });
  return { reason: `${replaced.from} was wired to ${edge.to} and gave way.`, fixes };
}
