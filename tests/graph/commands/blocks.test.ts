import { describe, expect, test } from 'vitest';
import { insideOf, lookInto, usesOf } from '../../../src/graph/blocks.ts';
import { copySelection, parseClipboard, pasteCommand } from '../../../src/graph/clipboard.ts';
import { applyCommand } from '../../../src/graph/commands/apply.ts';
import type { Command } from '../../../src/graph/commands/types.ts';
import { commit, createHistory, redo, undo } from '../../../src/graph/history.ts';
import { parseDocument } from '../../../src/graph/parse.ts';
import { serializeDocument } from '../../../src/graph/serialize.ts';
import type { Block, GraphDocument } from '../../../src/graph/types.ts';
import { applied, chain, node, refusal } from '../support.ts';

const twice: Block = {
  name: 'Twice',
  nodes: [node('inputs', 'BlockInput'), node('a', 'Dense'), node('outputs', 'BlockOutput')],
  edges: [
    { from: 'inputs.outputs', to: 'a.inputs' },
    { from: 'a.outputs', to: 'outputs.inputs' },
  ],
};
const outer: Block = { name: 'Outer', nodes: [node('t', 'Twice')], edges: [] };
const document: GraphDocument = {
  ...chain(),
  nodes: [...chain().nodes, node('one', 'Twice'), node('two', 'Twice')],
  blocks: [twice, outer],
};
const inTwice = (command: Command): Command => ({ type: 'inBlock', block: 'Twice', command });

describe('inside of a block', () => {
  test('a command changes the block and nothing else', () => {
    const { document: after, label } = applied(document, inTwice({ type: 'add', nodes: [node('b', 'Dropout')] }));
    expect(insideOf(after, 'Twice')?.nodes.map(({ id }) => id)).toEqual(['inputs', 'a', 'outputs', 'b']);
    expect(after.nodes).toBe(document.nodes);
    expect(after.blocks?.[1]).toBe(outer);
    expect(label).toBe('Add Dropout in Twice');
  });

  test('what belongs to the whole is changed there', () => {
    const { document: after } = applied(document, inTwice({ type: 'setDocument', fields: { name: 'Both' } }));
    expect(after.name).toBe('Both');
    expect(after.blocks).toBe(document.blocks);
  });

  test('a block renamed, or taken out, from inside of one is so in the whole graph', () => {
    const { document: after } = applied(document, inTwice({ type: 'renameBlock', block: 'Twice', name: 'Pair' }));
    expect(usesOf(after, 'Twice')).toBe(0);
    expect(after.nodes.filter(({ type }) => type === 'Pair')).toHaveLength(2);
    const used = { ...document, blocks: [twice, { ...outer, nodes: [] }], nodes: [node('o', 'Outer')] };
    expect(refusal(used, inTwice({ type: 'removeBlocks', names: ['Outer'] }))).toContain('used by 1 node');
  });

  test('undo and redo lead back and forth, byte for byte', () => {
    const command: Command = {
      type: 'batch',
      label: 'Both',
      commands: [
        { type: 'setBlocks', blocks: [{ name: 'Third', nodes: [], edges: [] }] },
        { type: 'remove', nodes: ['a'], heal: true },
        { type: 'setDocument', fields: { seed: 7 } },
      ],
    };
    const done = commit(createHistory(document), inTwice(command));
    if (!done.ok) throw new Error(done.error.message);
    const text = serializeDocument(done.value.document);
    expect(text).toContain('"Third"');
    expect(text).toContain('{ "from": "inputs.outputs", "to": "outputs.inputs" }');
    expect(serializeDocument(undo(done.value).document)).toBe(serializeDocument(document));
    expect(serializeDocument(redo(undo(done.value)).document)).toBe(text);
  });

  test.each<[string, Command, string]>([
    [
      'a block that is not there',
      { type: 'inBlock', block: 'None', command: { type: 'remove', nodes: [] } },
      'no block "None"',
    ],
    ['itself', inTwice({ type: 'add', nodes: [node('b', 'Twice')] }), 'cannot be used inside of itself'],
    ['one that holds it', inTwice({ type: 'add', nodes: [node('b', 'Outer')] }), 'Outer holds Twice'],
    ['what the inside refuses', inTwice({ type: 'add', nodes: [node('a')] }), 'already a node "a"'],
  ])('refuses %s', (_, command, message) => {
    expect(refusal(document, command)).toContain(message);
  });
});

