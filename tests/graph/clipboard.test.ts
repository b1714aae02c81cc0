import { describe, expect, test } from 'vitest';
import {
  addedNodes,
  copySelection,
  duplicateCommand,
  parseClipboard,
  pasteCommand,
} from '../../src/graph/clipboard.ts';
import type { Fragment } from '../../src/graph/clipboard.ts';
import { newDocument } from '../../src/graph/new.ts';
import { nodeById } from '../../src/graph/queries.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { applied, chain, edgeTexts, expectSound, fixtureText, opened } from './support.ts';

function copied(document: GraphDocument, ids: readonly string[]): Fragment {
  const parsed = parseClipboard(copySelection(document, ids));
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

describe('copy', () => {
  test('is a graph file with inner edges, and the edges into it apart', () => {
    const { document, warnings } = opened(copySelection(chain(), ['relu', 'd1']));
    expect(warnings).toEqual([]);
    expect(document.nodes.map(({ id }) => id)).toEqual(['d1', 'relu']);
    expect(edgeTexts(document)).toEqual(['d1.outputs->relu.inputs']);
    expect(document).toMatchObject({ name: 'From chain', incoming: chain().edges.slice(0, 2) });
  });

  test('unknown fields travel along', () => {
    const fragment = copied(opened(fixtureText(1)).document, ['later']);
    expect(fragment.nodes[0]).toMatchObject({ type: 'Wormhole', colour: 'plum', notes: [{ by: 'Ada', at: 1 }] });
  });
});

describe('paste', () => {
  test('gives fresh ids and moves by an offset, as one step', () => {
    const command = pasteCommand(chain(), copied(chain(), ['d1', 'relu']), { offset: [10, 20] });
    const { document, label } = applied(chain(), command);
    expect(label).toBe('Paste 2 nodes');
    expect(addedNodes(command)).toEqual(['d3', 'relu2']);
    expect(nodeById(document, 'd3')).toEqual({ ...chain().nodes[1], id: 'd3', position: [210, 20] });
    expect(edgeTexts(document).slice(4)).toEqual(['d3.outputs->relu2.inputs']);
  });

  test('keeps connections where their source is still there', () => {
    const fragment = copied(chain(), ['d1', 'relu']);
    const { document } = applied(chain(), pasteCommand(chain(), fragment, { keepConnections: true }));
    expect(edgeTexts(document).slice(4)).toEqual([
      'd3.outputs->relu2.inputs',
      'data.features->d3.inputs',
      'he.initializer->d3.kernel_initializer',
    ]);
    const elsewhere = applied(
      newDocument(),
      pasteCommand(newDocument(), fragment, { keepConnections: true, at: [7, 9] }),
    ).document;
    expect(elsewhere.nodes.map(({ id, position }) => [id, position])).toEqual([
      ['d1', [7, 9]],
      ['relu', [207, 9]],
    ]);
    expect(edgeTexts(elsewhere)).toEqual(['d1.outputs->relu.inputs']);
  });

  test('a whole file with dangling edges can be pasted; what leads nowhere stays behind', () => {
    const parsed = parseClipboard(fixtureText(1));
    if (!parsed.ok) throw new Error(parsed.error);
    const { document } = applied(chain(), pasteCommand(chain(), parsed.value, { keepConnections: true }));
    expectSound(document);
    expect(document.nodes).toHaveLength(18);
    expect(document.edges).toHaveLength(16);
  });

  test.each([
    ['hello', 'holds no nodes'],
    ['', 'holds no nodes'],
    ['{ "a": }', 'not valid JSON at line 1, column 8'],
    ['{}', 'no Edgewise graph'],
    ['{"format":"edgewise","version":1}', 'has no nodes'],
  ])('refuses %j', (text, message) => {
    const parsed = parseClipboard(text);
    expect(parsed.ok ? '' : parsed.error).toContain(message);
  });
});

test('duplicate', () => {
  const { document, label } = applied(chain(), duplicateCommand(chain(), ['d2']));
  expect(label).toBe('Duplicate Dense');
  expect(nodeById(document, 'd3')?.position).toEqual([632, 82]);
  expect(document.edges).toEqual(chain().edges);
  const nothing = applied(chain(), duplicateCommand(chain(), ['gone']));
  expect(nothing.patches).toEqual([]);
});

test('duplicate, wired as the original: what feeds it, and what it feeds where that takes more', () => {
  const outgoing = [{ from: 'd2.outputs', to: 'sum.inputs', via: [[1, 2] as const] }];
  const sum = { id: 'sum', type: 'Add', position: [900, 0] } as const;
  const start = { ...chain(), nodes: [...chain().nodes, sum] };
  const command = duplicateCommand(start, ['relu', 'd2'], { keepConnections: true, outgoing });
  const { document } = applied(start, command);
  expect(edgeTexts(document).slice(4)).toEqual([
    'relu2.outputs->d3.inputs',
    'd1.outputs->relu2.inputs',
    'd3.outputs->sum.inputs',
  ]);
  expect(document.edges.at(-1)).toEqual({ from: 'd3.outputs', to: 'sum.inputs' });
});

describe('frames', () => {
  const framed = (): GraphDocument =>
    applied(chain(), {
      type: 'addFrame',
      frame: { id: 'body', title: 'Body', colour: 'red' },
      nodes: ['d1', 'relu'],
    }).document;
  const frameOf = (document: GraphDocument, id: string) => nodeById(document, id)?.frame;

  test('a frame is copied with all its nodes, under a free id', () => {
    const fragment = copied(framed(), ['d1', 'relu', 'd2']);
    const { document } = applied(framed(), pasteCommand(framed(), fragment));
    expect(document.frames?.map(({ id, title, colour }) => [id, title, colour])).toEqual([
      ['body', 'Body', 'red'],
      ['body2', 'Body', 'red'],
    ]);
    expect(['d3', 'relu2', 'd4'].map((id) => frameOf(document, id))).toEqual(['body2', 'body2', undefined]);
    expectSound(document);
    const doubled = applied(framed(), duplicateCommand(framed(), ['d1', 'relu'])).document;
    expect(frameOf(doubled, 'relu2')).toBe('body2');
  });

  test('part of a frame is doubled inside it, and pasted without it', () => {
    const doubled = applied(framed(), duplicateCommand(framed(), ['relu'])).document;
    expect([frameOf(doubled, 'relu2'), doubled.frames?.length]).toEqual(['body', 1]);
    const pasted = applied(framed(), pasteCommand(framed(), copied(framed(), ['relu']))).document;
    expect(frameOf(pasted, 'relu2')).toBeUndefined();
  });

  test('a node whose frame is not there is pasted without it', () => {
    const text = copySelection(framed(), ['relu']).replace(
      '"type": "Activation",',
      '"type": "Activation", "frame": "body",',
    );
    const parsed = parseClipboard(text);
    if (!parsed.ok) throw new Error(parsed.error);
    expect(frameOf(applied(framed(), pasteCommand(framed(), parsed.value)).document, 'relu2')).toBeUndefined();
  });
});
