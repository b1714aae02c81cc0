/*
 * Document to React Flow, one way. A React Flow node is made anew only when its document node, its
 * selection or its spoken label changed, so that an edit renders one card and not a thousand. What
 * React Flow adds on its own (measured sizes, places while dragging) is carried over and never read back
 * into the document. The places of ports are computed, not measured, so that wires can be drawn to cards
 * that are out of sight and have never been drawn.
 */
import { Position, type Edge, type Node, type NodeHandle } from 'reactflow';
import type { Catalog } from '../../../catalog/catalog.ts';
import { portSide, type PortKind } from '../../../catalog/ports.ts';
import type { Compilation } from '../../../compiler/types.ts';
import { keeper } from '../../../base/keep-latest.ts';
import { edgesFrom, edgesInto, neighbours, nodeById } from '../../../graph/queries.ts';
import {
  edgeId,
  endsOf,
  type EdgeId,
  type GraphDocument,
  type GraphEdge,
  type GraphNode,
  type NodeId,
} from '../../../graph/types.ts';
import { CARD_HEIGHT, CARD_WIDTH, HIT, NO_STRAYS, placePorts, type PlacedPort } from './card-sizes.ts';
import { nodeView, type NodeView } from '../../stores/node-view.ts';
import { ariaLabelOf } from '../cards/node-words.ts';
import { wireKindIn } from '../../../compiler/kind-at.ts';
import { rarePorts, strayPorts } from '../cards/port-kinds.ts';
import type { Box } from '../wires/lane-index.ts';
import { assignLanes, type Course, type Span } from '../wires/wire-lanes.ts';

export type CardNode = Node<{ readonly node: GraphNode; readonly ports: readonly PlacedPort[] }, 'card' | 'note'>;
export type WireEdge = Edge<
  { readonly kind: PortKind; readonly lane: number | undefined; readonly via: GraphEdge['via'] },
  'wire'
>;

interface NodesInput {
  readonly document: GraphDocument;
  readonly compilation: Compilation;
  readonly catalog: Catalog;
  readonly selected: ReadonlySet<NodeId>;
}

/** The cards of a document; cards of `previous` that still hold are returned as they are. */
export function toFlowNodes(
  { document, compilation, catalog, selected }: NodesInput,
  previous: readonly CardNode[],
): CardNode[] {
  const before = new Map(previous.map((card) => [card.id, card]));
  return keepIfSame(
    previous,
    document.nodes.map((node) => {
      const old = before.get(node.id);
      const ariaLabel = spokenLabel(document, compilation, node.id);
      const isSelected = selected.has(node.id);
      const ports = portsAt(document, catalog, node.id);
      const same = old !== undefined && old.data.node === node && old.data.ports === ports;
      if (same && old.selected === isSelected && old.ariaLabel === ariaLabel) return old;
      const moved = old === undefined || old.data.node.position !== node.position;
      return {
        ...old,
        id: node.id,
        type: catalog.get(node.type)?.role === 'note' ? ('note' as const) : ('card' as const),
        position: moved || old === undefined ? { x: node.position[0], y: node.position[1] } : old.position,
        data: same ? old.data : { node, ports },
        initialWidth: CARD_WIDTH,
        initialHeight: CARD_HEIGHT,
        handles: handlesOf(ports, old?.measured),
        selected: isSelected,
        ariaLabel,
        domAttributes: FOCUSABLE,
      };
    }),
  );
}

/** The cards with another selection; those that it does not concern are returned as they are. */
export function withSelected<T extends CardNode | WireEdge>(drawn: T[], selected: ReadonlySet<string>): T[] {
  const changed = (each: T) => (each.selected === true) !== selected.has(each.id);
  if (!drawn.some(changed)) return drawn;
  return drawn.map((each) => (changed(each) ? { ...each, selected: selected.has(each.id) } : each));
}

const spoken = keeper<NodeView, string>();

/** What a screen reader says of the card: made anew where the node, its wires or its neighbours have changed. */
function spokenLabel(document: GraphDocument, compilation: Compilation, id: NodeId): string {
  const view = nodeView({ document, compilation }, id);
  if (view === undefined) return id;
  const { before, after } = neighbours(document, id);
  return spoken(view, [before, after], () => ariaLabelOf(view, document));
}

const portsOf = keeper<GraphNode, readonly PlacedPort[]>();

/** The ports of a node, looked for again where the node or its wires have changed. */
export function portsAt(document: GraphDocument, catalog: Catalog, id: NodeId): readonly PlacedPort[] {
  const node = nodeById(document, id);
  if (node === undefined) return [];
  const wires = [edgesInto(document, id), edgesFrom(document, id)];
  const ports = portsOf(node, [catalog, ...wires], () => findPorts(document, catalog, id, node.type));
  // The kind of a port that the type lacks is that of the other end of its wire, which may change on its own.
  return ports.some(({ stray }) => stray) ? findPorts(document, catalog, id, node.type) : ports;
}

const placed = new WeakMap<object, Map<string, readonly PlacedPort[]>>();
/** In the place of the definition of types that are not known. */
const UNKNOWN = {};

