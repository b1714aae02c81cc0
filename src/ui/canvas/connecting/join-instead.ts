/* Where a new wire took the place of another, both can be had: joined by a layer in front of the port. */
import type { Catalog } from '../../../catalog/catalog.ts';
import { newNode } from '../../../graph/new-node.ts';
import { nodeById, reachable } from '../../../graph/queries.ts';
import { edgeId, endsOf, portRef, type GraphDocument, type GraphEdge } from '../../../graph/types.ts';
import type { Broken } from './broken-by.ts';

/**
 * The layers that everybody has at hand and that take any number of wires; first the one that asks least of their
 * shapes, which is the last of them in the palette.
 */
const joining = (catalog: Catalog) =>
  catalog.all
    .filter(({ role, rank, inputs }) => role === 'layer' && rank !== undefined && inputs.some(({ many }) => many))
    .toSorted((a, b) => (b.rank ?? 0) - (a.rank ?? 0));

/** How far in front of the port's card it stands, at first. */
const BEFORE = 240;

/**
 * `replaced` is the wire that gave way; undefined where nothing was lost with it, as where a node was put between its
 * ends by two wires.
 */
export function joinInstead(
  document: GraphDocument,
  catalog: Catalog,
  edge: GraphEdge,
  replaced: GraphEdge,
): Broken | undefined {
  const reader = nodeById(document, endsOf(edge).to.node);
  const before = endsOf(replaced).from.node;
  if (reader === undefined || reachable(document, endsOf(edge).from.node, 'up').has(before)) return undefined;
  const [x, y] = reader.position;
  const fixes = joining(catalog).flatMap(({ type, inputs, outputs }) => {
    const input = inputs.find(({ many }) => many === true);
    const [output] = outputs;
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
