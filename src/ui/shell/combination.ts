/*
 * A combination of keys as people read it: `Ctrl+Shift+Z`, `Alt+.`, `?`. Ctrl also means ⌘. The modifiers stand in
 * this order; Shift is left out where it only makes another character.
 */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Where characters are that Shift or Alt change into others; digits are known by their place, too. */
const PLACES: Readonly<Record<string, string>> = { '.': 'Period', ',': 'Comma' };
const placeOf = (key: string): string | undefined => (/^\d$/.test(key) ? `Digit${key}` : PLACES[key]);

/** Keys that are none by themselves, or of which the browser does not say which they are. */
const NONE = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead', 'Process', 'Unidentified']);

const WRITTEN = /^(Ctrl\+)?(Alt\+)?(Shift\+)?([^\sa-z]|[A-Z][A-Za-z0-9]{1,20})$/u;

/** Whether a text is a combination, written as they all are. */
export const isCombination = (text: string): boolean => WRITTEN.test(text);

interface Parts {
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly key: string;
}

function partsOf(combination: string): Parts {
  const key = combination.endsWith('+') ? '+' : (combination.split('+').at(-1) ?? '');
  const before = combination.slice(0, combination.length - key.length).split('+');
  return { ctrl: before.includes('Ctrl'), alt: before.includes('Alt'), shift: before.includes('Shift'), key };
}

export const modifiersOf = (combination: string): number => {
  const { ctrl, alt, shift } = partsOf(combination);
  return Number(ctrl) + Number(alt) + Number(shift);
};

/** With Alt some systems type another character, and some alphabets have others: letters are then known by their place. */
const letterOf = ({ key, code, altKey }: KeyPress): string | undefined => {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  return altKey || /^\P{ASCII}$/u.test(key) ? /^Key([A-Z])$/.exec(code)?.[1] : undefined;
};

/** Whether a key press is the combination. Characters that need Shift themselves (`?`) ignore Shift. */
export function matches(combination: string, press: KeyPress): boolean {
  const { ctrl, alt, shift, key } = partsOf(combination);
  if (ctrl !== (press.ctrlKey || press.metaKey) || alt !== press.altKey) return false;
  const same = shift === press.shiftKey;
  if (/^[A-Z]$/.test(key)) return same && letterOf(press) === key;
  if (key.length > 1) return same && (press.key === key || (key === 'Space' && press.key === ' '));
  return (press.key === key && (same || !shift)) || (same && placeOf(key) === press.code);
}

/** The combination that a key press is; undefined as long as only modifiers are down. */
export function combinationOf(press: KeyPress): string | undefined {
  const letter = letterOf(press);
  // With Alt a Mac types an accent by some letters, which is written only with the next one.
  if (letter === undefined && NONE.has(press.key)) return undefined;
  const placed = /^Digit(\d)$/.exec(press.code)?.[1] ?? Object.keys(PLACES).find((key) => PLACES[key] === press.code);
  const shifted = press.shiftKey || press.altKey;
  const key = letter ?? (shifted ? placed : undefined) ?? (press.key === ' ' ? 'Space' : press.key);
  const shift = press.shiftKey && (key.length > 1 || /^[A-Z]$/.test(key) || key === placed);
  return [press.ctrlKey || press.metaKey ? 'Ctrl+' : '', press.altKey ? 'Alt+' : '', shift ? 'Shift+' : '', key].join(
    '',
  );
}

const MAC = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** A combination as it is written on this machine's keyboard. */
export const keyText = (combination: string): string =>
  MAC ? combination.replace('Ctrl', '⌘').replace('Alt', '⌥').replace('Shift', '⇧') : combination;
