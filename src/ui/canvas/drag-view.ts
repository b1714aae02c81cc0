/*
 * The view is dragged from anywhere, with the middle button or with Space held down. On the empty canvas React Flow
 * does that; over cards and wires' instruments it does not, and those are most of what one sees.
 */
import { isTextField } from '../shell/keys.ts';
import { viewStore } from '../stores/view-state.ts';
import { setView, viewNow } from './view/viewport.ts';
import type { Point } from './wires/wire-path.ts';

/** What was selected as Space went down, which also selects the card that has the focus; undefined while it is up. */
let held: { readonly nodes: readonly string[]; readonly edges: readonly string[] } | undefined;

// As long as the page is there: Space is down before the press that it changes.
window.addEventListener(
  'keydown',
  ({ key, repeat, target }) => {
    if (key !== ' ' || repeat || isTextField(target)) return;
    const { selectedNodes: nodes, selectedEdges: edges } = viewStore.getState();
    held = { nodes, edges };
  },
  true,
);
const letGo = () => (held = undefined);
window.addEventListener('keyup', ({ key }) => key === ' ' && letGo(), true);
window.addEventListener('blur', letGo);

/** Whether a press with this button moves the view, wherever it is. */
export const dragsView = (button: number): boolean => button === 1 || (button === 0 && held !== undefined);

/** Follows a press that moves the view until it is let go. */
export function followView(start: Point): void {
  const view = viewNow();
  if (view === undefined) return;
  if (held !== undefined) viewStore.getState().select(held.nodes, held.edges);
  const onMove = ({ clientX, clientY }: PointerEvent) =>
    setView({ x: view.x + clientX - start.x, y: view.y + clientY - start.y, zoom: view.zoom });
  const end = () => {
    window.removeEventListener('pointermove', onMove);
    window.removeEventListener('pointerup', end);
    window.removeEventListener('pointercancel', end);
    // It was no click on what moved along under the pointer.
    window.addEventListener('click', stop, true);
    // On a busy page the next press may come first.
    window.addEventListener('pointerdown', letClick, true);
    setTimeout(letClick);
  };
  window.addEventListener('pointermove', onMove);
  window.addEventListener('pointerup', end);
  window.addEventListener('pointercancel', end);
}

const stop = (event: Event): void => event.stopPropagation();
const letClick = (): void => {
  window.removeEventListener('click', stop, true);
  window.removeEventListener('pointerdown', letClick, true);
};