/** The same list every time for a type, unless it shows unusual ones. */
function findPorts(document: GraphDocument, catalog: Catalog, node: NodeId, type: string): readonly PlacedPort[] {
  const strays = strayPorts(document, catalog, node);
  const rare = rarePorts(document, catalog, node);
  const definition = catalog.get(type);
  const table = placed.get(definition ?? UNKNOWN) ?? new Map<string, readonly PlacedPort[]>();
  placed.set(definition ?? UNKNOWN, table);
  const usual = strays === NO_STRAYS && rare.length === 0;
  const key = usual ? type : `${type} ${JSON.stringify([strays, rare])}`;
  const ports = table.get(key) ?? placePorts(definition, strays, rare);
  table.set(key, ports);
  return ports;
}

/** Hit areas of the ports as React Flow wants them: upper left corners, relative to the card. */
export function handlesOf(
  ports: readonly PlacedPort[],
  measured: { readonly width?: number; readonly height?: number } = {},
): NodeHandle[] {
  const { width = CARD_WIDTH, height = CARD_HEIGHT } = measured;
  const half = HIT / 2;
  return ports.map(({ spec, direction, side, offset }) => ({
    id: spec.name,
    type: direction === 'input' ? 'target' : 'source',
    position: POSITIONS[side],
    x: (side === 'left' ? 0 : side === 'right' ? width : offset) - half,
    y: (side === 'top' ? 0 : side === 'bottom' ? height : offset) - half,
    width: HIT,
    height: HIT,
  }));
}

export const POSITIONS = {
  left: Position.Left,
  right: Position.Right,
  top: Position.Top,
  bottom: Position.Bottom,
} as const;

/** Focus moves between cards by arrow keys; the canvas as a whole is one tab stop. */
const FOCUSABLE = { tabIndex: -1 };

interface EdgesInput {
  readonly document: GraphDocument;
  readonly catalog: Catalog;
  readonly selected: ReadonlySet<EdgeId>;
  readonly lanes: ReadonlyMap<EdgeId, Pick<Course, 'lane'>>;
}

/** The wires of a document whose two nodes exist; wires of `previous` that still hold are returned as they are. */
export function toFlowEdges(
  { document, catalog, selected, lanes }: EdgesInput,
  previous: readonly WireEdge[],
): WireEdge[] {
  const before = new Map(previous.map((wire) => [wire.id, wire]));
  const wires: WireEdge[] = [];
  for (const edge of document.edges) {
    const { from, to } = endsOf(edge);
    if (nodeById(document, from.node) === undefined || nodeById(document, to.node) === undefined) continue;
    const id = edgeId(edge);
    const old = before.get(id);
    const lane = lanes.get(id)?.lane;
    const kind = wireKindIn(document, catalog, edge);
    const isSelected = selected.has(id);
    if (
      old !== undefined &&
      old.selected === isSelected &&
      old.data?.kind === kind &&
      old.data.lane === lane &&
      old.data.via === edge.via
    ) {
      wires.push(old);
      continue;
    }
    wires.push({
      id,
      type: 'wire',
      source: from.node,
      sourceHandle: from.port,
      target: to.node,
      targetHandle: to.port,
      data: { kind, lane, via: edge.via },
      selected: isSelected,
      ariaLabel: `Wire from ${edge.from} to ${edge.to}`,
    });
  }
  return keepIfSame(previous, wires);
}

/** The boxes of all cards, as placed in the document; of a card that is as it was, the same one. */
export const boxesOf = (cards: readonly CardNode[]): readonly Box[] =>
  cards.map((card) => {
    const known = boxOf.get(card) ?? {
      id: card.id,
      x: card.data.node.position[0],
      y: card.data.node.position[1],
      width: card.measured?.width ?? CARD_WIDTH,
      height: card.measured?.height ?? CARD_HEIGHT,
    };
    boxOf.set(card, known);
    return known;
  });

const boxOf = new WeakMap<CardNode, Box>();

/** The courses of all level wires that take a lane, from the places of their ports. */
export function lanesOf(
  document: GraphDocument,
  catalog: Catalog,
  boxes: readonly Box[],
  before: ReadonlyMap<EdgeId, Course> = new Map(),
): ReadonlyMap<EdgeId, Course> {
  const places = new Map(boxes.map((box) => [box.id, box]));
  const spanOf = (edge: GraphEdge): Span | undefined => {
    const { from, to } = endsOf(edge);
    const source = places.get(from.node);
    const target = places.get(to.node);
    // A wire that is led by hand needs no lane.
    if (source === undefined || target === undefined || edge.via !== undefined) return undefined;
    if (portSide('output', wireKindIn(document, catalog, edge)) !== 'right') return undefined;
    const height = (node: NodeId, direction: 'input' | 'output', name: string) => {
      const ports = portsAt(document, catalog, node);
      return ports.find((port) => port.direction === direction && port.spec.name === name)?.offset ?? 0;
    };
    return {
      edge: edgeId(edge),
      from: from.node,
      to: to.node,
      source: { x: source.x + source.width, y: source.y + height(from.node, 'output', from.port) },
      target: { x: target.x, y: target.y + height(to.node, 'input', to.port) },
    };
  };
  const spans = document.edges.map(spanOf).filter((span) => span !== undefined);
  const lanes = assignLanes(spans, boxes, before);
  return new Map(
    spans.flatMap((span) => {
      const lane = lanes.get(span.edge);
      return lane === undefined ? [] : [[span.edge, { span, lane }] as const];
    }),
  );
}

function keepIfSame<T>(previous: readonly T[], next: T[]): T[] {
  return previous.length === next.length && next.every((each, i) => each === previous[i]) ? (previous as T[]) : next;
}
