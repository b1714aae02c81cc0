/*
 * Keeps what is drawn in step with the graph and with the part of it that is in sight. While a hand moves the view of
 * a large graph, and while it moves inside the area that was chosen, nothing changes: moving costs nothing but moving.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NodeId } from '../../../graph/types.ts';
import {
  areaInSight,
  drawnAgain,
  drawnIn,
  isCrowded,
  isFuller,
  isLarge,
  NOBODY,
  overlaps,
  type Area,
  type Sight,
} from './crowd.ts';
import type { FlowState } from './flow-store.ts';
import { withLifted, type WithLifted } from './lifted.ts';
import type { CardNode } from './to-react-flow.ts';

export interface DrawnState extends WithLifted {
  readonly sight: Sight;
  /** So much has come into sight in a move that all of it is sketched until the view rests; React Flow keeps its cards. */
  readonly veiled: boolean;
}

export interface DrawnStore {
  readonly store: StoreApi<DrawnState>;
  /** Tells where the view has moved, or how large the canvas has become. */
  look(sight: Partial<Sight>): void;
  /** Tells that a hand moves the view: until it rests, React Flow draws what it has, and the rest is sketched. */
  hold(): void;
  /** Tells that these cards are dragged: until there are none, their wires are in the hand with them. */
  lift(cards: readonly NodeId[]): void;
  /** Tells that the view has come to rest: what was put off while it moved is drawn now. */
  rest(): void;
}

/** Air around what is in sight, as a share of its size: as much as there is with no more cards than this. */
const MARGINS = [0.25, 0.1];
const MOST_WITH_AIR = 120;

export function createDrawn(flow: StoreApi<Pick<FlowState, 'nodes' | 'edges'>>): DrawnStore {
  let sight: Sight = { x: 0, y: 0, zoom: 1, width: 1200, height: 700 };
  let chosen: Area = areaInSight(sight);
  let held = false;
  let inHand = NOBODY;

  let latest: DrawnState | undefined;
  const choose = (before: boolean, inMove = false): DrawnState => {
    const { nodes, edges } = flow.getState();
    const area = areaInSight(sight);
    chosen = withAir(area, nodes);
    const crowded = isLarge(nodes, edges) && isCrowded(nodes, area, before, inMove);
    const drawn = withLifted(drawnIn(nodes, edges, chosen, crowded), inHand);
    const { wires, passing, lifted, near } = latest ?? drawn;
    latest = {
      ...drawn,
      wires: keepIfSame(wires, drawn.wires),
      passing: keepIfSame(passing, drawn.passing),
      lifted: keepIfSame(lifted, drawn.lifted),
      near: near !== undefined && drawn.near !== undefined && sameSet(near, drawn.near) ? near : drawn.near,
      sight,
      veiled: false,
    };
    return latest;
  };

  const store = createStore<DrawnState>()(() => choose(false));
  flow.subscribe((now, before) => {
    if (now.nodes === before.nodes && now.edges === before.edges) return;
    const state = store.getState();
    const { near } = state;
    const changed = now.edges === before.edges ? changedCards(before.nodes, now.nodes) : undefined;
    const isNew = (card: CardNode) => near?.has(card.id) === false && !state.sketched && overlaps(card, chosen);
    if (near === undefined || changed === undefined || [...changed.values()].some(isNew))
      store.setState(choose(state.sketched));
    else store.setState(drawnAgain(state, changed));
  });

  return {
    store,
    look(change) {
      sight = { ...sight, ...change };
      const { nodes, edges } = flow.getState();
      const { sketched, veiled, near } = store.getState();
      const area = areaInSight(sight);
      if (held) {
        store.setState({ sight, veiled: near !== undefined && !sketched && isCrowded(nodes, area, veiled) });
        return;
      }
      const same =
        !isLarge(nodes, edges) ||
        (isCrowded(nodes, area, sketched, true) === sketched && (sketched || fits(area, chosen)));
      store.setState(same ? { sight } : choose(sketched, true));
    },
    hold() {
      const { nodes, edges } = flow.getState();
      held = isLarge(nodes, edges);
    },
    lift(cards) {
      const { nodes, edges } = flow.getState();
      if (cards.length === 0 ? inHand.size === 0 : !isLarge(nodes, edges)) return;
      inHand = new Set(cards);
      store.setState(choose(store.getState().sketched));
    },
    rest() {
      held = false;
      const { nodes, edges } = flow.getState();
      const { sketched } = store.getState();
      if (!isLarge(nodes, edges)) return;
      const area = areaInSight(sight);
      const same = isCrowded(nodes, area, sketched) === sketched && (sketched || fits(area, chosen));
      store.setState(same ? { veiled: false } : choose(sketched));
    },
  };
}

/** The cards that are others than before, where all are the same nodes and none has come into or out of the selection. */
function changedCards(
  before: readonly CardNode[],
  now: readonly CardNode[],
): ReadonlyMap<NodeId, CardNode> | undefined {
  if (before.length !== now.length) return undefined;
  const changed = new Map<NodeId, CardNode>();
  for (const [i, card] of now.entries()) {
    const old = before[i];
    if (card === old) continue;
    if (old?.id !== card.id || old.selected !== card.selected) return undefined;
    changed.set(card.id, card);
  }
  return changed;
}

/** React Flow looks at all its wires again when it is given another list: the same ones stay the same list. */
const keepIfSame = <T extends readonly unknown[]>(before: T, now: T): T =>
  before.length === now.length && now.every((each, i) => each === before[i]) ? before : now;

const sameSet = (a: ReadonlySet<NodeId>, b: ReadonlySet<NodeId>): boolean =>
  a.size === b.size && [...a].every((id) => b.has(id));

function withAir(area: Area, cards: readonly CardNode[]): Area {
  const areas = MARGINS.map((margin) => grown(area, margin));
  return areas.find((each) => !isFuller(cards, each, MOST_WITH_AIR)) ?? area;
}

function grown({ x, y, width, height }: Area, margin: number): Area {
  const [dx, dy] = [width * margin, height * margin];
  return { x: x - dx, y: y - dy, width: width + 2 * dx, height: height + 2 * dy };
}

/** How many times as wide as what is in sight the chosen area may be: after coming nearer, fewer cards are enough. */
const MOST_AROUND = 2;

/** Whether an area lies in the chosen one, and is not so much smaller that it deserves a choice of its own. */
const fits = (area: Area, chosen: Area): boolean =>
  area.x >= chosen.x &&
  area.y >= chosen.y &&
  area.x + area.width <= chosen.x + chosen.width &&
  area.y + area.height <= chosen.y + chosen.height &&
  area.width * MOST_AROUND > chosen.width;
