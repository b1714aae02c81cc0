/*
 * Moving about: what is in sight, bringing things into sight, and converting between window and document
 * coordinates. React Flow hands over its instance once it is ready; before that nothing moves.
 */
import { getViewportForBounds, type ReactFlowInstance } from 'reactflow';
import { around, rightOf, type Box, type Rect } from '../../../graph/placing/boxes.ts';
import type { NodeId } from '../../../graph/types.ts';
import { frameBoxes } from '../frames/frame-boxes.ts';
import { coveredAbove, coveredBelow } from './covered.ts';
import { isLarge } from './crowd.ts';
import { drawn } from './drawn.ts';
import { flow } from './flow.ts';
import { CARD_HEIGHT, CARD_WIDTH } from './card-sizes.ts';
import { NEAR_FROM } from './lod.ts';
import { calm } from './motion.ts';
import type { CardNode, WireEdge } from './to-react-flow.ts';
import type { Point } from '../wires/wire-path.ts';

let instance: ReactFlowInstance<CardNode, WireEdge> | undefined;

export function setInstance(next: ReactFlowInstance<CardNode, WireEdge> | undefined): void {
  instance = next;
}

/** Milliseconds for moves of the view; none for people who asked for less motion. */
const duration = (): number => (calm() ? 0 : 150);
/** Air around what is fitted, in pixels; the zoom buttons stand at the bottom. */
const AIR = { top: 24, left: 24, right: 24, bottom: 48 };
const padding = () =>
  ({
    top: `${AIR.top + coveredAbove()}px`,
    left: `${AIR.left}px`,
    right: `${AIR.right}px`,
    bottom: `${AIR.bottom}px`,
  }) as const;
export const MIN_ZOOM = 0.05;
export const MAX_ZOOM = 2.5;
/** Small graphs are not blown up beyond this. */
const FIT_ZOOM = 1.1;

type View = ReturnType<ReactFlowInstance['getViewport']>;
export const viewNow = (): View | undefined => instance?.getViewport();
export const setView = (view: View): void => void instance?.setViewport(view);

export const canvasElement = (): HTMLElement | null => document.querySelector('[data-testid="canvas"]');

export const toDocument = (screen: Point): Point => instance?.screenToFlowPosition(screen) ?? screen;
export const toScreen = (place: Point): Point => instance?.flowToScreenPosition(place) ?? place;

export function centre(): Point {
  const rect = canvasElement()?.getBoundingClientRect();
  return rect === undefined
    ? { x: 0, y: 0 }
    : toDocument({ x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 });
}

export const fitAll = (): void => fit(wholeArea());

/** The rectangle around cards, in document coordinates. */
export const areaOf = (cards: readonly CardNode[]): Rect => around(cards.map(boxOfCard)) ?? NOTHING;

const NOTHING: Rect = { x: 0, y: 0, width: 0, height: 0 };

/** Where a card belongs, even while it is still gliding there. */
const boxOfCard = ({ id, data, measured }: CardNode): Box => ({
  id,
  x: data.node.position[0],
  y: data.node.position[1],
  width: measured?.width ?? CARD_WIDTH,
  height: measured?.height ?? CARD_HEIGHT,
});

/** The rectangle around the whole graph: wires that lead around cards reach beyond them. */
function wholeArea(): Rect {
  const { nodes, edges } = flow.store.getState();
  const boxes = nodes.map(boxOfCard);
  const byId = new Map(boxes.map((box) => [box.id, box]));
  return (
    around([...boxes, ...frameBoxes().values(), ...edges.flatMap((wire) => detourOf(wire, byId) ?? [])]) ?? NOTHING
  );
}

/** Around a wire that takes a lane, with its instrument. */
function detourOf({ source, target, data }: WireEdge, boxes: ReadonlyMap<NodeId, Box>): Rect | undefined {
  const [from, to] = [boxes.get(source), boxes.get(target)];
  if (data?.via !== undefined) return around(data.via.map(([x, y]) => ({ x, y, width: 0, height: 0 })));
  if (from === undefined || to === undefined || data?.lane === undefined) return undefined;
  const back = to.x - rightOf(from) < 0;
  const left = back ? to.x - DETOUR : rightOf(from);
  const right = back ? rightOf(from) + DETOUR : to.x;
  return { x: left, y: data.lane - INSTRUMENT / 2, width: right - left, height: INSTRUMENT };
}

