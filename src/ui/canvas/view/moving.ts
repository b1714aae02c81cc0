/*
 * While the view of a large graph moves, it is only moved: its bitmap is shifted and scaled, and what would draw every
 * card anew (how large texts are at this zoom, cards in the place of a sketch) waits until it has come to rest.
 */
import { canvasStore } from '../canvas-store.ts';
import { drawn } from './drawn.ts';
import { flow } from './flow.ts';
import { canvasElement, MANY_NODES } from './viewport.ts';

let moving = false;
let wanted = 1;

export function beginMove(): void {
  if (flow.store.getState().nodes.length <= MANY_NODES) return;
  moving = true;
  canvasElement()?.setAttribute('data-moving', '');
}

export function endMove(): void {
  moving = false;
  canvasElement()?.removeAttribute('data-moving');
  apply();
  drawn.rest();
}

/** What undoes the zoom for things that must stay readable. */
export function setCounter(counter: number): void {
  wanted = counter;
  if (!moving) apply();
}

function apply(): void {
  if (canvasStore.getState().counter === wanted) return;
  canvasElement()?.style.setProperty('--counter', String(wanted));
  canvasStore.setState({ counter: wanted });
}
