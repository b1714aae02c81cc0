/*
 * Keys that this browser's user gave to commands: changed, remembered, read again. No key belongs to two commands, and
 * a command that usually has one keeps one: the page speaks of it. What is remembered and does not make sense is left out, which is said.
 */
import { isObject } from '../../base/json.ts';
import { announce } from '../stores/view-state.ts';
import { readSetting, writeSetting } from '../theme/preference.ts';
import { whyNot } from './key-rules.ts';
import { usualKeys, type KeyId } from './key-table.ts';
import { keymap, KEYS_SETTING, keysIn, keysOf, type Changes } from './keymap.ts';
import { SHORTCUTS } from './shortcuts.ts';

/** More keys for one command are not remembered. */
const MOST = 4;
const IDS = SHORTCUTS.flatMap(({ rows }) => rows.flatMap((row) => ('command' in row ? [row.command] : [])));

/** Whether a command may be given keys. */
export const isKeyId = (id: string): id is KeyId => IDS.some((each) => each === id);

/** The command that a combination belongs to; undefined if it is free. */
export const ownerOf = (combination: string, changes: Changes = keymap.getState()): KeyId | undefined =>
  IDS.find((id) => keysIn(changes, id).includes(combination));

/** Gives a command this key alone. It must be free. */
export function setKey(id: KeyId, combination: string): void {
  keep({ ...keymap.getState(), [id]: [combination] });
}

/** Gives a command, which has one, the key of another one, which gets what the first had. */
export function swapKeys(id: KeyId, combination: string, other: KeyId): void {
  keep({ ...keymap.getState(), [id]: [combination], [other]: keysOf(id) });
}

/**
 * Gives a command its usual keys back, and so also those that hold one of these meanwhile. Answers with all whose
 * keys that changed.
 */
export function resetKeys(id: KeyId): readonly KeyId[] {
  const changes: Partial<Record<KeyId, readonly string[]>> = { ...keymap.getState() };
  const reset: KeyId[] = [];
  for (let next: KeyId | undefined = id; next !== undefined; next = clash(changes)) {
    delete changes[next];
    reset.push(next);
  }
  keep(changes);
  return reset;
}

export const resetAllKeys = (): void => keep({});

function keep(changes: Changes): void {
  const own = Object.fromEntries(IDS.flatMap((id) => (isChanged(id, changes) ? [[id, changes[id]]] : [])));
  writeSetting(KEYS_SETTING, JSON.stringify(own));
  keymap.setState(own, true);
}

const isChanged = (id: KeyId, changes: Changes): boolean =>
  changes[id] !== undefined && changes[id].join(' ') !== usualKeys(id).join(' ');

/** Takes up what is remembered. */
export function readKeys(): void {
  const text = readSetting(KEYS_SETTING);
  if (text === undefined) return keymap.setState({}, true);
  const { changes, leftOut } = parseKeys(text);
  keymap.setState(changes, true);
  if (leftOut === 0) return;
  const which =
    leftOut === 'all' ? 'Your own keys' : leftOut === 1 ? 'One of your own keys' : `${leftOut} of your own keys`;
  announce(`${which} could not be read. The usual ones hold instead; the list of keys (?) shows them.`, 'warning');
}

interface Parsed {
  readonly changes: Changes;
  /** How many commands have their usual keys because what was remembered of them makes no sense. */
  readonly leftOut: number | 'all';
}

/** Exported for its test. */
export function parseKeys(text: string): Parsed {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    // Told by the caller.
    return { changes: {}, leftOut: 'all' };
  }
  if (!isObject(found)) return { changes: {}, leftOut: 'all' };
  const entries = Object.entries(found);
  const changes: Partial<Record<KeyId, readonly string[]>> = {};
  for (const [id, keys] of entries) if (isKeyId(id) && areKeys(keys)) changes[id] = keys;
  for (let two = clash(changes); two !== undefined; two = clash(changes)) delete changes[two];
  return { changes, leftOut: entries.length - Object.keys(changes).length };
}

const areKeys = (keys: unknown): keys is readonly string[] =>
  Array.isArray(keys) &&
  keys.length > 0 &&
  keys.length <= MOST &&
  keys.every((key) => typeof key === 'string' && whyNot(key) === undefined);

/** A changed command one of whose keys belongs to another one as well. */
const clash = (changes: Changes): KeyId | undefined =>
  IDS.find((id) =>
    changes[id]?.some((key) => IDS.some((other) => other !== id && keysIn(changes, other).includes(key))),
  );
