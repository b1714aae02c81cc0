/*
 * Keys of the whole page. Written as people read them (`Ctrl+Shift+Z`); Ctrl also means ⌘. In text
 * fields only the actions marked `inFields` answer; everywhere, a key that somebody nearer has dealt
 * with (`defaultPrevented`) is left alone.
 */
import type { Action } from './app-actions.ts';

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Where characters are that Shift or Alt change into others. */
const PLACES: Readonly<Record<string, string>> = { '.': 'Period', ',': 'Comma' };

/** Whether a key press is the combination. Characters that need Shift themselves (`?`) ignore Shift. */
export function matches(combination: string, press: KeyPress): boolean {
  const parts = combination.split('+');
  const key = parts.at(-1) ?? '';
  const wants = (modifier: string) => parts.length > 1 && parts.slice(0, -1).includes(modifier);
  if (wants('Ctrl') !== (press.ctrlKey || press.metaKey)) return false;
  if (wants('Alt') !== press.altKey) return false;
  const letter = /^[A-Z]$/.test(key);
  const symbol = key.length === 1 && !letter;
  if ((!symbol || wants('Shift')) && wants('Shift') !== press.shiftKey) return false;
  if (symbol) return press.key === key || (PLACES[key] !== undefined && PLACES[key] === press.code);
  // With Alt some systems type another character, so letters are also known by their place.
  return letter ? press.key.toUpperCase() === key || (press.altKey && press.code === `Key${key}`) : press.key === key;
}

/** The action a key press calls, if any. More modifiers win, so `Ctrl+Shift+.` is not taken for `Ctrl+.`. */
export function actionFor(actions: readonly Action[], press: KeyPress, inField: boolean): Action | undefined {
  let best: { action: Action; modifiers: number } | undefined;
  for (const action of actions) {
    if ((inField && action.inFields !== true) || action.when?.() === false) continue;
    for (const combination of action.keys ?? []) {
      const modifiers = combination.split('+').length;
      if (matches(combination, press) && (best === undefined || modifiers > best.modifiers))
        best = { action, modifiers };
    }
  }
  return best?.action;
}

/** Whether keys typed here are text. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(target.type);
}

/** Single characters answer only where nothing else could be meant: on the canvas, or with no focus at all. */
function takesSingleKeys(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Element && target.closest('main') !== null);
}

/** Whether a press is of one character, with no modifier but Shift. */
const isSingle = (press: KeyPress) => press.key.length === 1 && !press.ctrlKey && !press.metaKey && !press.altKey;

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
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}

const MAC = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** A combination as it is written on this machine's keyboard. */
export const keyText = (combination: string): string =>
  MAC ? combination.replace('Ctrl', '⌘').replace('Alt', '⌥').replace('Shift', '⇧') : combination;
