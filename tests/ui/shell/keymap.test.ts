import { beforeEach, describe, expect, it } from 'vitest';
import { whyNot } from '../../../src/ui/shell/key-rules.ts';
import { KEY_TABLE } from '../../../src/ui/shell/key-table.ts';
import { commandOf, keysOf } from '../../../src/ui/shell/keymap.ts';
import {
  isKeyId,
  ownerOf,
  parseKeys,
  resetAllKeys,
  resetKeys,
  setKey,
  swapKeys,
} from '../../../src/ui/shell/own-keys.ts';
import { ACTIONS } from '../../../src/ui/shell/app-actions.ts';
import { CANVAS_ACTIONS } from '../../../src/ui/canvas/canvas-actions.ts';
import { SHORTCUTS } from '../../../src/ui/shell/shortcuts.ts';
import { press } from './press.ts';

beforeEach(resetAllKeys);

describe('the table of keys', () => {
  it('gives no key to two commands, and none that cannot be had', () => {
    const all: readonly string[] = Object.values(KEY_TABLE).flat();
    expect(all.filter((key, i) => all.indexOf(key) !== i)).toEqual([]);
    expect(all.filter((key) => whyNot(key) !== undefined)).toEqual([]);
  });

  it('stands whole in the list of keys, each command once', () => {
    const listed = SHORTCUTS.flatMap(({ rows }) => rows.flatMap((row) => ('command' in row ? [row.command] : [])));
    expect(listed.filter((id, i) => listed.indexOf(id) !== i)).toEqual([]);
    expect(Object.keys(KEY_TABLE).filter((id) => !isKeyId(id))).toEqual([]);
  });

  it('names commands that the palette has as well', () => {
    const known = new Set([...ACTIONS, ...CANVAS_ACTIONS].map(({ id }) => id));
    const listed = SHORTCUTS.flatMap(({ rows }) => rows.flatMap((row) => ('command' in row ? [row.command] : [])));
    expect(listed.filter((id) => !known.has(id))).toEqual([]);
  });

  it('has no more keys of Ctrl and Alt with a character, which is typed with AltGr on many keyboards', () => {
    const all: readonly string[] = Object.values(KEY_TABLE).flat();
    expect(all.filter((key) => /^Ctrl\+Alt\+(Shift\+)?.$/.test(key))).toEqual([
      'Ctrl+Alt+Z',
      'Ctrl+Alt+S',
      'Ctrl+Alt+G',
    ]);
  });
});

describe('keys that were changed', () => {
  it('answer instead of the usual ones', () => {
    setKey('duplicate', 'Alt+X');
    const commands = [{ id: 'duplicate' }, { id: 'bypass' }];
    expect(commandOf(commands, press('x', 'alt'))?.id).toBe('duplicate');
    expect(commandOf(commands, press('d', 'ctrl'))).toBeUndefined();
    expect(commandOf(commands, press('b', 'ctrl'))?.id).toBe('bypass');
    expect(ownerOf('Ctrl+D')).toBeUndefined();
  });

  it('are given to commands that have none, and taken back', () => {
    expect([keysOf('new'), keysOf('export-svg')]).toEqual([[], []]);
    // What shows it is drawn again whenever it is another list.
    expect(keysOf('export-svg')).toBe(keysOf('export-svg'));
    setKey('new', 'Alt+Q');
    setKey('export-svg', 'F9');
    expect(commandOf([{ id: 'undo' }, { id: 'new' }], press('q', 'alt'))?.id).toBe('new');
    expect([ownerOf('Alt+Q'), ownerOf('F9')]).toEqual(['new', 'export-svg']);
    expect(resetKeys('new')).toEqual(['new']);
    expect(keysOf('new')).toEqual([]);
    expect(keysOf('export-svg')).toEqual(['F9']);
  });

  it('are swapped with those of another command', () => {
    swapKeys('duplicate', 'Ctrl+B', 'bypass');
    expect(keysOf('duplicate')).toEqual(['Ctrl+B']);
    expect(keysOf('bypass')).toEqual(['Ctrl+D']);
  });

  it('come back one by one, with those that were taken by others meanwhile', () => {
    setKey('duplicate', 'Alt+X');
    setKey('bypass', 'Ctrl+D');
    setKey('rename', 'Alt+R');
    expect(resetKeys('duplicate')).toEqual(['duplicate', 'bypass']);
    expect(keysOf('bypass')).toEqual(['Ctrl+B']);
    expect(keysOf('rename')).toEqual(['Alt+R']);
  });

  it('leave fixed keys and commands without keys as they are', () => {
    expect(keysOf('copy')).toEqual(['Ctrl+C']);
    expect(keysOf('constructor')).toEqual([]);
    expect(isKeyId('toString')).toBe(false);
  });
});

describe('keys that cannot be had', () => {
  it('are the browser’s, those of lists and dialogs, and what is no key', () => {
    for (const key of ['Ctrl+W', 'Ctrl+T', 'F5', 'Enter', 'Shift+Tab', 'ArrowLeft', 'Ctrl+C', 'Escape', 'Shift+F10'])
      expect(whyNot(key), key).toMatch(/Choose another key/);
    expect(whyNot('Hyper+X')).toBeDefined();
    for (const key of ['Ctrl+D', 'F2', 'C', '?', 'Alt+Shift+H', 'Ctrl+Alt+Enter'])
      expect(whyNot(key), key).toBeUndefined();
  });
});

describe('keys that are remembered', () => {
  it('are read as they were kept', () => {
    expect(parseKeys('{"duplicate":["Alt+X"],"rename":["F4","R"]}')).toEqual({
      changes: { duplicate: ['Alt+X'], rename: ['F4', 'R'] },
      leftOut: 0,
    });
  });

  it('are read of commands that usually have none, too', () => {
    const changes = { download: ['Alt+X'], 'export-keras': ['F9'], 'dock-runs': ['Shift+R'] };
    expect(parseKeys(JSON.stringify(changes))).toEqual({ changes, leftOut: 0 });
  });

  it('are left out whole where the text is none', () => {
    for (const text of ['', '{', '[]', 'null', '"x"', '{"a":'])
      expect(parseKeys(text), text).toEqual({ changes: {}, leftOut: 'all' });
  });

  it('are left out one by one where they make no sense, and are counted', () => {
    const text = JSON.stringify({
      duplicate: ['Alt+X'],
      bypass: [],
      rename: 'F3',
      undo: ['Ctrl+W'],
      redo: ['nonsense'],
      nothing: ['Alt+Q'],
      // A key of another command.
      frame: ['Ctrl+A'],
      delete: [1],
    });
    expect(parseKeys(text)).toEqual({ changes: { duplicate: ['Alt+X'] }, leftOut: 7 });
    expect(parseKeys('{"__proto__":["Alt+X"]}')).toEqual({ changes: {}, leftOut: 1 });
  });
});
