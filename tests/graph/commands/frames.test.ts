import { describe, expect, test } from 'vitest';
import { applyCommand } from '../../../src/graph/commands/apply.ts';
import { removeFrameWhole } from '../../../src/graph/commands/remove-frame-whole.ts';
import { MAX_FRAMES } from '../../../src/graph/limits.ts';
import { frameById, nodeById, nodesIn } from '../../../src/graph/queries.ts';
import { serializeDocument } from '../../../src/graph/serialize.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { applied, chain, opened, refusal } from '../support.ts';

const framed = (): GraphDocument =>
  applied(chain(), { type: 'addFrame', frame: { id: 'body', title: 'Body' }, nodes: ['d1', 'relu'] }).document;
const members = (document: GraphDocument, frame = 'body') => nodesIn(document, frame).map(({ id }) => id);

describe('addFrame', () => {
  test('puts the nodes in a new frame', () => {
    const { document, label } = applied(chain(), {
      type: 'addFrame',
      frame: { id: 'body', title: 'Body', position: [1, 2], size: [10, 20] },
      nodes: ['relu', 'd1', 'd1'],
    });
    expect(label).toBe('Frame 2 nodes');
    expect(members(document)).toEqual(['d1', 'relu']);
    // Around nodes it lies where they do.
    expect(document.frames).toEqual([{ id: 'body', title: 'Body' }]);
  });

  test('may be empty, and has a place then', () => {
    const frame = { id: 'f', title: '', position: [5, 6], size: [100, 50] } as const;
    const { document, label } = applied(chain(), { type: 'addFrame', frame, nodes: [] });
    expect(label).toBe('Add a frame');
    expect(document.frames).toEqual([frame]);
  });

  test('takes nodes out of the frame they were in, and that one away if it is empty then', () => {
    const frame = { id: 'two', title: 'Two' };
    const some = applied(framed(), { type: 'addFrame', frame, nodes: ['d1'] }).document;
    expect([members(some), members(some, 'two')]).toEqual([['relu'], ['d1']]);
    const all = applied(framed(), { type: 'addFrame', frame, nodes: ['d1', 'relu'] }).document;
    expect(all.frames).toEqual([frame]);
  });

  test.each([
    ['an id that is taken', { id: 'body', title: '' }, ['d2'], 'already a frame "body"'],
    ['an id that is none', { id: '1 a', title: '' }, [], 'no id for a frame'],
    ['a node that is not there', { id: 'f', title: '' }, ['gone'], 'no node "gone"'],
    ['a size below zero', { id: 'f', title: '', size: [-1, 5] as const }, [], 'cannot lie'],
    ['a place that is none', { id: 'f', title: '', position: [Number.NaN, 5] as const }, [], 'cannot lie'],
    ['an endless title', { id: 'f', title: 'x'.repeat(70_000) }, [], 'too long'],
  ])('refuses %s', (_, frame, nodes, message) => {
    expect(refusal(framed(), { type: 'addFrame', frame, nodes })).toContain(message);
  });

  test('keeps to the limit that opening keeps to', () => {
    const frames = Array.from({ length: MAX_FRAMES }, (_, i) => ({ id: `f${i}`, title: '' }));
    const command = { type: 'addFrame', frame: { id: 'more', title: '' }, nodes: [] } as const;
    expect(refusal({ ...chain(), frames }, command)).toContain(`at most ${MAX_FRAMES} frames`);
  });
});

describe('setFrame', () => {
  test.each([
    ['a title', { title: 'Head' }, { title: 'Head' }, 'Rename frame Body'],
    ['a colour', { colour: 'green' }, { colour: 'green' }, 'Colour frame Body'],
    ['a place', { position: [3, 4] as const }, { position: [3, 4] }, 'Move frame Body'],
    ['a size', { size: [3, 4] as const }, { size: [3, 4] }, 'Resize frame Body'],
  ])('changes %s', (_, fields, expected, label) => {
    const done = applied(framed(), { type: 'setFrame', frame: 'body', fields });
    expect(done.label).toBe(label);
    expect(frameById(done.document, 'body')).toEqual({ id: 'body', title: 'Body', ...expected });
  });

  test('takes a colour away, keeps fields it does not know, and changes nothing for nothing', () => {
    const document = { ...framed(), frames: [{ id: 'body', title: 'Body', colour: 'red', later: [1] }] };
    const bare = applied(document, { type: 'setFrame', frame: 'body', fields: { colour: undefined } }).document;
    expect(bare.frames).toEqual([{ id: 'body', title: 'Body', later: [1] }]);
    expect(applied(bare, { type: 'setFrame', frame: 'body', fields: { title: 'Body' } }).document).toBe(bare);
    expect(refusal(bare, { type: 'setFrame', frame: 'gone', fields: {} })).toContain('no frame "gone"');
  });
});

