/*
 * What a layout arranges: cards through which something flows, in columns, and what hangs below them.
 */
import { portSide } from '../catalog/ports.ts';
import type { Box } from '../graph/placing/boxes.ts';
import { nodeById } from '../graph/queries.ts';
import { endpoint, type GraphDocument, type GraphNode, type NodeId } from '../graph/types.ts';
import { carriesTensors } from './graph.ts';
import { definitionAt, wireKindIn } from './kind-at.ts';
import { boxOf, servesIn, type Picture } from './placing.ts';

export type Column = readonly Box[];

export interface Parts {
  /** Cards through which something flows, by how far they are from the beginning; several where it branches. */
  readonly columns: readonly Column[];
  /** Cards from which nothing flows on; none if that is true of all. */
  readonly ends: readonly Box[];
  /** What hangs below a card, from left to right; the place of the card itself among them. */
  readonly hanging: ReadonlyMap<NodeId, readonly Box[]>;
  readonly boxes: ReadonlyMap<NodeId, Box>;
  /** Cards with whom a parameter's distance to its owner counts; a schedule only stands before its optimizer. */
  readonly beside: ReadonlySet<NodeId>;
  /** How far from the beginning the two ends of each wire are along which tensors flow. */
  readonly spans: readonly (readonly [from: number, to: number])[];
}

/** Tensors that flow on from the columns before this one to those behind. */
export const crossing = ({ spans }: Parts, column: number): number =>
  spans.filter(([from, to]) => from < column && to >= column && to - from < MOST_SPAN).length;
/** A wire that leads farther takes the edge of the graph rather than a lane between two rows. */
const MOST_SPAN = 8;

export function partsOf(document: GraphDocument, picture: Picture): Parts {
  const { catalog } = picture;
  const isNote = ({ type }: GraphNode) => catalog.get(type)?.role === 'note';
  const nodes = document.nodes.filter((node) => !isNote(node));
  const boxes = new Map(nodes.map((node) => [node.id, boxOf(node, picture)]));
  const serves = servesIn(document, catalog);
  const edges = document.edges
    .map((edge) => ({
      from: endpoint(edge.from).node,
      to: endpoint(edge.to).node,
      // A frame of parameters is too large to hang below anything.
      serving: serves(edge) && nodeById(document, endpoint(edge.from).node)?.type !== '',
      tensor: carriesTensors(wireKindIn(document, catalog, edge)),
    }))
    .filter(({ from, to }) => boxes.has(from) && boxes.has(to) && from !== to);
  const ownerOf = new Map<NodeId, NodeId>();
  for (const { from, to, serving } of edges) if (serving && !ownerOf.has(from)) ownerOf.set(from, to);
  const flowing = nodes.filter(({ id }) => !ownerOf.has(id)).map(({ id }) => id);
  const flow = edges.filter(({ from, to, serving }) => !serving && !ownerOf.has(from) && !ownerOf.has(to));
  const ranks = ranksOf(flowing, flow);
  const columns: Box[][] = [];
  for (const id of flowing) {
    const box = boxes.get(id);
    if (box !== undefined) (columns[ranks.get(id) ?? 0] ??= []).push(box);
  }
  const hanging = new Map<NodeId, Box[]>();
  const beside = new Set<NodeId>();
  for (const [id] of ownerOf) {
    const owner = rootOf(id, ownerOf);
    const own = boxes.get(id);
    if (owner === undefined || own === undefined) continue;
    const list = hanging.get(owner) ?? [];
    hanging.set(owner, list);
    const kind = definitionAt(document, catalog, id)?.outputs[0]?.kind;
    // What plugs in from the left stands before what it serves.
    const before = kind !== undefined && portSide('output', kind) === 'right';
    const place = before ? list.findIndex((box) => box.id === ownerOf.get(id)) : -1;
    if (before) beside.add(id);
    if (place >= 0) list.splice(place, 0, own);
    else if (before) list.unshift(own);
    else list.push(own);
  }
  const spans = flow
    .filter(({ tensor }) => tensor)
    .map(({ from, to }) => [ranks.get(from) ?? 0, ranks.get(to) ?? 0] as const);
  const going = new Set(flow.map(({ from }) => from));
  const ends = going.size === 0 ? [] : columns.flatMap((column) => column.filter((box) => !going.has(box.id)));
  return { columns: columns.filter((column) => column !== undefined), ends, hanging, boxes, beside, spans };
}

/** The card that flows and that a parameter hangs on, over an optimizer if need be. */
function rootOf(id: NodeId, ownerOf: ReadonlyMap<NodeId, NodeId>): NodeId | undefined {
  const seen = new Set<NodeId>();
  let current = id;
  for (let owner = ownerOf.get(current); owner !== undefined; owner = ownerOf.get(current)) {
    if (seen.has(current)) return undefined;
    seen.add(current);
    current = owner;
  }
  return current;
}

interface Flow {
  readonly from: NodeId;
  readonly to: NodeId;
}

/** How far each card is from the beginning, along the longest way; what closes a circle stays where it is. */
function ranksOf(ids: readonly NodeId[], edges: readonly Flow[]): ReadonlyMap<NodeId, number> {
  const ranks = new Map(ids.map((id) => [id, 0]));
  const waiting = new Map(ids.map((id) => [id, edges.filter(({ to }) => to === id).length]));
  const open = ids.filter((id) => waiting.get(id) === 0);
  for (const id of open) {
    for (const { to } of edges.filter(({ from }) => from === id)) {
      ranks.set(to, Math.max(ranks.get(to) ?? 0, (ranks.get(id) ?? 0) + 1));
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) open.push(to);
    }
  }
  return ranks;
}
