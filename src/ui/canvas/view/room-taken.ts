/* How much room cards and wires take, for whoever places something among them. */
import { documentStore } from '../../stores/document.ts';
import { paramsOf } from '../../stores/node-view.ts';
import { ownCatalog } from '../../stores/own-catalog.ts';
import type { NodeDefinition, Role } from '../../../catalog/define/index.ts';
import type { Picture } from '../../../compiler/placing.ts';
import { AIR, type Rect } from '../../../graph/placing/boxes.ts';
import type { GraphNode } from '../../../graph/types.ts';
import { isCollapsed } from '../collapse.ts';
import { flow } from './flow.ts';
import { cardWidth } from '../cards/card-width.ts';
import { CARD_HEIGHT, CARD_WIDTH, FIRST_PORT, placePorts, portsHeight } from './card-sizes.ts';
import { REACH, type Point } from '../wires/wire-path.ts';
import type { CardNode, WireEdge } from './to-react-flow.ts';

/** What a card of a role has below its title, as a guess for one that was never drawn. */
const BODY: Partial<Record<Role, number>> = {
  dataset: 102,
  initializer: 52,
  schedule: 52,
  training: 68,
  loss: 40,
  callback: 60,
  block: 52,
};
const NOTE_HEIGHT = 64;
const HEAD = 41;
const ROW = 17;

/** The sizes of all cards as they are measured now. */
export function pictureNow(): Picture {
  const { nodes, edges } = flow.store.getState();
  const own = ownCatalog(documentStore.getState().document);
  const byId = new Map(nodes.map((card) => [card.id, card]));
  // Nothing new comes collapsed.
  const byType = new Map(nodes.flatMap((card) => (isCollapsed(card.id) ? [] : [[card.data.node.type, card] as const])));
  return {
    catalog: own,
    sizeOf: (node) =>
      measuredSize(byId.get(node.id)) ?? measuredSize(byType.get(node.type)) ?? guessed(own.get(node.type), node),
    wires: edges.flatMap((wire) => straightParts(wire, byId)),
  };
}

function measuredSize(card: CardNode | undefined): { readonly width: number; readonly height: number } | undefined {
  const { width, height } = card?.measured ?? {};
  return width === undefined || height === undefined ? undefined : { width, height };
}

function guessed(
  definition: NodeDefinition | undefined,
  node: GraphNode,
): { readonly width: number; readonly height: number } {
  if (definition === undefined) return { width: CARD_WIDTH, height: CARD_HEIGHT };
  const params = paramsOf(definition, node);
  const width = cardWidth(definition, params);
  if (definition.role === 'note') return { width, height: NOTE_HEIGHT };
  // Views are about as high as they are wide.
  if (definition.role === 'view') return { width, height: HEAD + width };
  const rows = BODY[definition.role] ?? 14 + ROW * (definition.card?.length ?? 0);
  return { width, height: Math.max(HEAD + rows, portsHeight(placePorts(definition))) };
}

function straightParts(wire: WireEdge, cards: ReadonlyMap<string, CardNode>): readonly Rect[] {
  const [from, to] = [cards.get(wire.source), cards.get(wire.target)];
  if (from === undefined || to === undefined || wire.data === undefined) return [];
  return stretches(from.position, to.position, wire.data.lane);
}

/**
 * The straight stretches of a wire, on which nothing should lie: the level one, and where it leads back those on which
 * it turns.
 * @param from upper left corner of the card it begins at, as `to` of the other
 */
export function stretches(from: Point, to: Point, lane: number | undefined): readonly Rect[] {
  const [start, end] = [from.x + CARD_WIDTH, to.x];
  const y = lane ?? (Math.abs(from.y - to.y) < AIR ? from.y + FIRST_PORT : undefined);
  if (y === undefined || end === start) return [];
  const level = { x: Math.min(start, end), y: y - AIR / 4, width: Math.abs(end - start), height: AIR / 2 };
  if (lane === undefined || end > start) return [level];
  const turn = (x: number, port: number): Rect => ({
    x,
    y: Math.min(port, lane),
    width: REACH,
    height: Math.abs(lane - port),
  });
  return [level, turn(start, from.y + FIRST_PORT), turn(end - REACH, to.y + FIRST_PORT)];
}
