/*
 * What of a large graph React Flow draws. It makes elements of the page for every card and every wire, of
 * which it can keep up with some hundreds. Where more are in sight at once, they are sketched on a bitmap.
 */
import type { NodeId } from '../../../graph/types.ts';
import type { CardNode, WireEdge } from './to-react-flow.ts';
import { CARD_HEIGHT, CARD_WIDTH } from './card-sizes.ts';

/** A rectangle in document coordinates. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** React Flow's transform of the canvas, with the canvas' size on screen. */
export interface Sight {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
}

export interface Drawn {
  /** More cards are in sight than can be drawn one by one: they are sketched, and so are all wires. */
  readonly sketched: boolean;
  /**
   * What React Flow is given, which looks at each of its cards at every frame, and draws what is not hidden. Wires
   * in sight may end at cards out of sight: those are hidden.
   */
  readonly cards: CardNode[];
  readonly wires: WireEdge[];
  /** The cards that React Flow draws, while the others are sketched; undefined where it draws everything. */
  readonly near: ReadonlySet<NodeId> | undefined;
  /** Wires that are only sketched. */
  readonly passing: readonly WireEdge[];
}

/** Up to here everything is drawn, whether it is in sight or not. */
const MOST_CARDS_IN_ALL = 200;
const MOST_WIRES_IN_ALL = 600;
/** Where more are in sight, a card is narrower than its title. */
export const MOST_CARDS = 160;
export const MOST_WIRES = 500;
/** Cards are drawn one by one again when there are this many fewer, so that it does not flip to and fro. */
const SLACK = 0.8;
/** In the middle of a move even fewer: those are drawn within a frame or two, and soon out of sight. */
const SLACK_IN_MOVE = 0.4;

/** The part of the document that can be seen. */
export const areaInSight = ({ x, y, zoom, width, height }: Sight): Area => ({
  x: -x / zoom,
  y: -y / zoom,
  width: width / zoom,
  height: height / zoom,
});

export const overlaps = (card: CardNode, area: Area): boolean =>
  card.position.x < area.x + area.width &&
  card.position.x + (card.measured?.width ?? CARD_WIDTH) > area.x &&
  card.position.y < area.y + area.height &&
  card.position.y + (card.measured?.height ?? CARD_HEIGHT) > area.y;

export const isLarge = (cards: readonly unknown[], wires: readonly unknown[]): boolean =>
  cards.length > MOST_CARDS_IN_ALL || wires.length > MOST_WIRES_IN_ALL;

/** Whether so many cards are in sight that they have to be sketched. */
export function isCrowded(cards: readonly CardNode[], area: Area, before: boolean, inMove = false): boolean {
  return isFuller(cards, area, before ? MOST_CARDS * (inMove ? SLACK_IN_MOVE : SLACK) : MOST_CARDS);
}

/** Whether there are more cards than this in an area. */
export function isFuller(cards: readonly CardNode[], area: Area, most: number): boolean {
  let seen = 0;
  for (const card of cards) {
    if (overlaps(card, area)) seen++;
    if (seen > most) return true;
  }
  return false;
}

const NOTHING: readonly never[] = [];
export const NOBODY: ReadonlySet<NodeId> = new Set();
const NO_CARDS: CardNode[] = [];
const NO_WIRES: WireEdge[] = [];

/**
 * What is drawn while `area` is in sight, or any part of it. Of the wires those come first that are selected,
 * then those with both ends in the area, then those with one; the rest only passes by.
 */
export function drawnIn(cards: CardNode[], wires: WireEdge[], area: Area, sketched: boolean): Drawn {
  if (!isLarge(cards, wires)) return { sketched: false, cards, wires, near: undefined, passing: NOTHING };
  if (sketched) return { sketched, cards: NO_CARDS, wires: NO_WIRES, near: NOBODY, passing: wires };
  const near = new Set(cards.filter((card) => overlaps(card, area)).map(({ id }) => id));
  const rank = ({ source, target, selected }: WireEdge) =>
    selected === true ? 3 : Number(near.has(source)) + Number(near.has(target));
  const ranked: WireEdge[][] = [[], [], [], []];
  for (const wire of wires) ranked[rank(wire)]?.push(wire);
  const [passing = [], one = [], both = [], selected = []] = ranked;
  const first = [...selected, ...both, ...one];
  const given = first.slice(0, MOST_WIRES);
  const needed = new Set([...near, ...given.flatMap(({ source, target }) => [source, target])]);
  return {
    sketched,
    // Selected ones move along with what is dragged.
    cards: cards.filter((card) => needed.has(card.id) || card.selected === true).map((card) => asGiven(card, near)),
    wires: given,
    near,
    passing: [...first.slice(MOST_WIRES), ...passing],
  };
}

/** The same with other cards in the place of those that were only moved, edited or measured. */
export function drawnAgain({ cards, near }: Drawn, changed: ReadonlyMap<NodeId, CardNode>): Pick<Drawn, 'cards'> {
  if (!cards.some(({ id }) => changed.has(id))) return { cards };
  return {
    cards: cards.map((old) => {
      const card = changed.get(old.id);
      return card === undefined ? old : asGiven(card, near);
    }),
  };
}

const hidden = new WeakMap<CardNode, CardNode>();

/** A card as React Flow is given it: hidden where it is there for its wires alone. */
function asGiven(card: CardNode, near: Drawn['near']): CardNode {
  if (near === undefined || near.has(card.id)) return card;
  const known = hidden.get(card) ?? { ...card, hidden: true };
  hidden.set(card, known);
  return known;
}
