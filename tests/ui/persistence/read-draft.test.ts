import { describe, expect, it } from 'vitest';
import { newDocument } from '../../../src/graph/new.ts';
import { serializeDocument } from '../../../src/graph/serialize.ts';
import { readDraft } from '../../../src/ui/persistence/read-draft.ts';

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
});
