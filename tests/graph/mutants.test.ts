/** Damaged files: each opens or is refused with a message; nothing throws, and no prototype is touched. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { duplicateCommand } from '../../src/graph/clipboard.ts';
import { applyCommand } from '../../src/graph/commands/apply.ts';
import type { Command } from '../../src/graph/commands/types.ts';
import { parseDocument } from '../../src/graph/parse.ts';
import { serializeDocument } from '../../src/graph/serialize.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { edgeId, ID_PATTERN } from '../../src/graph/types.ts';
import { chain, fixtureText } from './support.ts';

// Machines that build several things at once are slow; nothing here depends on time.
vi.setConfig({ testTimeout: 60_000 });

const ORIGINALS = [fixtureText(1), serializeDocument(chain())];

/** What is wrong with how a text is received: it must be refused with words, or open as a sound document. */
function problems(text: string): readonly string[] {
  const parsed = parseDocument(text);
  const issues = parsed.ok ? parsed.value.warnings : parsed.error;
  const found = issues.flatMap(({ path, message, hint }) => [
    ...(path === '' || message === '' || hint === '' ? ['an empty message'] : []),
    // The last net is for bugs.
    ...(message.includes('could not be read') ? [message] : []),
  ]);
  if (!parsed.ok) return issues.length === 0 ? ['refused without a word'] : found;
  return [...found, ...unsound(parsed.value.document), ...unusable(parsed.value.document)];
}

function unsound({ format, version, name, seed, nodes, edges }: GraphDocument): readonly string[] {
  const isPlain = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
  const checks = {
    head: format === 'edgewise' && version === 1 && typeof name === 'string' && Number.isSafeInteger(seed),
    'ids are unique': new Set(nodes.map(({ id }) => id)).size === nodes.length,
    ids: nodes.every(({ id }) => ID_PATTERN.test(id) && id !== '__proto__'),
    types: nodes.every(({ type }) => typeof type === 'string' && type !== ''),
    positions: nodes.every(({ position }) => position.length === 2 && position.every(Number.isFinite)),
    params: nodes.every(({ params }) => params === undefined || isPlain(params)),
    ends: edges.every(({ from, to }) => typeof from === 'string' && typeof to === 'string'),
    'edges are unique': new Set(edges.map(edgeId)).size === edges.length,
  };
  return Object.entries(checks).flatMap(([what, holds]) => (holds ? [] : [what]));
}

/** What opened comes back equal after saving, and takes commands. */
function unusable(document: GraphDocument): readonly string[] {
  const again = parseDocument(serializeDocument(document));
  const found = again.ok && isDeepStrictEqual(again.value.document, document) ? [] : ['changed by saving and opening'];
  const [first] = document.nodes;
  if (first === undefined) return found;
  const commands: readonly Command[] = [
    { type: 'remove', nodes: document.nodes.map(({ id }) => id), heal: true },
    { type: 'renameId', node: first.id, id: 'quite_new' },
    { type: 'setParams', node: first.id, params: { fresh: 1 } },
    duplicateCommand(document, [first.id]),
  ];
  const refused = commands.filter((command) => !applyCommand(document, command).ok);
  return [...found, ...refused.map(({ type }) => `${type} was refused`)];
}

/** Markers that are replaced in the text after printing, because JSON.stringify cannot write such values. */
const RAW: Readonly<Record<string, string>> = {
  '@@nan': 'NaN',
  '@@infinity': '-Infinity',
  '@@huge': '1e999',
  '@@digits': '123456789012345678901234567890',
  '@@half': '"\\udfff"',
  '@@deep': `${'['.repeat(5000)}${']'.repeat(5000)}`,
  // Just deep enough for a file when it stands for a position, a param or a field of the document.
  '@@brink61': `${'['.repeat(61)}${']'.repeat(61)}`,
  '@@brink63': `${'['.repeat(63)}${']'.repeat(63)}`,
  '@@proto': '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  '@@single': "'text'",
};

