/*
 * Where the differences are drawn, in document coordinates: rings around cards, ghosts of what is gone, and the
 * ways of wires. Present cards are where the canvas has them at this moment, also while they are dragged.
 */
import type { Catalog } from '../../catalog/catalog.ts';
import { portSide } from '../../catalog/ports.ts';
import { cardWords } from '../../graph/diff-words.ts';
import type { Change } from '../../graph/diff.ts';
import { around, tooNear, type Rect } from '../../graph/placing/boxes.ts';
import { nodeById } from '../../graph/queries.ts';
import type { GraphDocument, GraphEdge, GraphNode, NodeId, PortRef } from '../../graph/types.ts';
import { edgeId, endpoint } from '../../graph/types.ts';
import { wireKindIn } from '../../compiler/kind-at.ts';
import { CARD_HEIGHT, CARD_WIDTH, type PlacedPort } from '../canvas/view/card-sizes.ts';
import { portsAt, type CardNode, type WireEdge } from '../canvas/view/to-react-flow.ts';
import { wirePath, type Point } from '../canvas/wires/wire-path.ts';
import type { MarkKind, Stop } from './stops.ts';

export interface CardMark {
  readonly stop: Stop;
  readonly node: NodeId;
  readonly kind: MarkKind;
  readonly box: Rect;
  /** What changed of it, e.g. `units 4 → 8`. */
  readonly lines: readonly string[];
  /** Where it stood in the other graph, if that is elsewhere. */
  readonly formerly: Rect | undefined;
}

export interface GhostMark {
  readonly stop: Stop;
  readonly node: GraphNode;
  readonly box: Rect;
}

export interface WireMark {
  readonly stop: Stop;
  readonly id: string;
  readonly kind: MarkKind;
  /** Drawn as it was, because it is no longer there. */
  readonly ghost: boolean;
  readonly d: string;
  readonly middle: Point;
}

export interface Marks {
  readonly cards: readonly CardMark[];
  readonly ghosts: readonly GhostMark[];
  readonly wires: readonly WireMark[];
}

export interface MarksInput {
  readonly stops: readonly Stop[];
  /** The other graph, and the open one. */
  readonly before: GraphDocument;
  readonly after: GraphDocument;
  /** What the canvas draws of the open one. */
  readonly cards: readonly CardNode[];
  readonly wires: readonly WireEdge[];
  readonly catalog: Catalog;
}

export function marksOf(input: MarksInput): Marks {
  const drawing = drawingOf(input);
  const marks = { cards: [] as CardMark[], ghosts: [] as GhostMark[], wires: [] as WireMark[] };
  for (const stop of input.stops) {
    if (stop.place.on === 'card') {
      const card = cardMark(stop, stop.place.node, drawing);
      if (card !== undefined) marks.cards.push(card);
    } else if (stop.place.on === 'ghost') {
      const node = nodeById(input.before, stop.place.node);
      if (node !== undefined) marks.ghosts.push({ stop, node, box: placeOf(node) });
    }
    for (const change of stop.changes) marks.wires.push(...wireMarks(stop, change, drawing));
  }
  return marks;
}

/** The rectangle around all that is marked, with the words above cards. */
export const areaOfMarks = ({ cards, ghosts, wires }: Marks): Rect | undefined =>
  around([
    ...cards.map(({ box, lines }) => ({
      ...box,
      y: box.y - LINE * lines.length - SIGN,
      height: box.height + LINE * lines.length + SIGN,
    })),
    ...ghosts.map(({ box }) => ({ ...box, y: box.y - SIGN, height: box.height + SIGN })),
    ...wires.map(({ middle }) => ({ ...middle, width: 1, height: SIGN })),
  ]);

/** Only the marks in a part of the canvas; wires count by their middle. */
export function marksIn({ cards, ghosts, wires }: Marks, area: Rect): Marks {
  const near = (box: Rect) => tooNear(box, area, 0);
  return {
    cards: cards.filter(({ box }) => near(box)),
    ghosts: ghosts.filter(({ box }) => near(box)),
    wires: wires.filter(({ middle }) => near({ ...middle, width: 1, height: 1 })),
  };
}

export const countOf = ({ cards, ghosts, wires }: Marks): number => cards.length + ghosts.length + wires.length;

/** How far signs and lines of words reach beyond a card. */
const SIGN = 16;
const LINE = 18;

/** Where a card stands that nobody draws, because its node is gone. */
const placeOf = ({ position: [x, y] }: GraphNode): Rect => ({ x, y, width: CARD_WIDTH, height: CARD_HEIGHT });