/** How far a wire that goes backwards reaches beyond its cards, and how high an instrument is. */
const DETOUR = 42;
const INSTRUMENT = 36;

/** React Flow's own fitting leaves out cards that have never been drawn. What begins empty begins at actual size. */
function fit(area: Rect, milliseconds = duration(), most = FIT_ZOOM): void {
  const rect = canvasElement()?.getBoundingClientRect();
  if (instance === undefined || rect === undefined) return;
  const viewport =
    area.width === 0
      ? { x: rect.width / 2, y: rect.height / 2, zoom: 1 }
      : getViewportForBounds(area, rect.width, rect.height, MIN_ZOOM, most, padding());
  void instance.setViewport(viewport, { duration: milliseconds });
}

/**
 * Fits as soon as every card has been drawn and measured: for a document that has just been opened. There
 * is no former view to come from, so nothing moves; until then the canvas says that it is busy.
 */
export function fitWhenMeasured(): void {
  canvasElement()?.setAttribute('aria-busy', 'true');
  const { nodes, edges } = flow.store.getState();
  // What is out of sight is not drawn then, and so never measured.
  const many = isLarge(nodes, edges);
  // At once, so that nothing is drawn first for the view of the document before.
  if (many) fit(wholeArea(), 0);
  const measured = () => many || flow.store.getState().nodes.every((card) => card.measured !== undefined);
  const show = () => {
    // In the frame in which the cards appear: they would be seen, and pointed at, where they do not stay.
    fit(wholeArea(), 0);
    canvasElement()?.removeAttribute('data-unfitted');
    requestAnimationFrame(() => {
      fit(wholeArea(), 0);
      canvasElement()?.removeAttribute('aria-busy');
    });
  };
  if (measured()) {
    show();
    return;
  }
  const stop = flow.store.subscribe(() => {
    if (!measured()) return;
    stop();
    show();
  });
}

export const fitNodes = (ids: readonly NodeId[]): void =>
  fit(areaOf(flow.store.getState().nodes.filter((card) => ids.includes(card.id))));
export const zoomIn = (): void => void instance?.zoomIn({ duration: duration() });
export const zoomOut = (): void => void instance?.zoomOut({ duration: duration() });
export const zoomBy = (factor: number): void => void instance?.zoomTo(instance.getZoom() * factor);
/** Puts a place of the document into the middle of what is in sight. */
export const lookAt = ({ x, y }: Point): void => void instance?.setCenter(x, y, { zoom: instance.getZoom() });
export const zoomToActualSize = (): void => void instance?.zoomTo(1, { duration: duration() });

/** The size that a graph may have to be read at actual size. */
export function roomOnCanvas(): { readonly width: number; readonly height: number } {
  const rect = canvasElement()?.getBoundingClientRect();
  if (rect === undefined) return { width: SHORTEST_LINE, height: SHORTEST_LINE };
  return { width: rect.width - AIR.left - AIR.right, height: rect.height - AIR.top - AIR.bottom };
}

/** How long a row of cards may be so that it can be read as a whole, in document coordinates. */
export function lineWidth(): number {
  return Math.max(SHORTEST_LINE, roomOnCanvas().width);
}
const SHORTEST_LINE = 640;

/** Below this zoom texts cannot be read: the view rather follows what is new than show everything. */
const READABLE = 0.7;

/**
 * For before something is added: the answer is called with what is new, and brings that into sight once it has
 * been measured. Where everything could be seen before, everything can be seen again, as long as it can be read.
 */
export function keepInSight(): (nodes: readonly NodeId[]) => void {
  const whole = isWholeInSight();
  return (nodes) => {
    whenMeasured(nodes, () => {
      const zoom = instance?.getZoom() ?? 1;
      if (whole && !isWholeInSight() && fitZoom() >= Math.min(READABLE, zoom)) fit(wholeArea(), duration(), zoom);
      else {
        for (const id of nodes) reveal(id);
      }
    });
  };
}

