/* Paints cards and wires as lines and boxes: thousands of them in a few milliseconds. */
import { documentStore } from '../../stores/document.ts';
import { portSide, type PortKind } from '../../../catalog/ports.ts';
import type { NodeId } from '../../../graph/types.ts';
import { ownCatalog } from '../../stores/own-catalog.ts';
import { mainKind } from '../cards/port-kinds.ts';
import { areaInSight, overlaps, type Area, type Sight } from './crowd.ts';
import { CARD_HEIGHT, CARD_WIDTH } from './card-sizes.ts';
import { portAt } from './port-at.ts';
import type { CardNode, WireEdge } from './to-react-flow.ts';

/** Gives a theme variable as text. */
export type Colours = (name: string) => string;

/** What is painted, worked out once for a state of the graph and painted for every move of the view. */
export interface Sketch {
  readonly cards: readonly CardNode[];
  readonly lines: readonly Lines[];
}

/** The wires of one kind: x and y of the one end and of the other, one wire after another. */
interface Lines {
  readonly kind: PortKind;
  readonly ends: readonly number[];
}

/** @param near cards that are drawn otherwise: of those, only wires that end there are painted. */
export function sketchOf(
  cards: readonly CardNode[],
  wires: readonly WireEdge[],
  near: ReadonlySet<NodeId> = new Set(),
): Sketch {
  const byId = new Map(cards.map((card) => [card.id, card]));
  const kinds = new Map<PortKind, number[]>();
  for (const { source, sourceHandle, target, targetHandle, data } of wires) {
    const [from, to] = [byId.get(source), byId.get(target)];
    if (from === undefined || to === undefined) continue;
    const [a, b] = [portAt(from, 'source', sourceHandle), portAt(to, 'target', targetHandle)];
    const kind = data?.kind ?? 'tensor';
    const ends = kinds.get(kind);
    if (ends === undefined) kinds.set(kind, [a.x, a.y, b.x, b.y]);
    else ends.push(a.x, a.y, b.x, b.y);
  }
  return { cards: cards.filter(({ id }) => !near.has(id)), lines: [...kinds].map(([kind, ends]) => ({ kind, ends })) };
}

/**
 * Whether all would be painted as it was before the cards became others: those that changed are drawn otherwise, and
 * no end of a wire has moved. A drag moves one card at every frame, whose own wires are not among those that are only
 * sketched.
 */
export function sameSketch(
  before: readonly CardNode[],
  now: readonly CardNode[],
  wires: readonly WireEdge[],
  near: ReadonlySet<NodeId>,
): boolean {
  if (before === now) return true;
  if (before.length !== now.length) return false;
  const moved = new Set<string>();
  for (const [i, card] of now.entries()) {
    const old = before[i];
    if (card === old) continue;
    if (old?.id !== card.id || !near.has(card.id)) return false;
    const { x, y } = old.position;
    if (x !== card.position.x || y !== card.position.y || old.handles !== card.handles) moved.add(card.id);
  }
  return moved.size === 0 || !wires.some(({ source, target }) => moved.has(source) || moved.has(target));
}

type Context = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'bezierCurveTo'
  | 'fillRect'
  | 'fillStyle'
  | 'fillText'
  | 'font'
  | 'globalAlpha'
  | 'lineTo'
  | 'lineWidth'
  | 'moveTo'
  | 'rect'
  | 'setTransform'
  | 'stroke'
  | 'strokeStyle'
>;

/** Below this zoom a curve is a line, and a card a spot. */
const LINES_BELOW = 0.25;
/** Pixels of a card's width from which its title is written. */
const TITLE_FROM = 44;

export function paintSketch(context: Context, sketch: Sketch, sight: Sight, ratio: number, colours: Colours): void {
  const { x, y, zoom } = sight;
  context.setTransform(ratio * zoom, 0, 0, ratio * zoom, ratio * x, ratio * y);
  const area = areaInSight(sight);
  paintWires(context, sketch.lines, area, zoom, colours);
  paintCards(context, sketch.cards, area, zoom, colours);
}

function paintWires(context: Context, lines: readonly Lines[], area: Area, zoom: number, colours: Colours): void {
  context.globalAlpha = 0.55;
  context.lineWidth = 1.2 / zoom;
  const [right, bottom] = [area.x + area.width, area.y + area.height];
  for (const { kind, ends } of lines) {
    const upright = portSide('output', kind) === 'top';
    context.strokeStyle = colours(`--kind-${kind}`);
    context.beginPath();
    for (let i = 0; i < ends.length; i += 4) {
      const [ax = 0, ay = 0, bx = 0, by = 0] = [ends[i], ends[i + 1], ends[i + 2], ends[i + 3]];
      if (Math.max(ax, bx) < area.x || Math.min(ax, bx) > right) continue;
      if (Math.max(ay, by) < area.y || Math.min(ay, by) > bottom) continue;
      context.moveTo(ax, ay);
      if (zoom < LINES_BELOW) context.lineTo(bx, by);
      else if (upright) context.bezierCurveTo(ax, (ay + by) / 2, bx, (ay + by) / 2, bx, by);
      else context.bezierCurveTo((ax + bx) / 2, ay, (ax + bx) / 2, by, bx, by);
    }
    context.stroke();
  }
  context.globalAlpha = 1;
}

function paintCards(context: Context, cards: readonly CardNode[], area: Area, zoom: number, colours: Colours): void {
  const [surface, text, accent] = [colours('--surface'), colours('--text'), colours('--accent')];
  const kinds = new Map<PortKind, string>();
  const own = ownCatalog(documentStore.getState().document);
  const size = Math.min(21, TITLE_FROM / zoom / 4);
  context.font = `600 ${size}px ${colours('--font-words')}`;
  context.lineWidth = 1.5 / zoom;
  for (const card of cards) {
    if (!overlaps(card, area)) continue;
    const { position, measured, selected = false, data } = card;
    const [width, height] = [measured?.width ?? CARD_WIDTH, measured?.height ?? CARD_HEIGHT];
    const kind = mainKind(own.get(data.node.type));
    const colour = kinds.get(kind) ?? colours(`--kind-${kind}`);
    kinds.set(kind, colour);
    const asSpot = zoom < LINES_BELOW;
    context.globalAlpha = data.node.muted === true ? 0.5 : 1;
    context.fillStyle = asSpot ? colour : surface;
    context.fillRect(position.x, position.y, width, height);
    if (!asSpot || selected) {
      context.beginPath();
      context.rect(position.x, position.y, width, height);
      context.strokeStyle = selected ? accent : colour;
      context.lineWidth = (selected ? 3 : 1.5) / zoom;
      context.stroke();
    }
    if (width * zoom < TITLE_FROM) continue;
    context.fillStyle = asSpot ? surface : text;
    const title = (data.node.label ?? data.node.type).slice(0, 24);
    context.fillText(title, position.x + 8, position.y + height / 2, width - 16);
  }
  context.globalAlpha = 1;
}