interface Drawing extends MarksInput {
  readonly cardAt: ReadonlyMap<NodeId, CardNode>;
  readonly wireAt: ReadonlyMap<string, WireEdge>;
}

const drawingOf = (input: MarksInput): Drawing => ({
  ...input,
  cardAt: new Map(input.cards.map((card) => [card.id, card])),
  wireAt: new Map(input.wires.map((wire) => [wire.id, wire])),
});

export const boxOf = ({ position, measured }: CardNode): Rect => ({
  ...position,
  width: measured?.width ?? CARD_WIDTH,
  height: measured?.height ?? CARD_HEIGHT,
});

function cardMark(stop: Stop, node: NodeId, { cardAt, before }: Drawing): CardMark | undefined {
  const card = cardAt.get(node);
  if (card === undefined) return undefined;
  const old = nodeById(before, node);
  const moved = stop.changes.some(({ kind }) => kind === 'moved');
  const box = boxOf(card);
  return {
    stop,
    node,
    kind: stop.kind,
    box,
    lines: stop.changes.flatMap((change) => cardWords(change) ?? []),
    formerly: moved && old !== undefined ? { ...placeOf(old), width: box.width, height: box.height } : undefined,
  };
}

function wireMarks(stop: Stop, change: Change, drawing: Drawing): readonly WireMark[] {
  const present = (edge: GraphEdge, kind: MarkKind) => wireMark(stop, edge, kind, presentWay(edge, drawing));
  const former = (edge: GraphEdge, kind: MarkKind) => wireMark(stop, edge, kind, formerWay(edge, drawing), true);
  if (change.kind === 'wire added') return present(change, 'added');
  if (change.kind === 'wire removed') return former(change, 'removed');
  if (change.kind === 'rewired') return [...former(change.before, 'removed'), ...present(change.after, 'rewired')];
  return [];
}

type Way = Pick<WireMark, 'd' | 'middle'>;

function wireMark(
  stop: Stop,
  edge: GraphEdge,
  kind: MarkKind,
  way: Way | undefined,
  ghost = false,
): readonly WireMark[] {
  return way === undefined ? [] : [{ stop, id: edgeId(edge), kind, ghost, d: way.d, middle: way.middle }];
}

/** The way a wire of the open graph takes, as the canvas draws it. */
export function presentWay(edge: GraphEdge, { cardAt, wireAt }: Pick<Drawing, 'cardAt' | 'wireAt'>): Way | undefined {
  const wire = wireAt.get(edgeId(edge));
  const end = (ref: PortRef, direction: 'input' | 'output') => {
    const { node, port } = endpoint(ref);
    const card = cardAt.get(node);
    return card === undefined ? undefined : portPlace(boxOf(card), card.data.ports, direction, port);
  };
  const [source, target] = [end(edge.from, 'output'), end(edge.to, 'input')];
  if (wire?.data === undefined || source === undefined || target === undefined) return undefined;
  const { kind, lane, via } = wire.data;
  return wirePath({ source, target, upright: portSide('output', kind) === 'top' }, lane, via);
}

/** The way a wire of the other graph would take now: from and to the cards that are there, or their ghosts. */
function formerWay(edge: GraphEdge, { before, catalog, cardAt }: Drawing): Way | undefined {
  const end = (ref: PortRef, direction: 'input' | 'output') => {
    const { node: id, port } = endpoint(ref);
    const node = nodeById(before, id);
    if (node === undefined) return undefined;
    const card = cardAt.get(id);
    const box = card === undefined ? placeOf(node) : boxOf(card);
    return portPlace(box, portsAt(before, catalog, id), direction, port);
  };
  const [source, target] = [end(edge.from, 'output'), end(edge.to, 'input')];
  if (source === undefined || target === undefined) return undefined;
  return wirePath({ source, target, upright: portSide('output', wireKindIn(before, catalog, edge)) === 'top' });
}

function portPlace(
  { x, y, width, height }: Rect,
  ports: readonly PlacedPort[],
  direction: 'input' | 'output',
  name: string,
): Point | undefined {
  const port = ports.find((each) => each.direction === direction && each.spec.name === name);
  if (port === undefined) return undefined;
  const { side, offset } = port;
  return {
    x: x + (side === 'left' ? 0 : side === 'right' ? width : offset),
    y: y + (side === 'top' ? 0 : side === 'bottom' ? height : offset),
  };
}
