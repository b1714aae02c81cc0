/*
 * Whoever asks for a search by key goes on typing at once, but its field comes a moment later: when its part has
 * loaded and is drawn. What is typed in between is kept for that field, instead of being lost or, worse, taken
 * for keys of the canvas.
 */
import { isTextField } from '../shell/keys.ts';

/** Milliseconds after which keys are let through again, should nothing come. */
export const PATIENCE_MS = 3000;

/** Keys that mean the same in the field as on the way to it; others (Tab, F2, Ctrl+…) are let through. */
const KEPT = new Set(['Enter', 'Escape', 'Backspace', 'ArrowDown', 'ArrowUp']);

const isKept = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) =>
  !ctrlKey && !metaKey && !altKey && (key.length === 1 || KEPT.has(key));

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>;

/** Ends the keeping, and gives back what has not been given to a field. */
let release: (() => readonly Press[]) | undefined;

/**
 * Keeps keys from now on until a text field has the focus that did not have it before, and gives them to it, with those
 * that an earlier call still has. Returns how to let them go, where no field will come after all.
 */
export function keepKeysAhead(): () => void {
  const kept: Press[] = [...(release?.() ?? [])];
  const before = document.activeElement;
  let over = false;
  let timer = setTimeout(() => release?.(), PATIENCE_MS);

  const keep = (event: KeyboardEvent) => {
    if (event.isComposing || !event.isTrusted || !isKept(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    kept.push({ key: event.key, code: event.code, shiftKey: event.shiftKey });
  };
  // One at a time, so that what a letter changes is drawn before the next key meets it.
  const give = () => {
    const field = document.activeElement;
    const first = kept.shift();
    if (first !== undefined && field !== null) press(field, first);
    // What the key did may have ended this, or begun another keeping.
    if (over) return;
    // Nobody waits any more: the next key goes wherever the focus is by then.
    if (kept.length === 0) release?.();
    else timer = setTimeout(give);
  };
  const arrive = ({ target }: FocusEvent) => {
    if (target === before || !(target instanceof Element)) return;
    clearTimeout(timer);
    window.removeEventListener('focusin', arrive);
    // Keys are for a search; something else that takes the focus has not been typed for.
    if (isTextField(target)) timer = setTimeout(give);
    else release?.();
  };

  window.addEventListener('keydown', keep, true);
  window.addEventListener('focusin', arrive);
  release = () => {
    over = true;
    clearTimeout(timer);
    window.removeEventListener('keydown', keep, true);
    window.removeEventListener('focusin', arrive);
    release = undefined;
    return kept;
  };
  return () => void (over || release?.());
}

/** What a key does in a field; a key that no person pressed has no effect of its own there. */
function press(field: Element, pressed: Press): void {
  const { key } = pressed;
  const heard = field.dispatchEvent(new KeyboardEvent('keydown', { ...pressed, bubbles: true, cancelable: true }));
  if (heard && key === 'Enter' && field instanceof HTMLButtonElement) field.click();
  if (!heard || !(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  if (key.length === 1) write(field, key);
  else if (key === 'Backspace') write(field, '');
  else if (key === 'Enter') field.form?.requestSubmit();
}

/** Writes a letter where the cursor is; nothing takes away what is marked, or stands before the cursor. */
function write(field: HTMLInputElement | HTMLTextAreaElement, letter: string): void {
  const end = field.selectionEnd ?? field.value.length;
  const start = field.selectionStart ?? end;
  field.setRangeText(letter, letter === '' && start === end ? Math.max(0, start - 1) : start, end, 'end');
  const inputType = letter === '' ? 'deleteContentBackward' : 'insertText';
  field.dispatchEvent(new InputEvent('input', { data: letter || null, inputType, bubbles: true }));
}