describe('putInFrame', () => {
  test('puts nodes in and takes them out', () => {
    const put = applied(framed(), { type: 'putInFrame', nodes: ['d2', 'relu'], frame: 'body' });
    expect(put.label).toBe('Put Dense in Body');
    expect(members(put.document)).toEqual(['d1', 'relu', 'd2']);
    const out = applied(put.document, { type: 'putInFrame', nodes: ['d1', 'd2'], frame: undefined });
    expect(out.label).toBe('Take 2 nodes out of their frame');
    expect(members(out.document)).toEqual(['relu']);
    expect(nodeById(out.document, 'd1')).toEqual(chain().nodes[1]);
    expect(refusal(framed(), { type: 'putInFrame', nodes: ['d1'], frame: 'gone' })).toContain('no frame "gone"');
  });

  test('a frame that was given a place stays when its last node has left, and has none with nodes in it', () => {
    const place = { position: [1, 2], size: [30, 40] } as const;
    const left = applied(framed(), {
      type: 'batch',
      label: 'Take out',
      commands: [
        { type: 'setFrame', frame: 'body', fields: place },
        { type: 'putInFrame', nodes: ['d1', 'relu'], frame: undefined },
      ],
    }).document;
    expect(left.frames).toEqual([{ id: 'body', title: 'Body', ...place }]);
    const again = applied(left, { type: 'putInFrame', nodes: ['he'], frame: 'body' }).document;
    expect(again.frames).toEqual([{ id: 'body', title: 'Body' }]);
  });
});

describe('going', () => {
  test('dissolving keeps the nodes', () => {
    const { document, label } = applied(framed(), { type: 'removeFrame', frame: 'body' });
    expect(label).toBe('Dissolve frame Body');
    expect(document).toEqual(chain());
  });

  test('with all its nodes', () => {
    const { document, label } = applied(framed(), removeFrameWhole(framed(), 'body'));
    expect(label).toBe('Remove frame Body with 2 nodes');
    expect(document).toEqual(applied(chain(), { type: 'remove', nodes: ['d1', 'relu'] }).document);
  });

  test('a frame goes with the last of its nodes, but not while a step puts another in its place', () => {
    const one = applied(framed(), { type: 'remove', nodes: ['d1'] }).document;
    expect(one.frames).toHaveLength(1);
    expect(applied(one, { type: 'remove', nodes: ['relu'] }).document.frames).toBeUndefined();
    const relu = nodeById(one, 'relu');
    if (relu === undefined) throw new Error('no relu');
    const exchanged = applied(one, {
      type: 'batch',
      label: 'Exchange',
      commands: [
        { type: 'remove', nodes: ['relu'] },
        { type: 'add', nodes: [relu] },
      ],
    }).document;
    expect(members(exchanged)).toEqual(['relu']);
    expect(exchanged.frames).toHaveLength(1);
  });
});

test('a frame is one line of the file, behind the edges, and opens as it was', () => {
  const frames = [{ id: 'body', title: 'Body', colour: 'mauve', later: { a: 1 } }];
  const document: GraphDocument = { ...framed(), frames };
  const text = serializeDocument(document);
  expect(text).toContain(
    '  ],\n  "frames": [\n    { "id": "body", "title": "Body", "colour": "mauve", "later": { "a": 1 } }\n  ]\n}',
  );
  expect(opened(text)).toEqual({ document, warnings: [] });
  expect(applyCommand(document, { type: 'removeFrame', frame: 'body' }).ok).toBe(true);
});
