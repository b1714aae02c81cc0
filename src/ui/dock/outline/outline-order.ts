/*
 * A graph as a list to be read from the top: what each program needs in the order in which data flows (data,
 * layers, loss, training), what serves a node under it, and what no wire touches at the end.
 */
import type { Catalog } from '../../../catalog/catalog.ts';
import { inputPort } from '../../../catalog/catalog.ts';
import { servesNode } from '../../../catalog/ports.ts';
import { edgesFrom, edgesInto, nodeById } from '../../../graph/queries.ts';
import { endpoint, type GraphDocument, type FrameId, type GraphEdge, type NodeId } from '../../../graph/types.ts';
import { definitionAt, wireKindIn } from '../../../compiler/kind-at.ts';

export interface OutlineRow {
  /** Of a frame, with a mark in front that no node's id has. */
  readonly id: NodeId;
  /** The row is a frame, and its children are what stands in it. */
  readonly frame?: FrameId;
  /** 1 for the flow itself; a node that serves another is one deeper than that. */
  readonly level: number;
  readonly parent: NodeId | undefined;
  /** Place among the rows of the same parent, from 1, and how many those are. */
  readonly place: number;
  readonly of: number;
  readonly hasChildren: boolean;
}

/** Every node once, from the data to the training; those of a frame under it, where the first of them is. */
export function outlineOf(document: GraphDocument, catalog: Catalog): readonly OutlineRow[] {
  const serves = (edge: GraphEdge) => servesNode(wireKindIn(document, catalog, edge));
  const whole = (edge: GraphEdge) =>
    nodeById(document, endpoint(edge.from).node) !== undefined &&
    nodeById(document, endpoint(edge.to).node) !== undefined;
  const into = (id: NodeId) => edgesInto(document, id).filter(whole);
  const from = (id: NodeId) => edgesFrom(document, id).filter(whole);
  const ids = [...new Set(document.nodes.map(({ id }) => id))];
  const sources = (id: NodeId, serving: boolean) =>
    inPortOrder(document, catalog, id, into(id))
      .filter((edge) => serves(edge) === serving)
      .map((edge) => endpoint(edge.from).node);
  const isServant = (id: NodeId) => from(id).length > 0 && from(id).every(serves);

  const loose = new Set(ids.filter((id) => into(id).length + from(id).length === 0));
  const flowing = ids.filter((id) => !loose.has(id) && !isServant(id));
  const programs = flowing.filter((id) => definitionAt(document, catalog, id)?.role === 'training');
  const ends = flowing.filter((id) => from(id).every(serves));
  const flow = inFlowOrder([...programs, ...ends, ...flowing], (id) => sources(id, false));

  const top = flow.filter((id) => !isServant(id));
  const children = new Map<NodeId | undefined, NodeId[]>();
  const placed = new Set(top);
  const adopt = (parent: NodeId) => {
    const own = sources(parent, true).filter((id) => isServant(id) && !placed.has(id));
    const unique = [...new Set(own)];
    for (const id of unique) placed.add(id);
    if (unique.length > 0) children.set(parent, unique);
    for (const id of unique) adopt(id);
  };
  for (const id of top) adopt(id);
  // What serves only itself in a circle belongs to no node of the flow.
  const lost = ids.filter((id) => !placed.has(id) && !loose.has(id));
  const order = [...top, ...lost, ...loose];
  return rowsOf(underFrames(document, order, children), new Map(document.frames?.map(({ id }) => [rowOf(id), id])));
}

/** Inputs as the type lists its ports; the wires of one port as the file lists them. */
function inPortOrder(
  document: GraphDocument,
  catalog: Catalog,
  id: NodeId,
  edges: readonly GraphEdge[],
): readonly GraphEdge[] {
  const definition = definitionAt(document, catalog, id);
  if (definition === undefined) return edges;
  const rank = ({ to }: GraphEdge) => {
    const port = inputPort(definition, endpoint(to).port);
    return port === undefined ? definition.inputs.length : definition.inputs.indexOf(port);
  };
  return edges.toSorted((a, b) => rank(a) - rank(b));
}

/** Everything that leads to these ends before them, each once; a circle is entered where it is met first. */
function inFlowOrder(ends: readonly NodeId[], before: (id: NodeId) => readonly NodeId[]): readonly NodeId[] {
  const order: NodeId[] = [];
  const met = new Set<NodeId>();
  // A stack of our own: graphs may be deeper than calls can be.
  for (const end of ends) {
    const stack: { readonly id: NodeId; readonly left: NodeId[] }[] = [];
    const enter = (id: NodeId) => {
      if (met.has(id)) return;
      met.add(id);
      stack.push({ id, left: before(id).toReversed() });
    };
    enter(end);
    for (let here = stack.at(-1); here !== undefined; here = stack.at(-1)) {
      const next = here.left.pop();
      if (next !== undefined) enter(next);
      else {
        order.push(here.id);
        stack.pop();
      }
    }
  }
  return order;
}

/** The row of a frame, beside those of the nodes. */
export const rowOf = (frame: FrameId): string => `frame:${frame}`;

/** Puts the nodes of a frame under its row; what serves a node of another frame leaves it for its own. */
function underFrames(
  document: GraphDocument,
  order: readonly NodeId[],
  children: ReadonlyMap<NodeId | undefined, readonly NodeId[]>,
): ReadonlyMap<NodeId | undefined, readonly NodeId[]> {
  const known = new Set(document.frames?.map(({ id }) => id));
  if (known.size === 0) return new Map([...children, [undefined, order]]);
  const frameOf = (id: NodeId | undefined) => {
    const frame = id === undefined ? undefined : nodeById(document, id)?.frame;
    return frame !== undefined && known.has(frame) ? frame : undefined;
  };
  const rows = new Map<NodeId | undefined, NodeId[]>([[undefined, []]]);
  const add = (parent: NodeId | undefined, id: NodeId) => {
    const list = rows.get(parent);
    if (list === undefined) rows.set(parent, [id]);
    else if (!list.includes(id)) list.push(id);
  };
  const walk = (id: NodeId, parent: NodeId | undefined) => {
    const frame = frameOf(id);
    if (frame === undefined || frame === frameOf(parent)) add(parent, id);
    else {
      add(undefined, rowOf(frame));
      add(rowOf(frame), id);
    }
    for (const child of children.get(id) ?? []) walk(child, id);
  };
  for (const id of order) walk(id, undefined);
  // A frame without nodes has a row as well.
  for (const frame of known) add(undefined, rowOf(frame));
  return rows;
}

function rowsOf(
  children: ReadonlyMap<NodeId | undefined, readonly NodeId[]>,
  frames: ReadonlyMap<string, FrameId>,
): readonly OutlineRow[] {
  const rows: OutlineRow[] = [];
  const list = (parent: NodeId | undefined, level: number) => {
    const own = children.get(parent) ?? [];
    own.forEach((id, i) => {
      const frame = frames.get(id);
      const hasChildren = children.has(id);
      rows.push({
        id,
        level,
        parent,
        place: i + 1,
        of: own.length,
        hasChildren,
        ...(frame !== undefined && { frame }),
      });
      if (children.has(id)) list(id, level + 1);
    });
  };
  list(undefined, 1);
  return rows;
}
