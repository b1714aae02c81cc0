/* Going to a step of the history, and saying so. */
import { plural } from '../../base/format.ts';
import { stepAt } from '../../graph/history.ts';
import { goingOnThere } from '../canvas-api.ts';
import { documentStore } from '../stores/document.ts';
import { announce } from '../stores/view-state.ts';

/** Goes to the place where this many steps are done. */
export function jumpTo(place: number): void {
  const { history, jump } = documentStore.getState();
  const by = place - history.past.length;
  if (by === 0) return announce('This is the present step.');
  goingOnThere(() => jump(place));
  const label = stepAt(history, place)?.label;
  const where = label === undefined ? 'the start' : `“${label}”`;
  const way = by < 0 ? 'Undone' : 'Done again';
  announce(`${way}: ${plural(Math.abs(by), 'step')}, to ${where}.`);
}
