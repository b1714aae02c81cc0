/*
 * The keys that hold: those of the table, but for commands to which this browser's user gave others (`own-keys.ts`,
 * which is loaded where there are such).
 */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { readSetting } from '../theme/preference.ts';
import { keyText, matches, modifiersOf, type KeyPress } from './combination.ts';
import { FIXED_KEYS, usualKeys, type KeyId } from './key-table.ts';

export type Changes = Readonly<Partial<Record<KeyId, readonly string[]>>>;

export const KEYS_SETTING = 'edgewise.keys';

/** The commands whose keys were changed, with their keys. */
export const keymap = createStore<Changes>()(() => ({}));

export function keysIn(changes: Changes, id: string): readonly string[] {
  const own: Readonly<Record<string, readonly string[] | undefined>> = changes;
  return (Object.hasOwn(own, id) ? own[id] : undefined) ?? usualKeys(id);
}

/** The keys of a command, the one that is shown first; none for a command without. */
export function keysOf(id: string): readonly string[] {
  const fixed = FIXED_KEYS.get(id);
  return fixed === undefined ? keysIn(keymap.getState(), id) : [fixed];
}

/** The first key of a command as it is written here; undefined for a command without. */
export function keyTextOf(id: string): string | undefined {
  const [first] = keysOf(id);
  return first === undefined ? undefined : keyText(first);
}

/** The same, for a component that is drawn again when that changes. */
export const useKeyText = (id: string): string | undefined => useStore(keymap, () => keyTextOf(id));

/** Which of these commands a key press calls. More modifiers win, so `Ctrl+Shift+.` is not taken for `Ctrl+.`. */
export function commandOf<T extends { readonly id: string }>(commands: readonly T[], press: KeyPress): T | undefined {
  let best: { readonly command: T; readonly modifiers: number } | undefined;
  for (const command of commands) {
    for (const combination of keysOf(command.id)) {
      const modifiers = modifiersOf(combination);
      if (matches(combination, press) && (best === undefined || modifiers > best.modifiers))
        best = { command, modifiers };
    }
  }
  return best?.command;
}

/** Takes up what is remembered: before the page's first picture, and when another tab has changed it. */
export async function readOwnKeys(): Promise<void> {
  if (readSetting(KEYS_SETTING) === undefined) return keymap.setState({}, true);
  const { readKeys } = await import('./own-keys.ts');
  readKeys();
}

/** Follows what other tabs change, until the answer is called. */
export function followKeys(): () => void {
  const follow = ({ key }: StorageEvent) => {
    if (key === KEYS_SETTING || key === null) void readOwnKeys();
  };
  window.addEventListener('storage', follow);
  return () => window.removeEventListener('storage', follow);
}
