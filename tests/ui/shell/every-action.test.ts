/* Each action has a key, or can be given one; the palette finds it; and a menu or a button has it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ARRANGEMENTS } from '../../../src/ui/canvas/arrangements.ts';
import { CANVAS_ACTIONS } from '../../../src/ui/canvas/canvas-actions.ts';
import { ALL_ON_CANVAS } from '../../../src/ui/canvas/keyboard.ts';
import { ACTIONS } from '../../../src/ui/shell/app-actions.ts';
import { find } from '../../../src/ui/shell/command-palette.tsx';
import { FIXED_KEYS, KEY_TABLE } from '../../../src/ui/shell/key-table.ts';
import { isKeyId } from '../../../src/ui/shell/own-keys.ts';
import { SHORTCUTS } from '../../../src/ui/shell/shortcuts.ts';

const UI = join(import.meta.dirname, '../../../src/ui');
const ALL = [...ACTIONS, ...CANVAS_ACTIONS];
const IDS = ALL.map(({ id }) => id);

/** Actions that no menu and no button names, with where a pointer finds them. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'train-hurried': 'Train, pressed with Shift, as its tip says',
  slower: 'the slider beside Train',
  faster: 'the slider beside Train',
  export: 'the File menu lists the exports themselves',
  canvas: 'a click on it',
  palette: 'the tab at its edge, which shows the key of whichever panel it is for',
  inspector: 'the tab at its edge',
  dock: 'the tab at its edge',
  before: 'a click on that card',
  after: 'a click on that card',
  'frame-rename': 'Rename in the menu of the frame, where the key of Rename does it too',
  'frame-select': 'Select its nodes in the menu of the frame, where Space does it too',
};

/** The commands that menus and buttons name, and what the names of families of them begin with. */
function placed(): { readonly ids: ReadonlySet<string>; readonly families: readonly string[] } {
  const source = readdirSync(UI, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(\.tsx|-entries\.ts)$/.test(file))
    .map((file) => readFileSync(join(UI, file), 'utf8'))
    .join('\n');
  const found = (pattern: RegExp) => [...source.matchAll(pattern)].map(([, name = '']) => name);
  const arranged = source.includes('Object.entries(ARRANGEMENTS)') ? Object.keys(ARRANGEMENTS) : [];
  return {
    ids: new Set([
      ...found(/command="([\w-]+)"/g),
      ...found(/(?:keyTextOf|useKeyText)\('([\w-]+)'\)/g),
      ...found(/titleOf\('[^']*', '([\w-]+)'\)/g),
      ...arranged,
    ]),
    families: found(/(?:keyTextOf\(|command=\{)`([\w-]+-)\$\{/g),
  };
}

describe('every action', () => {
  it('has a name of its own', () => {
    expect(IDS.filter((id, i) => IDS.indexOf(id) !== i)).toEqual([]);
  });

  it('stands in the list of keys, where it can be given one, unless its key is the same everywhere', () => {
    expect(IDS.filter((id) => !isKeyId(id) && !FIXED_KEYS.has(id))).toEqual([]);
    const always = SHORTCUTS.flatMap(({ rows }) => rows.flatMap((row) => ('keys' in row ? row.keys : [])));
    expect([...FIXED_KEYS.values()].filter((key) => !always.includes(key))).toEqual([]);
  });

  it('has a row in the table of keys; only a new tab and a new export need none', () => {
    const without = IDS.filter((id) => !Object.hasOwn(KEY_TABLE, id) && !FIXED_KEYS.has(id));
    expect(without.filter((id) => !/^(dock|export)-/.test(id))).toEqual([]);
  });

  it('is found in the palette by its name, but for the palette itself', () => {
    for (const action of ACTIONS) {
      if (action.when === undefined) continue;
      const spy = vi.spyOn(action as { when: () => boolean }, 'when').mockReturnValue(true);
      onTestFinished(() => spy.mockRestore());
    }
    const missing = ALL.filter(({ id, label }) => !find(label).some((entry) => entry.id === `do ${id}`));
    expect(missing.map(({ id }) => id)).toEqual(['export', 'commands']);
    // The list of exports is there until something is typed: then the exports themselves are.
    expect(find('').map(({ id }) => id)).toContain('do export');
  });

  it('has a menu entry or a button, or is found elsewhere for a reason', () => {
    const { ids, families } = placed();
    const isPlaced = (id: string) => ids.has(id) || families.some((family) => id.startsWith(family));
    expect(IDS.filter((id) => !isPlaced(id) && ELSEWHERE[id] === undefined)).toEqual([]);
    // Reasons that are no longer needed.
    expect(Object.keys(ELSEWHERE).filter((id) => isPlaced(id) || !IDS.includes(id))).toEqual([]);
  });

  it('of the canvas does something there when its key is pressed', () => {
    const heard = new Set(ALL_ON_CANVAS.map(({ id }) => id));
    expect(CANVAS_ACTIONS.filter(({ id }) => !heard.has(id) && !FIXED_KEYS.has(id))).toEqual([]);
    expect(ALL_ON_CANVAS.filter(({ id }) => !IDS.includes(id))).toEqual([]);
  });
});
