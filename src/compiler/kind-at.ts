/* What the nodes of a document are, and what its wires carry, with a catalog beside the document: nothing is compiled. */
import { outputPort, type Catalog } from '../catalog/catalog.ts';
import type { NodeDefinition } from '../catalog/define/index.ts';
import type { PortKind } from '../catalog/ports.ts';
import { nodeById } from '../graph/queries.ts';
import { endpoint, type GraphDocument, type GraphEdge, type NodeId, type PortRef } from '../graph/types.ts';
import { wireKind } from './wire-rule.ts';

/** Undefined for a node that is not there and for a type that the catalog does not have. */
export const definitionAt = (document: GraphDocument, catalog: Catalog, node: NodeId): NodeDefinition | undefined =>
  catalog.get(nodeById(document, node)?.type ?? '');

/** What a wire of this document carries, sound or not. */
export const wireKindIn = (document: GraphDocument, catalog: Catalog, edge: GraphEdge): PortKind =>
  wireKind(edge, (node) => definitionAt(document, catalog, node));

/** What an output gives; undefined where there is no such output. */
export function outputKindAt(document: GraphDocument, catalog: Catalog, ref: PortRef): PortKind | undefined {
  const { node, port } = endpoint(ref);
  const definition = definitionAt(document, catalog, node);
  return definition && outputPort(definition, port)?.kind;
}
