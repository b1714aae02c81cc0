/* Two values where one wire leads: both can be had, joined by a layer in front of the port, or behind both. */
import type { Catalog } from '../../../catalog/catalog.ts';
import { kindFits } from '../../../catalog/ports.ts';
import { outputKindAt } from '../../../compiler/kind-at.ts';
import type { Fix } from '../../../compiler/types.ts';
import { newNode } from '../../../graph/new-node.ts';
import { nodeById, reachable } from '../../../graph/queries.ts';
import {
  edgeId,
  endpoint,
  endsOf,
  portRef,
  type GraphDocument,
  type GraphEdge,
  type GraphNode,
  type PortRef,
} from '../../../graph/types.ts';
import type { Broken } from './broken-by.ts';

/**
 * The layers that everybody has at hand and that take any number of wires; first the one that asks least of their
 * shapes, which is the last of them in the palette.
 */
const joining = (catalog: Catalog) =>
  catalog.first
    .flatMap((type) => catalog.get(type) ?? [])
    .filter(({ role, inputs }) => role === 'layer' && inputs.some(({ many }) => many))
    .toReversed();

/** How far from the port's card it stands, at first. */
const BESIDE = 240;

/** A way to join two outputs: the node, and the wires to it and on from it. */
interface Join {
  readonly label: string;
  readonly node: GraphNode;
  readonly edges: readonly GraphEdge[];
}

/** One for each joining layer that takes both; `on` is where the joined value goes. */
function joinsOf(
  document: GraphDocument,
  catalog: Catalog,
  both: readonly [PortRef, PortRef],
  at: GraphNode['position'],
  on?: PortRef,
): readonly Join[] {
  return joining(catalog).flatMap(({ type, inputs, outputs }) => {
    const input = inputs.find(({ many }) => many === true);
    const [output] = outputs;
    if (input === undefined || output === undefined) return [];
    const fits = (ref: PortRef) => {
      const kind = outputKindAt(document, catalog, ref);
      return kind !== undefined && kindFits(kind, input.kind);
    };
    if (!both.every(fits)) return [];
    const node = newNode(document, type, at);
    const into = both.map((from) => ({ from, to: portRef(node.id, input.name) }));
    const onward = on === undefined ? [] : [{ from: portRef(node.id, output.name), to: on }];
    return [{ label: `Join both by ${type}`, node, edges: [...into, ...onward] }];
  });
}

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
  const fixes = joinsOf(document, catalog, [replaced.from, edge.from], [x - BESIDE, y], edge.to).map(
    ({ label, node, edges }): Fix => ({
      label,
      command: {
        type: 'batch',
        label,
        commands: [
          { type: 'disconnect', edges: [edgeId(edge)] },
          { type: 'add', nodes: [node], edges },
        ],
      },
    }),
  );
  return { reason: `${replaced.from} was wired to ${edge.to} and gave way.`, fixes };
}

/** Two outputs, between which no wire can lead, joined by a layer to the right of both. */
export function joinOutputs(
  document: GraphDocument,
  catalog: Catalog,
  first: PortRef,
  second: PortRef,
): readonly Fix[] {
  const places = [first, second].map((ref) => nodeById(document, endpoint(ref).node)?.position);
  const [a, b] = places;
  if (a === undefined || b === undefined || endpoint(first).node === endpoint(second).node) return [];
  const at = [Math.max(a[0], b[0]) + BESIDE, Math.round((a[1] + b[1]) / 2)] as const;
  return joinsOf(document, catalog, [first, second], at).map(({ label, node, edges }) => ({
    label,
    command: { type: 'add', nodes: [node], edges },
  }));
}
