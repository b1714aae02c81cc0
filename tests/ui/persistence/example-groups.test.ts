import { expect, test } from 'vitest';
import { newDocument } from '../../../src/graph/new.ts';
import { parseDocument } from '../../../src/graph/parse.ts';
import { serializeDocument } from '../../../src/graph/serialize.ts';
import { grouped, groupOf } from '../../../src/ui/persistence/example-groups.ts';
import { exampleNames } from '../../support/example-names.ts';
import { example } from '../../support/programs.ts';

const saying = (lesson: unknown) => {
  const parsed = parseDocument(JSON.stringify({ ...newDocument('Mine'), lesson }));
  if (!parsed.ok) throw new Error('not a document');
  return parsed.value.document;
};

test('a file names its heading itself, and keeps it when it is saved', () => {
  const document = saying({ group: 'See an effect' });
  expect(groupOf(document)).toBe('See an effect');
  const again = parseDocument(serializeDocument(document));
  expect(again.ok && groupOf(again.value.document)).toBe('See an effect');
});

test.each([undefined, null, 'text', [], {}, { group: '' }, { group: 3 }, { title: 'Spirals' }])(
  'what is no heading gives none: %j',
  (lesson) => expect(groupOf(saying(lesson))).toBeUndefined(),
);

test('examples without a heading come first, the others under theirs, all in their order', () => {
  const named = (name: string, group?: string) => ({ name, group });
  const [a, b, c, d] = [named('a'), named('b', 'Effects'), named('c'), named('d', 'Effects')];
  expect(grouped([b, a, d, c])).toEqual([
    { heading: undefined, members: [a, c] },
    { heading: 'Effects', members: [b, d] },
  ]);
  expect(grouped([])).toEqual([]);
});

test('what shows an effect stands under that heading, and nothing else does', () => {
  const effects = exampleNames.filter((name) => groupOf(example(name)) !== undefined);
  expect(effects.toSorted()).toEqual(
    exampleNames.filter((name) => /^(effect|init|height-weight)/.test(name)).toSorted(),
  );
  expect(new Set(effects.map((name) => groupOf(example(name))))).toEqual(new Set(['See an effect']));
});
