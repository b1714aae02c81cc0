/*
 * The kind of a wire and of ports that the catalog does not know: a type of a newer version, or a wire
 * that names a port which does not exist. Such a port takes the kind of the other end of its wire.
 */
import type { NodeDefinition } from '../../../catalog/define/index.ts';
import { inputPort, outputPort, type Catalog } from '../../../catalog/catalog.ts';
import { isOpen, type PortKind } from '../../../catalog/ports.ts';
import { definitionAt, wireKindIn } from '../../../compiler/kind-at.ts';
import { edgesFrom, edgesInto, nodeById } from '../../../graph/queries.ts';
import { endpoint, type GraphDocument, type NodeId } from '../../../graph/types.ts';
import { isConditional, isRare, NO_STRAYS, type StrayPorts } from '../view/card-sizes.ts';

/** The kind whose colour a node wears: what it gives, or else what it takes. */
export const mainKind = (definition: NodeDefinition | undefined): PortKind =>
  definition?.outputs[0]?.kind ??
  (definition?.role === 'note' ? 'callback' : (definition?.inputs.at(-1)?.kind ?? 'callback'));

/** The ports that wires of this node name and its type lacks. Most nodes have none. */
export function strayPorts(document: GraphDocument, catalog: Catalog, node: NodeId): StrayPorts {
  const own = definitionAt(document, catalog, node);
  const strayIn = edgesInto(document, node).filter((edge) => !own || !inputPort(own, endpoint(edge.to).port));
  const strayOut = edgesFrom(document, node).filter((edge) => !own || !outputPort(own, endpoint(edge.from).port));
  if (strayIn.length + strayOut.length === 0) return NO_STRAYS;
  return {
    inputs: unique(
      strayIn.map((edge) => ({ name: endpoint(edge.to).port, kind: wireKindIn(document, catalog, edge) })),
    ),
    outputs: unique(
      strayOut.map((edge) => ({ name: endpoint(edge.from).port, kind: wireKindIn(document, catalog, edge) })),
    ),
  };
}

/** The ports that most cards of this type do not show and this one does: wired, or opened by a param. */
export function rarePorts(document: GraphDocument, catalog: Catalog, node: NodeId): readonly string[] {
  const own = nodeById(document, node);
  const definition = own && catalog.get(own.type);
  if (own === undefined || definition === undefined) return [];
  const rare = [...definition.inputs, ...definition.outputs].filter(isRare);
  if (rare.length === 0) return [];
  const wired = new Set([
    ...edgesInto(document, node).map(({ to }) => endpoint(to).port),
    ...edgesFrom(document, node).map(({ from }) => endpoint(from).port),
  ]);
  return rare
    .filter(
      (port) =>
        wired.has(port.name) ||
        ((port.kind !== 'constraint' || definition.outputs.includes(port)) &&
          isConditional(port) &&
          isOpen(port, own.params)),
    )
    .map(({ name }) => name);
}

const unique = <T extends { readonly name: string }>(ports: readonly T[]): readonly T[] =>
  ports.filter((port, i) => ports.findIndex((each) => each.name === port.name) === i);
