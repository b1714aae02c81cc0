/*
 * Keeps what is drawn in step with the graph and with the part of it that is in sight. While the view moves
 * inside the area that was chosen, nothing changes: panning costs nothing but the moving.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { areaInSight, drawnIn, isCrowded, isLarge, type Area, type Drawn, type Sight } from './crowd.ts';
import type { FlowState } from './flow-store.ts';

export interface DrawnState extends Drawn {
  readonly sight: Sight;
}

export interface DrawnStore {
  readonly store: StoreApi<DrawnState>;
  /** Tells where the view has moved, or how large the canvas has become. */
  look(sight: Partial<Sight>): void;
  /** Tells that the view has come to rest: what was put off while it moved is drawn now. */
  rest(): void;
}

/** Air around what is in sight, as a share of its size. */
const MARGIN = 0.5;

export function createDrawn(flow: StoreApi<Pick<FlowState, 'nodes' | 'edges'>>): DrawnStore {
  let sight: Sight = { x: 0, y: 0, zoom: 1, width: 1200, height: 700 };
  let chosen: Area = grown(areaInSight(sight));

  let latest: DrawnState | undefined;
  const choose = (before: boolean, inMove = false): DrawnState => {
    const { nodes, edges } = flow.getState();
    const area = areaInSight(sight);
    chosen = grown(area);
    const drawn = drawnIn(nodes, edges, chosen, isLarge(nodes, edges) && isCrowded(nodes, area, before, inMove));
    const { wires, passing } = latest ?? drawn;
    latest = { ...drawn, wires: keepIfSame(wires, drawn.wires), passing: keepIfSame(passing, drawn.passing), sight };
    return latest;
  };

  const store = createStore<DrawnState>()(() => choose(false));
  flow.subscribe((now, before) => {
    if (now.nodes !== before.nodes || now.edges !== before.edges) store.setState(choose(store.getState().sketched));
  });

  return {
    store,
    look(change) {
      sight = { ...sight, ...change };
      const { nodes, edges } = flow.getState();
      const { sketched } = store.getState();
      const area = areaInSight(sight);
      const same =
        !isLarge(nodes, edges) ||
        (isCrowded(nodes, area, sketched, true) === sketched && (sketched || fits(area, chosen)));
      store.setState(same ? { sight } : choose(sketched, true));
    },
    rest() {
      const { nodes, edges } = flow.getState();
      if (!store.getState().sketched || !isLarge(nodes, edges)) return;
      if (!isCrowded(nodes, areaInSight(sight), true)) store.setState(choose(true));
    },
  };
}

/** React Flow looks at all its wires again when it is given another list: the same ones stay the same list. */
const keepIfSame = <T extends readonly unknown[]>(before: T, now: T): T =>
  before.length === now.length && now.every((each, i) => each === before[i]) ? before : now;

function grown({ x, y, width, height }: Area): Area {
  const [dx, dy] = [width * MARGIN, height * MARGIN];
  return { x: x - dx, y: y - dy, width: width + 2 * dx, height: height + 2 * dy };
}

/** Whether an area lies in the chosen one, and is not so much smaller that it deserves a choice of its own. */
const fits = (area: Area, chosen: Area): boolean =>
  area.x >= chosen.x &&
  area.y >= chosen.y &&
  area.x + area.width <= chosen.x + chosen.width &&
  area.y + area.height <= chosen.y + chosen.height &&
  area.width * 4 > chosen.width;
