/* The whole graph as it is now, as plain data for its picture: independent of what is on the screen and how large. */
import { remembered } from '../../base/remembered.ts';
import { portSide } from '../../catalog/ports.ts';
import type { PortKind } from '../../catalog/ports.ts';
import { colourToken } from '../canvas/frames/frame-colour.ts';
import { frameRects } from '../../graph/placing/frames.ts';
import type { GraphFrame } from '../../graph/types.ts';
import { isWired, wiredPorts } from '../canvas/connecting/join-ports.ts';
import { flow } from '../canvas/view/flow.ts';
import { CARD_HEIGHT, CARD_WIDTH, type PlacedPort } from '../canvas/view/card-sizes.ts';
import type { CardNode, WireEdge } from '../canvas/view/to-react-flow.ts';
import { wirePath, type Point } from '../canvas/wires/wire-path.ts';
import { restingText } from '../canvas/wires/wire-reading.ts';
import { documentStore } from '../stores/document.ts';
import { wireWidth } from '../canvas/wires/wire.tsx';
import { readFaces } from './faces.tsx';
import type { Colours, GraphPicture, PictureCard, PictureFrame, PicturePort, PictureWire } from './picture-parts.ts';
import { marksOf } from './read-marks.ts';

/** @param progress is told how many cards are drawn. */
export async function graphPicture(progress?: (done: number) => void): Promise<GraphPicture> {
  const { nodes, edges } = flow.store.getState();
  const drawn = await readFaces(nodes, drawnCard, progress);
  const of = (type: CardNode['type']) => nodes.filter((card) => card.type === type);
  const { document: graph } = documentStore.getState();
  return {
    name: graph.name,
    cards: of('card').flatMap((card) => {
      const seen = drawn.get(card.id);
      return seen === undefined ? [] : [{ ...seen, ports: portsOf(card, seen.height) }];
    }),
    notes: of('note').flatMap((card) => drawn.get(card.id) ?? []),
    wires: edges.flatMap((wire) => drawnWire(wire, nodes, drawn) ?? []),
    frames: drawnFrames(graph.frames ?? [], [...drawn.values()], nodes),
    colours: coloursNow(),
  };
}

function drawnFrames(
  frames: readonly GraphFrame[],
  cards: readonly PictureCard[],
  nodes: readonly CardNode[],
): readonly PictureFrame[] {
  const style = getComputedStyle(document.documentElement);
  const frameOf = new Map(nodes.map((card) => [card.id, card.data.node.frame]));
  const members = cards.map((card) => ({ ...card, frame: frameOf.get(card.id) }));
  const rects = frameRects(frames, members);
  return frames.flatMap(({ id, title, colour }) => {
    const rect = rects.get(id);
    if (rect === undefined) return [];
    return [{ ...rect, id, title, colour: style.getPropertyValue(`--${colourToken(colour)}`).trim() }];
  });
}

function drawnCard(card: CardNode, face: HTMLElement | undefined): PictureCard {
  const box = face?.getBoundingClientRect();
  return {
    id: card.id,
    title: face?.parentElement?.dataset['title'] ?? card.id,
    x: card.position.x,
    y: card.position.y,
    width: box?.width ?? card.measured?.width ?? CARD_WIDTH,
    height: box?.height ?? card.measured?.height ?? CARD_HEIGHT,
    marks: face === undefined ? [] : marksOf(face),
  };
}

function portsOf({ id, data }: CardNode, height: number): PicturePort[] {
  const wired = wiredPorts(documentStore.getState().document, id);
  return data.ports.map((port) => ({
    name: port.spec.name,
    kind: port.spec.kind,
    filled: isWired(wired, port.direction, port.spec.name),
    ...middleOf(port, height),
  }));
}

/** The middle of a port, from the card's upper left corner. */
function middleOf({ side, offset }: PlacedPort, height: number): Point {
  if (side === 'left' || side === 'right') return { x: side === 'left' ? 0 : CARD_WIDTH, y: offset };
  return { x: offset, y: side === 'top' ? 0 : height };
}

function drawnWire(
  wire: WireEdge,
  cards: readonly CardNode[],
  drawn: ReadonlyMap<string, PictureCard>,
): PictureWire | undefined {
  const end = (id: string, direction: 'input' | 'output', name: string | null | undefined): Point | undefined => {
    const box = drawn.get(id);
    const ports = cardsById(cards).get(id)?.data.ports;
    const port = ports?.find((each) => each.direction === direction && each.spec.name === name);
    if (box === undefined || port === undefined) return undefined;
    const { x, y } = middleOf(port, box.height);
    return { x: box.x + x, y: box.y + y };
  };
  const source = end(wire.source, 'output', wire.sourceHandle);
  const target = end(wire.target, 'input', wire.targetHandle);
  if (source === undefined || target === undefined) return undefined;
  const kind = wire.data?.kind ?? 'tensor';
  const path = wirePath(
    { source, target, upright: portSide('output', kind) === 'top' },
    wire.data?.lane,
    wire.data?.via,
  );
  const plan = documentStore.getState().compilation.edges.get(wire.id);
  const text = plan === undefined ? undefined : restingText(plan.carries);
  return {
    id: wire.id,
    title: `Wire from ${wire.source}.${wire.sourceHandle} to ${wire.target}.${wire.targetHandle}`,
    kind,
    d: path.d,
    width: wireWidth(kind),
    ...(text !== undefined && { chip: { at: path.middle, text } }),
  };
}

const cardsById = remembered((cards: readonly CardNode[]) => new Map(cards.map((card) => [card.id, card])));

/** The colours of the present theme. */
function coloursNow(): Colours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    canvas: token('canvas'),
    surface: token('surface'),
    raised: token('raised'),
    line: token('line'),
    text: token('text'),
    kind: (kind: PortKind) => token(`kind-${kind}`),
    words: token('font-words'),
    numbers: token('font-numbers'),
  };
}
