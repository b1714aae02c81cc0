import { expect, it } from 'vitest';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { parseParams } from '../../../src/catalog/define/index.ts';
import { note } from '../../../src/catalog/notes/note.ts';
import { paramMeta } from '../../../src/catalog/params.ts';

it('is empty at first and keeps several lines as they are', () => {
  expect(note.text(defaultParams(note))).toBe('');
  const parsed = parseParams(note, { text: 'First line\n\n  - indented' });
  expect(parsed.success && note.text(parsed.data)).toBe('First line\n\n  - indented');
});

it('is edited as several lines of text and has no ports', () => {
  const { text } = note.params;
  expect(text && paramMeta(text)).toMatchObject({ control: 'text', multiline: true });
  expect([...note.inputs, ...note.outputs]).toEqual([]);
});
