import { describe, expect, test } from 'vitest';
import { copySelection, parseClipboard, pasteCommand } from '../../../src/graph/clipboard.ts';
import { applyCommand } from '../../../src/graph/commands/apply.ts';
import type { Command } from '../../../src/graph/commands/types.ts';
import { commit, createHistory, undo } from '../../../src/graph/history.ts';
import { newDocument } from '../../../src/graph/new.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';

const node = (id: string, data: string) => ({ id, type: 'Anything', position: [0, 0] as const, params: { data } });
const start: GraphDocument = {
  ...newDocument('own'),
  nodes: [node('a', 'one'), node('b', 'one'), node('c', 'two')],
  assets: { one: { name: 'one.csv' }, two: { name: 'two.csv' }, unnamed: { name: 'of a newer version' } },
};
const after = (...commands: Command[]) => {
  const applied = applyCommand(start, { type: 'batch', label: '', commands });
  if (!applied.ok) throw new Error(applied.error.message);
  return Object.keys(applied.value.document.assets ?? {});
};

test('data leaves with the last node that names it; what nobody ever named stays', () => {
  expect(after({ type: 'remove', nodes: ['a'] })).toEqual(['one', 'two', 'unnamed']);
  expect(after({ type: 'remove', nodes: ['a', 'b'] })).toEqual(['two', 'unnamed']);
  expect(after({ type: 'remove', nodes: ['a'] }, { type: 'setParams', node: 'b', params: { data: 'two' } })).toEqual([
    'two',
    'unnamed',
  ]);
  expect(after({ type: 'addAssets', assets: { three: { name: 'three.csv' } } })).toEqual([
    'one',
    'two',
    'unnamed',
    'three',
  ]);
});

test('undo brings both back', () => {
  const history = createHistory(start);
  const removed = commit(history, { type: 'remove', nodes: ['a', 'b', 'c'] });
  if (!removed.ok) throw new Error('refused');
  expect(removed.value.document.assets).toEqual({ unnamed: { name: 'of a newer version' } });
  expect(undo(removed.value).document).toEqual(start);
});

test('copies carry their data into another document, and no other', () => {
  const text = copySelection(start, ['c']);
  const fragment = parseClipboard(text);
  if (!fragment.ok) throw new Error(fragment.error);
  const pasted = applyCommand(newDocument('empty'), pasteCommand(newDocument('empty'), fragment.value));
  expect(pasted.ok && pasted.value.document.assets).toEqual({ two: { name: 'two.csv' } });
});

test('more data than a file can hold is refused', () => {
  const large = 'x'.repeat(16 * 1024 * 1024);
  const refused = applyCommand(start, { type: 'addAssets', assets: { large } });
  expect(refused.ok ? '' : refused.error.message).toContain('would exceed 15 MiB');
});

describe('with blocks', () => {
  const inBlock = (command: Command): Command => ({ type: 'inBlock', block: 'Inside', command });
  const whole: GraphDocument = {
    ...start,
    nodes: [node('a', 'one'), { id: 'use', type: 'Inside', position: [0, 0] }],
    blocks: [{ name: 'Inside', nodes: [node('a', 'one'), node('b', 'two')], edges: [] }],
  };
  const left = (command: Command) => {
    const history = commit(createHistory(whole), command);
    if (!history.ok) throw new Error(history.error.message);
    expect(undo(history.value).document).toEqual(whole);
    return Object.keys(history.value.document.assets ?? {});
  };

  test('data stays while a node of the graph names it, or one inside of a block', () => {
    expect(left(inBlock({ type: 'remove', nodes: ['a'] }))).toEqual(['one', 'two', 'unnamed']);
    expect(left({ type: 'remove', nodes: ['a'] })).toEqual(['one', 'two', 'unnamed']);
    expect(left(inBlock({ type: 'remove', nodes: ['b'] }))).toEqual(['one', 'unnamed']);
  });

  test('a block that is taken out takes along the data that only it named', () => {
    const commands: Command[] = [
      { type: 'remove', nodes: ['use'] },
      { type: 'removeBlocks', names: ['Inside'] },
    ];
    expect(left({ type: 'batch', label: 'Both', commands })).toEqual(['one', 'unnamed']);
  });

  test('a copy of a block carries the data that is named inside', () => {
    const fragment = parseClipboard(copySelection(whole, ['use']));
    expect(fragment.ok && Object.keys(fragment.value.assets ?? {})).toEqual(['one', 'two']);
  });

  test('data goes along where nodes go into a block in one step', () => {
    const commands: Command[] = [
      { type: 'remove', nodes: ['a'] },
      { type: 'setBlocks', blocks: [{ name: 'Second', nodes: [node('z', 'one')], edges: [] }] },
    ];
    const [block] = whole.blocks ?? [];
    const alone = { ...whole, blocks: block === undefined ? [] : [{ ...block, nodes: [] }] };
    const moved = applyCommand(alone, { type: 'batch', label: 'Move', commands });
    expect(moved.ok && Object.keys(moved.value.document.assets ?? {})).toContain('one');
  });
});
