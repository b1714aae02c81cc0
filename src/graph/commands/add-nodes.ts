import { ok } from '../../base/result.ts';
import { MAX_EDGES, MAX_NODES } from '../limits.ts';
import { edgeById, edgeIndex, nodeById, uniqueId } from '../queries.ts';
import type { EdgeId, GraphDocument, GraphEdge, GraphNode, NodeId } from '../types.ts';
import { edgeId, portRef } from '../types.ts';
import { isUsableId } from '../unique-id.ts';
import { wireFault } from '../wire-fault.ts';
import { straight } from './bend.ts';
import type { CommandError, CommandOf, Planned } from './plan.ts';
import { refuse, typesInWords } from './plan.ts';
import { unsavable } from './savable.ts';

export function planAdd(document: GraphDocument, { nodes, edges = [] }: CommandOf<'add'>): Planned {
  const refused = checkNodes(document, nodes) ?? checkEdges(document, edges, new Set(nodes.map(({ id }) => id)));
  if (refused !== undefined) return refused;
  const label = nodes.length === 0 && edges.length > 0 ? 'Connect' : `Add ${typesInWords(nodes)}`;
  if (nodes.length === 0 && edges.length === 0) return ok({ label });
  return ok({
    label,
    edit(draft) {
      draft.nodes.push(...nodes);
      draft.edges.push(...edges);
    },
  });
}

/** The two halves take the edge's place in the list: the order of the wires into a port is kept. */
export function planInsert(document: GraphDocument, { node, edge: id, input, output }: CommandOf<'insert'>): Planned {
  const edge = edgeById(document, id);
  if (edge === undefined) return refuse(`There is no wire "${id}" in this graph.`, 'It may have been removed.');
  const before = { from: edge.from, to: portRef(node.id, input) };
  const after = { ...straight(edge), from: portRef(node.id, output) };
  const refused = checkNodes(document, [node]) ?? checkEdges(document, [before, after], new Set([node.id]));
  if (refused !== undefined) return refused;
  return ok({
    label: `Insert ${typesInWords([node])}`,
    edit(draft) {
      draft.nodes.push(node);
      draft.edges.splice(edgeIndex(document, id), 1, before, after);
    },
  });
}

export function planSetGraph(document: GraphDocument, { label, nodes, edges }: CommandOf<'setGraph'>): Planned {
  const empty = { ...document, nodes: [], edges: [] };
  const refused = checkNodes(empty, nodes) ?? checkEdges(empty, edges, new Set(nodes.map(({ id }) => id)));
  if (refused !== undefined) return refused;
  return ok({
    label,
    edit(draft) {
      draft.nodes = [...nodes];
      draft.edges = [...edges];
    },
  });
}

type Refusal = { ok: false; error: CommandError } | undefined;

function checkNodes(document: GraphDocument, nodes: readonly GraphNode[]): Refusal {
  const ids = new Set<NodeId>();
  for (const node of nodes) {
    const { id, type, position } = node;
    const refused = checkId(document, id);
    if (refused !== undefined) return refused;
    if (ids.has(id)) return refuse(`Two of the new nodes are called "${id}".`, 'Give each its own id.');
    ids.add(id);
    if (type === '') return refuse(`The node "${id}" has no type.`, 'Choose a type from the palette.');
    const isPlaced = position.length === 2 && position.every(Number.isFinite);
    const problem = isPlaced
      ? unsavable(node, 2)
      : `has the position [${position.join(', ')}], expected two finite numbers`;
    if (problem !== undefined) return refuse(`The node "${id}" ${problem}.`, 'Correct the value and try again.');
  }
  if (document.nodes.length + nodes.length <= MAX_NODES) return undefined;
  return refuse(
    `A graph holds at most ${MAX_NODES} nodes; this would make ${document.nodes.length + nodes.length}.`,
    'Split the graph.',
  );
}

/** Refuses an id that is taken or cannot be one. */
export function checkId(document: GraphDocument, id: NodeId): Refusal {
  if (!isUsableId(id)) {
    const hint = 'An id starts with a letter and goes on with letters, digits, "_" or "-", at most 64 characters.';
    return refuse(`${JSON.stringify(id)} is no id for a node.`, hint);
  }
  if (nodeById(document, id) === undefined) return undefined;
  return refuse(`There is already a node "${id}".`, `Use another id, such as "${uniqueId(document, id)}".`);
}

/** Refuses edges whose ends do not exist, which lead back to their own node, or which are there already. */
export function checkEdges(document: GraphDocument, edges: readonly GraphEdge[], added: ReadonlySet<NodeId>): Refusal {
  const ids = new Set<EdgeId>();
  for (const edge of edges) {
    const fault = wireFault(edge, (node) => added.has(node) || nodeById(document, node) !== undefined);
    if (fault !== undefined) return refuse(fault.message, fault.hint);
    const id = edgeId(edge);
    if (ids.has(id) || edgeById(document, id) !== undefined) {
      return refuse(`${edge.from} and ${edge.to} are already connected.`, 'One wire is enough.');
    }
    ids.add(id);
    const problem = unsavable(edge, 2);
    if (problem !== undefined) return refuse(`The wire to ${edge.to} ${problem}.`, 'Correct the value and try again.');
  }
  if (document.edges.length + edges.length <= MAX_EDGES) return undefined;
  return refuse(
    `A graph holds at most ${MAX_EDGES} wires; this would make ${document.edges.length + edges.length}.`,
    'Split the graph.',
  );
}