describe('which blocks there are', () => {
  test('a used one stays, an unused one goes, and the last takes the field with it', () => {
    expect(refusal(document, { type: 'removeBlocks', names: ['Twice'] })).toContain('used by 3 nodes');
    const { document: less } = applied(document, { type: 'removeBlocks', names: ['Outer'] });
    expect(less.blocks).toEqual([twice]);
    expect(applied(less, { type: 'remove', nodes: ['one', 'two'] }).document.blocks).toEqual([twice]);
    const { document: none } = applied({ ...less, nodes: [] }, { type: 'removeBlocks', names: ['Twice'] });
    expect(none).not.toHaveProperty('blocks');
  });

  test('a new name goes to every node that stands for it', () => {
    const { document: after } = applied(document, { type: 'renameBlock', block: 'Twice', name: 'Pair' });
    expect(usesOf(after, 'Twice')).toBe(0);
    expect(usesOf(after, 'Pair')).toBe(3);
    expect(lookInto(after, ['one'])?.block).toBe('Pair');
    expect(refusal(document, { type: 'renameBlock', block: 'Twice', name: 'Outer' })).toContain('already');
    expect(refusal(document, { type: 'renameBlock', block: 'Twice', name: 'a b' })).toContain('no name for a block');
  });
});

describe('blocks in files and on the clipboard', () => {
  test('a file comes back as it was, a line for each node', () => {
    const text = serializeDocument(document);
    expect(text).toContain('        { "id": "a", "type": "Dense"');
    const parsed = parseDocument(text);
    expect(parsed).toMatchObject({ ok: true, value: { document, warnings: [] } });
  });

  test('what is damaged in a block is repaired and named by its place', () => {
    const blocks = [{ ...twice, nodes: [{ id: 'a', type: 'Dense' }, node('a')] }, { name: 'bad name' }, null];
    const parsed = parseDocument(JSON.stringify({ ...document, blocks }));
    if (!parsed.ok) throw new Error('refused');
    expect(parsed.value.warnings.map(({ path }) => path)).toEqual(['blocks[0].nodes[1].id', 'blocks[1]', 'blocks[2]']);
    expect(parsed.value.document.blocks?.[0]?.nodes.map(({ id }) => id)).toEqual(['a', 'a2']);
    expect(parsed.value.document.blocks?.slice(1)).toEqual(blocks.slice(1));
    expect(lookInto(parsed.value.document, ['one'])?.document.nodes).toHaveLength(2);
  });

  test('a copied node brings its block, under another name where that is taken', () => {
    const copied = parseClipboard(copySelection(document, ['one']));
    if (!copied.ok) throw new Error(copied.error);
    expect(copied.value.blocks).toEqual([twice]);
    const fresh = applied(chain(), pasteCommand(chain(), copied.value)).document;
    expect(fresh.blocks).toEqual([twice]);
    expect(fresh.nodes.at(-1)?.type).toBe('Twice');
    expect(applied(document, pasteCommand(document, copied.value)).document.blocks).toBe(document.blocks);
    const other = { ...chain(), blocks: [{ ...twice, nodes: [] }] };
    const both = applied(other, pasteCommand(other, copied.value)).document;
    expect(both.blocks?.map(({ name }) => name)).toEqual(['Twice', 'Twice2']);
    expect(both.nodes.at(-1)?.type).toBe('Twice2');
  });

  test('a block pasted into itself is refused', () => {
    const copied = parseClipboard(copySelection(document, ['one']));
    if (!copied.ok) throw new Error(copied.error);
    const inside = insideOf(document, 'Twice') ?? document;
    expect(applyCommand(document, inTwice(pasteCommand(inside, copied.value)))).toMatchObject({ ok: false });
  });
});
