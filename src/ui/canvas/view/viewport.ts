/*
 * Moving about: what is in sight, bringing things into sight, and converting between window and document
 * coordinates. React Flow hands over its instance once it is ready; before that nothing moves.
 */
import { getViewportForBounds, type ReactFlowInstance } from 'reactflow';
import type { NodeId } from '../../../graph/types.ts';
import { drawn } from './drawn.ts';
import { flow } from './flow.ts';
import { CARD_HEIGHT, CARD_WIDTH } from './layout.ts';
import { NEAR_FROM } from './lod.ts';
import type { CardNode, WireEdge } from './to-react-flow.ts';
import type { Point } from '../wires/wire-path.ts';

let instance: ReactFlowInstance<CardNode, WireEdge> | undefined;

export function setInstance(next: ReactFlowInstance<CardNode, WireEdge> | undefined): void {
  instance = next;
}

/** Milliseconds for moves of the view; none for people who asked for less motion. */
const duration = (): number => (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150);
/** Air around what is fitted; the zoom buttons stand at the bottom. */
const AIR = { top: '56px', left: '28px', right: '28px', bottom: '52px' } as const;
export const MIN_ZOOM = 0.05;
/** Small graphs are not blown up beyond this. */
const FIT_ZOOM = 1.1;

export const canvasElement = (): HTMLElement | null => document.querySelector('[data-testid="canvas"]');

export const toDocument = (screen: Point): Point => instance?.screenToFlowPosition(screen) ?? screen;
export const toScreen = (place: Point): Point => instance?.flowToScreenPosition(place) ?? place;

export function centre(): Point {
  const rect = canvasElement()?.getBoundingClientRect();
  return rect === undefined
    ? { x: 0, y: 0 }
    : toDocument({ x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 });
}

export const fitAll = (): void => fit(flow.store.getState().nodes);

/** The rectangle around cards, in document coordinates. */
export function areaOf(cards: readonly CardNode[]): { x: number; y: number; width: number; height: number } {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { position, measured } of cards) {
    left = Math.min(left, position.x);
    top = Math.min(top, position.y);
    right = Math.max(right, position.x + (measured?.width ?? CARD_WIDTH));
    bottom = Math.max(bottom, position.y + (measured?.height ?? CARD_HEIGHT));
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** React Flow's own fitting leaves out cards that have never been drawn. */
function fit(cards: readonly CardNode[], milliseconds = duration()): void {
  const rect = canvasElement()?.getBoundingClientRect();
  if (instance === undefined || rect === undefined || cards.length === 0) return;
  const viewport = getViewportForBounds(areaOf(cards), rect.width, rect.height, MIN_ZOOM, FIT_ZOOM, AIR);
  void instance.setViewport(viewport, { duration: milliseconds });
}

/** From here on, what is out of sight is not drawn, and so never measured. */
export const MANY_NODES = 200;

/**
 * Fits as soon as every card has been drawn and measured: for a document that has just been opened. There
 * is no former view to come from, so nothing moves; until then the canvas says that it is busy.
 */
export function fitWhenMeasured(): void {
  canvasElement()?.setAttribute('aria-busy', 'true');
  const many = flow.store.getState().nodes.length > MANY_NODES;
  // At once, so that nothing is drawn first for the view of the document before.
  if (many) fit(flow.store.getState().nodes, 0);
  const measured = () => many || flow.store.getState().nodes.every((card) => card.measured !== undefined);
  const soon = () =>
    requestAnimationFrame(() => {
      fit(flow.store.getState().nodes, 0);
      canvasElement()?.removeAttribute('aria-busy');
    });
  if (measured()) {
    soon();
    return;
  }
  const stop = flow.store.subscribe(() => {
    if (!measured()) return;
    stop();
    soon();
  });
}

export const fitNodes = (ids: readonly NodeId[]): void =>
  fit(flow.store.getState().nodes.filter((card) => ids.includes(card.id)));
export const zoomIn = (): void => void instance?.zoomIn({ duration: duration() });
export const zoomOut = (): void => void instance?.zoomOut({ duration: duration() });
export const zoomToActualSize = (): void => void instance?.zoomTo(1, { duration: duration() });

/** Brings a card wholly into sight, by moving no further than it takes. */
export function reveal(id: NodeId): void {
  const card = flow.store.getState().nodes.find((each) => each.id === id);
  const rect = canvasElement()?.getBoundingClientRect();
  if (instance === undefined || card === undefined || rect === undefined) return;
  if (drawn.store.getState().sketched) {
    // Near enough that it is a card again.
    void instance.setCenter(card.position.x + CARD_WIDTH / 2, card.position.y + CARD_HEIGHT / 2, { zoom: NEAR_FROM });
    return;
  }
  const { zoom, x, y } = instance.getViewport();
  const margin = 24;
  const shift = (start: number, size: number, room: number) =>
    start < margin ? margin - start : start + size > room - margin ? room - margin - start - size : 0;
  const dx = shift(card.position.x * zoom + x, (card.measured?.width ?? CARD_WIDTH) * zoom, rect.width);
  const dy = shift(card.position.y * zoom + y, (card.measured?.height ?? CARD_HEIGHT) * zoom, rect.height);
  if (dx !== 0 || dy !== 0) void instance.setViewport({ zoom, x: x + dx, y: y + dy }, { duration: duration() });
}
