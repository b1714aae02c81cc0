import { describe, expect, it } from 'vitest';
import { newDocument } from '../../../src/graph/new.ts';
import { serializeDocument } from '../../../src/graph/serialize.ts';
import { highestOf, readDraft } from '../../../src/ui/persistence/read-draft.ts';

const text = serializeDocument(newDocument('Mine'));
const read = (found: unknown) => readDraft({ record: found, operations: [] });
const record = (fields: object) => ({ id: 'x', name: 'Mine', savedAt: 1, ...fields });

describe('readDraft', () => {
  it('reads a draft', () => {
    expect(read(record({ text }))).toMatchObject({ state: 'readable', document: { name: 'Mine' }, warnings: [] });
  });

  it.each([
    ['cut', record({ text: text.slice(0, 12) }), text.slice(0, 12), /ends in the middle/],
    ['empty', record({ text: '' }), '', /empty/],
    ['another format', record({ text: '{"format":"other"}' }), '{"format":"other"}', /no Edgewise graph/],
    ['no text', { id: 'x', name: 'Mine' }, expect.stringContaining('"name": "Mine"'), /found nothing/],
    ['null', record({ text: null }), expect.stringContaining('"text": null'), /found null/],
    ['a number', record({ text: 7 }), expect.stringContaining('"text": 7'), /found the number 7/],
    ['an object', record({ text: { nodes: [1] } }), expect.stringContaining('"nodes"'), /found an object/],
    ['not even a record', 5, '5', /found nothing/],
  ])('says what is wrong and keeps what is left: %s', (_, damaged, left, reason) => {
    const reading = read(damaged);
    expect(reading).toMatchObject({ state: 'damaged', text: left });
    expect(reading.state === 'readable' ? '' : reading.reason).toMatch(reason);
  });

  it('keeps what JSON cannot hold as well as it can', () => {
    const circle: Record<string, unknown> = record({ text: 1n });
    expect(read(circle)).toMatchObject({ state: 'damaged', text: '[object Object]' });
  });

  it('tells a graph of a newer version from a damaged one', () => {
    const newer = text.replace('"version": 1', '"version": 9');
    const reading = read(record({ text: newer }));
    expect(reading).toMatchObject({ state: 'newer', name: 'Mine', text: newer });
    expect(reading.state === 'readable' ? '' : reading.reason).toMatch(
      /version 9; this Edgewise reads up to version 1/,
    );
  });

  describe('with operations', () => {
    const named = (seq: unknown, name: string) => ({
      seq,
      patches: [{ op: 'replace', path: ['name'], value: name }],
    });
    const readWith = (...operations: readonly unknown[]) => {
      const reading = readDraft({ record: record({ text, seq: 4, untouched: true }), operations });
      if (reading.state !== 'readable') throw new Error(reading.reason);
      return { name: reading.document.name, lost: reading.warnings.map(({ message }) => message), ...reading };
    };

    it('does again what came after the text, and not what is in it', () => {
      expect(readWith(named(3, 'Old'), named(4, 'Older'))).toMatchObject({ name: 'Mine', lost: [] });
      expect(readWith(named(4, 'Old'), named(5, 'New'), named(6, 'Newest'))).toMatchObject({
        name: 'Newest',
        lost: [],
      });
    });

    it('is untouched only without any', () => {
      expect(readWith().untouched).toBe(true);
      expect(readWith(named(5, 'New')).untouched).toBe(false);
    });

    it.each([
      ['a gap', [named(5, 'New'), named(7, 'Newest')], 'New', 1],
      ['a damaged one', [named(5, 'New'), 7, named(7, 'Newest')], 'New', 2],
      ['no number', [named('5', 'New')], 'Mine', 1],
      ['no patches', [{ seq: 5, patches: 'all' }], 'Mine', 1],
      [
        'a patch into nowhere',
        [{ seq: 5, patches: [{ op: 'replace', path: ['nodes', 3, 'id'], value: 1 }] }],
        'Mine',
        1,
      ],
      ['a patch that leaves no graph', [{ seq: 5, patches: [{ op: 'replace', path: [], value: 5 }] }], 'Mine', 1],
    ])('stops at %s, and says how much is lost', (_, operations, name, count) => {
      const reading = readWith(...operations);
      expect(reading.name).toBe(name);
      expect(reading.lost).toEqual([expect.stringMatching(new RegExp(`^${count} changes? that this browser kept`))]);
    });

    it('goes on counting behind everything that has a number', () => {
      expect(highestOf({ record: record({ text, seq: 4 }), operations: [named(5, 'a'), 7, named(9, 'b')] })).toBe(9);
      expect(highestOf(undefined)).toBe(0);
    });
  });
});
