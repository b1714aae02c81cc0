/* The map of the whole graph: where its cards are, and which part of it is in sight. */
import type { Rect } from '../../../graph/placing/boxes.ts';
import { areaInSight, type Sight } from './crowd.ts';
import { CARD_HEIGHT, CARD_WIDTH } from './card-sizes.ts';
import type { CardNode } from './to-react-flow.ts';

export const MAP = { width: 148, height: 92 } as const;
/** Air around everything, in pixels of the map. */
const AIR = 5;
/** A card is at least this large, so that it is seen in the largest graphs. */
const SPOT = 1.5;

/** From document coordinates to pixels of the map: everything is on it, and what is in sight. */
export interface MapScale {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

export function mapScale(whole: Rect, sight: Sight): MapScale {
  const seen = areaInSight(sight);
  const left = Math.min(whole.x, seen.x);
  const top = Math.min(whole.y, seen.y);
  const width = Math.max(whole.x + whole.width, seen.x + seen.width) - left;
  const height = Math.max(whole.y + whole.height, seen.y + seen.height) - top;
  const scale = Math.min((MAP.width - 2 * AIR) / width, (MAP.height - 2 * AIR) / height);
  return {
    left: left - (MAP.width / scale - width) / 2,
    top: top - (MAP.height / scale - height) / 2,
    scale,
  };
}

/** Whether nothing of the graph is out of sight, so that a map would show nothing new. */
export function isAllInSight(whole: Rect, sight: Sight): boolean {
  const seen = areaInSight(sight);
  return (
    whole.x >= seen.x &&
    whole.y >= seen.y &&
    whole.x + whole.width <= seen.x + seen.width &&
    whole.y + whole.height <= seen.y + seen.height
  );
}

type Context = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'clearRect'
  | 'fill'
  | 'fillRect'
  | 'fillStyle'
  | 'rect'
  | 'setTransform'
  | 'stroke'
  | 'strokeRect'
  | 'strokeStyle'
>;

/** Paints the cards as spots; this takes longest and is done again only when they or the scale have changed. */
export function paintSpots(
  context: Context,
  cards: readonly CardNode[],
  { left, top, scale }: MapScale,
  ratio: number,
  colourOf: (card: CardNode) => string,
): void {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, MAP.width, MAP.height);
  let colour = '';
  for (const card of cards) {
    const own = colourOf(card);
    if (own !== colour) context.fillStyle = colour = own;
    const { width = CARD_WIDTH, height = CARD_HEIGHT } = card.measured ?? {};
    context.fillRect(
      (card.position.x - left) * scale,
      (card.position.y - top) * scale,
      Math.max(SPOT, width * scale),
      Math.max(SPOT, height * scale),
    );
  }
}

/** Paints the edges of frames around the spots of their nodes. */
export function paintFrames(
  context: Context,
  frames: readonly { readonly rect: Rect; readonly colour: string }[],
  { left, top, scale }: MapScale,
): void {
  for (const { rect, colour } of frames) {
    context.strokeStyle = colour;
    context.strokeRect((rect.x - left) * scale, (rect.y - top) * scale, rect.width * scale, rect.height * scale);
  }
}

/** Dims what is out of sight and frames the rest. */
export function paintSight(
  context: Context,
  sight: Sight,
  { left, top, scale }: MapScale,
  colours: { readonly mask: string; readonly frame: string },
): void {
  const { x, y, width, height } = areaInSight(sight);
  const frame = [(x - left) * scale, (y - top) * scale, width * scale, height * scale] as const;
  context.beginPath();
  context.rect(0, 0, MAP.width, MAP.height);
  context.rect(...frame);
  context.fillStyle = colours.mask;
  context.fill('evenodd');
  context.beginPath();
  context.rect(...frame);
  context.strokeStyle = colours.frame;
  context.stroke();
}