const strange = fc.oneof(
  fc.constantFrom(...Object.keys(RAW)),
  fc.constantFrom('__proto__', 'constructor', 'd1', 'd1.outputs', 'out.inputs', 'gone.port', '', '.', 'no port'),
  fc.constantFrom(null, true, -1, 0.5, 1e300, 2 ** 53 + 2, [], {}),
  fc.jsonValue({ maxDepth: 3 }),
);

interface Mutation {
  readonly where: number;
  readonly what: 'replace' | 'delete' | 'copy' | 'rename';
  readonly value: unknown;
}
const mutation: fc.Arbitrary<Mutation> = fc.record({
  where: fc.nat(),
  what: fc.constantFrom('replace' as const, 'replace' as const, 'delete' as const, 'copy' as const, 'rename' as const),
  value: strange,
});

type Slot =
  | { readonly holder: unknown[]; readonly key: number }
  | { readonly holder: Record<string, unknown>; readonly key: string };

function slotsOf(value: unknown): Slot[] {
  if (Array.isArray(value))
    return (value as unknown[]).flatMap((each, key): Slot[] => [{ holder: value, key }, ...slotsOf(each)]);
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.entries(holder).flatMap(([key, each]): Slot[] => [{ holder, key }, ...slotsOf(each)]);
}

function mutated(original: string, mutations: readonly Mutation[]): string {
  const raw: unknown = JSON.parse(original);
  for (const { where, what, value: shared } of mutations) {
    const value: unknown = structuredClone(shared);
    const slots = slotsOf(raw);
    const slot = slots[where % Math.max(slots.length, 1)];
    if (slot === undefined) continue;
    if (typeof slot.key === 'number') {
      const list = slot.holder as unknown[];
      if (what === 'delete') list.splice(slot.key, 1);
      else if (what === 'replace') list[slot.key] = value;
      else list.push(structuredClone(list[slot.key]));
    } else {
      const object = slot.holder as Record<string, unknown>;
      if (what === 'replace' || what === 'copy') object[slot.key] = value;
      else if (what === 'delete') delete object[slot.key];
      else {
        // Assigning to `__proto__` would not make a key.
        const moved = { value: object[slot.key], enumerable: true, configurable: true, writable: true };
        delete object[slot.key];
        // Not every value can be written as text, e.g. an object with a `toString` of its own.
        Object.defineProperty(object, typeof value === 'string' ? value : (JSON.stringify(value) ?? ''), moved);
      }
    }
  }
  return Object.entries(RAW).reduce(
    (text, [marker, json]) => text.replaceAll(`"${marker}"`, json),
    JSON.stringify(raw),
  );
}

describe('mutated documents', () => {
  test('500 with values replaced, deleted, copied and renamed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ORIGINALS),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        (original, mutations) => {
          expect(problems(mutated(original, mutations))).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('500 with damaged text', () => {
    const damage = fc.constantFrom(
      '',
      '"',
      '\\',
      '{',
      '[',
      ']',
      '}',
      ',',
      ':',
      '\u0000',
      '\ud800',
      'NaN',
      '-',
      '1e999',
      '"__proto__":1,',
      '//',
    );
    fc.assert(
      fc.property(fc.constantFrom(...ORIGINALS), fc.nat(), fc.nat(3), damage, (original, at, cut, put) => {
        const i = at % original.length;
        expect(problems(original.slice(0, i) + put + original.slice(i + cut))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test.each(ORIGINALS)('cut at every character (original %#): always refused, with the place', (original) => {
    const ends = Array.from({ length: original.trimEnd().length }, (_, end) => end);
    const wrong = ends.filter((end) => {
      const parsed = parseDocument(original.slice(0, end));
      return parsed.ok || !/^line \d+, column \d+$/.test(parsed.error[0]?.path ?? '');
    });
    expect(wrong).toEqual([]);
  });

  test('any text at all', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        expect(problems(text)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('the prototype of all objects is as it was', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });
});
