/*
 * What pictures and inspector know of a node: its place in the document, its type, its params with
 * defaults filled in, and what compiling found out. One index per document, shared by all who ask.
 */
import { shorten } from '../../base/text.ts';
import { ownCatalog } from '../stores/own-catalog.ts';
import type { NodeDefinition } from '../../catalog/define/index.ts';
import { edgeId, endpoint } from '../../graph/types.ts';
import type { EdgeId, GraphDocument, GraphEdge, GraphNode, NodeId } from '../../graph/types.ts';
import { documentStore, useDocument } from '../stores/document.ts';

export { paramsOf } from '../stores/node-view.ts';

const indexes = new WeakMap<GraphDocument, ReadonlyMap<NodeId, GraphNode>>();

/** The nodes of a document by id; built once per document. */
export function nodesById(document: GraphDocument): ReadonlyMap<NodeId, GraphNode> {
  const known = indexes.get(document);
  if (known !== undefined) return known;
  const fresh = new Map(document.nodes.map((node) => [node.id, node]));
  indexes.set(document, fresh);
  return fresh;
}

interface Wires {
  readonly byId: ReadonlyMap<EdgeId, GraphEdge>;
  readonly into: ReadonlyMap<NodeId, readonly GraphEdge[]>;
  readonly outOf: ReadonlyMap<NodeId, readonly GraphEdge[]>;
}

const wires = new WeakMap<GraphDocument, Wires>();

/** The wires of a document by id, by the node they end at and by the node they start from, in the file's order. */
export function wiresOf(document: GraphDocument): Wires {
  const known = wires.get(document);
  if (known !== undefined) return known;
  const fresh = {
    byId: new Map(document.edges.map((edge) => [edgeId(edge), edge])),
    into: grouped(document.edges, (edge) => endpoint(edge.to).node),
    outOf: grouped(document.edges, (edge) => endpoint(edge.from).node),
  };
  wires.set(document, fresh);
  return fresh;
}

function grouped(
  edges: readonly GraphEdge[],
  by: (edge: GraphEdge) => NodeId,
): ReadonlyMap<NodeId, readonly GraphEdge[]> {
  const groups = new Map<NodeId, GraphEdge[]>();
  for (const edge of edges) {
    const group = groups.get(by(edge));
    if (group === undefined) groups.set(by(edge), [edge]);
    else group.push(edge);
  }
  return groups;
}

export const useNode = (id: NodeId): GraphNode | undefined => useDocument((state) => nodesById(state.document).get(id));

export const definitionOf = (node: GraphNode | undefined): NodeDefinition | undefined =>
  node === undefined ? undefined : ownCatalog(documentStore.getState().document).get(node.type);

/** What the page calls a node: its label, or else its id; a label that goes on and on is cut. */
export const nodeName = (node: GraphNode): string => shorten(node.label ?? node.id, 120);