function isWholeInSight(): boolean {
  const rect = canvasElement()?.getBoundingClientRect();
  const cards = flow.store.getState().nodes;
  if (instance === undefined || rect === undefined || drawn.store.getState().sketched) return false;
  return cards.length === 0 || isInSight(wholeArea());
}

function isInSight(area: Rect): boolean {
  const rect = canvasElement()?.getBoundingClientRect();
  if (instance === undefined || rect === undefined) return false;
  const { x, y, zoom } = instance.getViewport();
  const [left, top] = [area.x * zoom + x, area.y * zoom + y];
  return (
    left >= 0 &&
    top >= coveredAbove() &&
    left + area.width * zoom <= rect.width &&
    top + area.height * zoom <= rect.height
  );
}

/** Fits what is marked on the canvas, unless all of it is in sight; comes no nearer than the view was. */
export function showWhole(area: Rect): void {
  if (!isInSight(area)) fit(area, duration(), instance?.getZoom() ?? 1);
}

/** Fits an area beside what covers so many pixels at the edges of the canvas, no nearer than `most`. */
export function fitBeside(
  area: Rect,
  covered: Readonly<Record<'top' | 'right' | 'bottom' | 'left', number>>,
  most: number,
): void {
  const rect = canvasElement()?.getBoundingClientRect();
  if (instance === undefined || rect === undefined) return;
  const px = (side: keyof typeof covered) => `${covered[side]}px` as const;
  const edges = { top: px('top'), right: px('right'), bottom: px('bottom'), left: px('left') };
  const view = getViewportForBounds(area, rect.width, rect.height, MIN_ZOOM, most, edges);
  void instance.setViewport(view, { duration: duration() });
}

function fitZoom(): number {
  const rect = canvasElement()?.getBoundingClientRect();
  if (rect === undefined) return 1;
  return getViewportForBounds(wholeArea(), rect.width, rect.height, MIN_ZOOM, FIT_ZOOM, padding()).zoom;
}

/** Calls back once these cards have been measured, or after a moment in which they were not drawn. */
function whenMeasured(ids: readonly NodeId[], then: () => void): void {
  const missing = () =>
    ids.some((id) => {
      const card = flow.store.getState().nodes.find((each) => each.id === id);
      return card !== undefined && card.measured === undefined;
    });
  let tries = 0;
  const look = () => {
    if (missing() && tries++ < 10) requestAnimationFrame(look);
    else then();
  };
  requestAnimationFrame(look);
}

/** Brings a card wholly into sight, by moving no further than it takes. */
export function reveal(id: NodeId): void {
  const card = flow.store.getState().nodes.find((each) => each.id === id);
  if (card === undefined) return;
  const { position, measured } = card;
  revealArea({ ...position, width: measured?.width ?? CARD_WIDTH, height: measured?.height ?? CARD_HEIGHT });
}

/** Brings a rectangle into sight, also where no card is; of one that is too large, its upper left corner. */
export function revealArea(area: Rect): void {
  const canvas = canvasElement();
  if (instance === undefined || canvas === null) return;
  const rect = canvas.getBoundingClientRect();
  if (drawn.store.getState().sketched) {
    // Near enough that cards are cards again.
    void instance.setCenter(area.x + area.width / 2, area.y + area.height / 2, { zoom: NEAR_FROM });
    return;
  }
  const { zoom, x, y } = instance.getViewport();
  const shift = (start: number, size: number, before: number, end: number) =>
    start < before ? before - start : start + size > end ? end - start - size : 0;
  const width = Math.min(area.width * zoom, rect.width - 2 * MARGIN);
  const left = area.x * zoom + x;
  const dx = shift(left, width, MARGIN, rect.width - MARGIN);
  const begin = rect.left + left + dx;
  const above = MARGIN + coveredAbove();
  const end = rect.height - Math.max(MARGIN, MARGIN / 2 + coveredBelow(canvas, begin, begin + width));
  const dy = shift(area.y * zoom + y, Math.min(area.height * zoom, end - above), above, end);
  if (dx !== 0 || dy !== 0) void instance.setViewport({ zoom, x: x + dx, y: y + dy }, { duration: duration() });
}

/** Air around what is brought into sight. */
const MARGIN = 24;
