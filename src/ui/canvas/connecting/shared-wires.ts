/* Wires that a copy of a node can have beside the node itself. */
import { inputPort, type Catalog } from '../../../catalog/catalog.ts';
import { edgesFrom, nodeById } from '../../../graph/queries.ts';
import { endpoint, type GraphDocument, type GraphEdge, type NodeId } from '../../../graph/types.ts';

/** The wires from these nodes into ports that take several, as of a sum or of what is called back. */
export function sharedWires(document: GraphDocument, catalog: Catalog, nodes: readonly NodeId[]): readonly GraphEdge[] {
  return nodes.flatMap((id) =>
    edgesFrom(document, id).filter(({ to }) => {
      const { node, port } = endpoint(to);
      const definition = catalog.get(nodeById(document, node)?.type ?? '');
      return definition !== undefined && inputPort(definition, port)?.many === true;
    }),
  );
}
