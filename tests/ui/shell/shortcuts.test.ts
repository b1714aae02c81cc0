import { expect, it } from 'vitest';
import { findShortcuts, SHORTCUTS, type ShortcutRow } from '../../../src/ui/shell/shortcuts.ts';

const keys = (row: ShortcutRow) =>
  'keys' in row ? row.keys : row.command === 'duplicate' ? ['Ctrl+D'] : ['no key yet'];
const found = (query: string) => findShortcuts(query, keys).flatMap(({ rows }) => rows.map(({ what }) => what));

it('finds rows of the list by words in any order, by the heading, and by the key', () => {
  expect(found('wired duplicate')).toEqual(['Duplicate, wired as the original']);
  expect(found('in order lay')).toEqual(['Lay out the whole graph']);
  expect(found('ctrl+d')).toEqual(['Duplicate']);
  expect(found('no key').length).toBeGreaterThan(20);
  expect(found('nothing of the kind')).toEqual([]);
});

it('finds all of them where nothing is typed', () => {
  expect(findShortcuts('  ', keys)).toEqual(SHORTCUTS);
});
