import { ok } from '../../base/result.ts';
import { nodeById } from '../queries.ts';
import type { EdgeId, GraphDocument, GraphEdge, NodeId } from '../types.ts';
import { edgeId, endpoint } from '../types.ts';
import type { CommandOf, Planned } from './plan.ts';
import { nodesInWords } from './plan.ts';

/** The ports through which a node's main value goes in and out, by the file format's convention. */
const MAIN_INPUT = 'inputs';
const MAIN_OUTPUT = 'outputs';

/** Nodes and edges that are already gone are no error: what was asked for holds. */
export function planRemove(document: GraphDocument, command: CommandOf<'remove'>): Planned {
  const nodes = new Set(command.nodes.filter((id) => nodeById(document, id) !== undefined));
  const cut = new Set(command.edges ?? []);
  const kept = document.edges.filter((edge) => !cut.has(edgeId(edge)));
  const edges = command.heal === true ? healed(kept, nodes) : kept.filter((edge) => !touches(edge, nodes));
  const wires = document.edges.length - kept.length;
  const label = nodes.size > 0 || wires === 0 ? `Remove ${nodesInWords(document, [...nodes])}` : removedWires(wires);
  if (nodes.size === 0 && wires === 0) return ok({ label });
  return ok({
    label,
    edit(draft) {
      if (nodes.size > 0) draft.nodes = document.nodes.filter(({ id }) => !nodes.has(id));
      if (edges.length !== document.edges.length || nodes.size > 0) draft.edges = [...edges];
    },
  });
}

/** As for `planRemove`, wires that are already gone are no error. */
export function planDisconnect(document: GraphDocument, { edges }: CommandOf<'disconnect'>): Planned {
  const cut = new Set(edges);
  const kept = document.edges.filter((edge) => !cut.has(edgeId(edge)));
  const count = document.edges.length - kept.length;
  if (count === 0) return ok({ label: removedWires(edges.length) });
  return ok({
    label: removedWires(count),
    edit(draft) {
      draft.edges = kept;
    },
  });
}

const removedWires = (count: number): string => (count === 1 ? 'Remove wire' : `Remove ${count} wires`);

const touches = (edge: GraphEdge, nodes: ReadonlySet<NodeId>): boolean =>
  nodes.has(endpoint(edge.from).node) || nodes.has(endpoint(edge.to).node);

/**
 * The edges without the removed nodes, where a wire out of a removed node now starts at what came
 * into it: at the first wire, if the node took several. The healed wire keeps its place in the list.
 */
function healed(edges: readonly GraphEdge[], removed: ReadonlySet<NodeId>): readonly GraphEdge[] {
  const sources = new Map<NodeId, string>();
  for (const { from, to } of edges) {
    const { node, port } = endpoint(to);
    if (removed.has(node) && port === MAIN_INPUT && !sources.has(node)) sources.set(node, from);
  }
  const healedEdges = new Map<EdgeId, GraphEdge>(
    edges.filter((edge) => !touches(edge, removed)).map((edge) => [edgeId(edge), edge]),
  );
  return edges.flatMap((edge) => {
    if (!touches(edge, removed)) return [edge];
    if (removed.has(endpoint(edge.to).node)) return [];
    const from = sourceOf(edge.from, removed, sources);
    if (from === undefined || endpoint(from).node === endpoint(edge.to).node) return [];
    const joined = { ...edge, from };
    if (healedEdges.has(edgeId(joined))) return [];
    healedEdges.set(edgeId(joined), joined);
    return [joined];
  });
}

/** Goes back over removed nodes to the output that feeds them; undefined if there is none. */
function sourceOf(ref: string, removed: ReadonlySet<NodeId>, sources: ReadonlyMap<NodeId, string>): string | undefined {
  const seen = new Set<NodeId>();
  let current: string | undefined = ref;
  while (current !== undefined) {
    const { node, port } = endpoint(current);
    if (!removed.has(node)) return current;
    if (port !== MAIN_OUTPUT || seen.has(node)) return undefined;
    seen.add(node);
    current = sources.get(node);
  }
  return undefined;
}
