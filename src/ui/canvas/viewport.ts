/*
 * Moving about: what is in sight, bringing things into sight, and converting between window and document
 * coordinates. React Flow hands over its instance once it is ready; before that nothing moves.
 */
import type { ReactFlowInstance } from 'reactflow';
import type { NodeId } from '../../graph/types.ts';
import { flow } from './flow.ts';
import { CARD_HEIGHT, CARD_WIDTH } from './layout.ts';
import type { CardNode, WireEdge } from './to-react-flow.ts';
import type { Point } from './wire-path.ts';

let instance: ReactFlowInstance<CardNode, WireEdge> | undefined;

export function setInstance(next: ReactFlowInstance<CardNode, WireEdge> | undefined): void {
  instance = next;
}

/** Milliseconds for moves of the view; none for people who asked for less motion. */
const duration = (): number => (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150);
/** Air around what is fitted; the zoom buttons stand at the bottom. */
const FIT = { padding: { top: '24px', left: '28px', right: '28px', bottom: '52px' }, maxZoom: 1.1 } as const;

export const canvasElement = (): HTMLElement | null => document.querySelector('[data-testid="canvas"]');

export const toDocument = (screen: Point): Point => instance?.screenToFlowPosition(screen) ?? screen;
export const toScreen = (place: Point): Point => instance?.flowToScreenPosition(place) ?? place;

export function centre(): Point {
  const rect = canvasElement()?.getBoundingClientRect();
  return rect === undefined ? { x: 0, y: 0 } : toDocument({ x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 });
}

export const fitAll = (): void => void instance?.fitView({ ...FIT, duration: duration() });

/** Fits as soon as every card has been drawn and measured: for a document that has just been opened. */
export function fitWhenMeasured(): void {
  const measured = () => flow.store.getState().nodes.every((card) => card.measured !== undefined);
  const fit = () => requestAnimationFrame(fitAll);
  if (measured()) {
    fit();
    return;
  }
  const stop = flow.store.subscribe(() => {
    if (!measured()) return;
    stop();
    fit();
  });
}

export const fitNodes = (ids: readonly NodeId[]): void =>
  void instance?.fitView({ ...FIT, nodes: ids.map((id) => ({ id })), duration: duration() });
export const zoomIn = (): void => void instance?.zoomIn({ duration: duration() });
export const zoomOut = (): void => void instance?.zoomOut({ duration: duration() });
export const zoomToActualSize = (): void => void instance?.zoomTo(1, { duration: duration() });

/** Brings a card wholly into sight, by moving no further than it takes. */
export function reveal(id: NodeId): void {
  const card = flow.store.getState().nodes.find((each) => each.id === id);
  const rect = canvasElement()?.getBoundingClientRect();
  if (instance === undefined || card === undefined || rect === undefined) return;
  const { zoom, x, y } = instance.getViewport();
  const margin = 24;
  const shift = (start: number, size: number, room: number) =>
    start < margin ? margin - start : start + size > room - margin ? room - margin - start - size : 0;
  const dx = shift(card.position.x * zoom + x, (card.measured?.width ?? CARD_WIDTH) * zoom, rect.width);
  const dy = shift(card.position.y * zoom + y, (card.measured?.height ?? CARD_HEIGHT) * zoom, rect.height);
  if (dx !== 0 || dy !== 0) void instance.setViewport({ zoom, x: x + dx, y: y + dy }, { duration: duration() });
}
