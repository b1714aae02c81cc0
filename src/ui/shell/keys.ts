/*
 * Keys of the whole page. Written as people read them (`Ctrl+Shift+Z`); Ctrl also means ⌘. In text
 * fields only the actions marked `inFields` answer; everywhere, a key that somebody nearer has dealt
 * with (`defaultPrevented`) is left alone.
 */
import type { Action } from './app-actions.ts';
import type { KeyPress } from './combination.ts';
import { commandOf, followKeys } from './keymap.ts';

/** The action a key press calls, if any. */
export const actionFor = (actions: readonly Action[], press: KeyPress, inField: boolean): Action | undefined =>
  commandOf(
    actions.filter(({ inFields, when }) => (!inField || inFields === true) && when?.() !== false),
    press,
  );

/** Whether keys typed here are text. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(target.type);
}

/** Single keys answer only where nothing else could be meant: on the canvas, or with no focus at all. */
function takesSingleKeys(target: EventTarget | null): boolean {
  if (isTextField(target)) return false;
  return target === document.body || (target instanceof Element && target.closest('main') !== null);
}

/** Whether a press is of one key, with no modifier but Shift. Those that mean nothing in a text may answer anywhere. */
export const isSingle = ({ key, ctrlKey, metaKey, altKey }: KeyPress) =>
  !ctrlKey && !metaKey && !altKey && !/^(F\d+|Escape)$/.test(key);

/** Listens for the page's keys until the returned function is called. */
export function listenForKeys(actions: readonly Action[]): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const { target } = event;
    if (isSingle(event) && !takesSingleKeys(target)) return;
    // An open dialog or menu keeps its keys to itself.
    if (target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null) return;
    const action = actionFor(actions, event, isTextField(target));
    if (action === undefined) return;
    event.preventDefault();
    action.run();
  };
  const unfollow = followKeys();
  window.addEventListener('keydown', onKey);
  return () => {
    window.removeEventListener('keydown', onKey);
    unfollow();
  };
}
