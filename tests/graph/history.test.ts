import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/graph/commands/types.ts';
import type { CommitOptions, History } from '../../src/graph/history.ts';
import {
  canRedo,
  canUndo,
  commit,
  createHistory,
  endGesture,
  jump,
  MAX_STEPS,
  precede,
  redo,
  redoLabel,
  replaceDocument,
  stepAt,
  undo,
  undoLabel,
} from '../../src/graph/history.ts';
import { newDocument } from '../../src/graph/new.ts';
import { nodeById } from '../../src/graph/queries.ts';
import { chain, node } from './support.ts';

function done(history: History, command: Command, options?: CommitOptions): History {
  const result = commit(history, command, options);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const units = (value: number): Command => ({ type: 'setParams', node: 'd1', params: { units: value } });
const rate = (value: number): Command => ({ type: 'setParams', node: 'd2', params: { rate: value } });
const unitsOf = (history: History) => nodeById(history.document, 'd1')?.params?.units;

describe('history', () => {
  test('undo and redo with their labels', () => {
    const start = createHistory(chain());
    expect([canUndo(start), canRedo(start), undoLabel(start), redoLabel(start)]).toEqual([
      false,
      false,
      undefined,
      undefined,
    ]);
    const set = done(start, units(9));
    expect([canUndo(set), undoLabel(set)]).toEqual([true, 'Set units']);
    const back = undo(set);
    expect(back.document).toEqual(chain());
    expect([canUndo(back), canRedo(back), redoLabel(back)]).toEqual([false, true, 'Set units']);
    expect(unitsOf(redo(back))).toBe(9);
    expect(undo(start)).toBe(start);
    expect(redo(set)).toBe(set);
  });

  test('a new step forgets what could be redone', () => {
    const back = undo(done(createHistory(chain()), units(9)));
    expect(canRedo(done(back, units(10)))).toBe(false);
  });

  test('a command that changes nothing is no step and keeps what could be redone', () => {
    const back = undo(done(createHistory(chain()), units(9)));
    expect(done(back, units(4))).toBe(back);
  });

  test('a refusal is returned', () => {
    expect(commit(createHistory(chain()), { type: 'setLabel', node: 'x', label: 'y' }).ok).toBe(false);
  });

  test('nodes that a step did not touch stay the same objects through undo', () => {
    const start = createHistory(chain());
    const back = undo(done(start, { type: 'remove', nodes: ['data'] }));
    expect(back.document).toEqual(start.document);
    for (const [i, each] of start.document.nodes.entries()) expect(back.document.nodes[i]).toBe(each);
  });

  test('a thousand steps back and forth', () => {
    let history = createHistory(chain());
    for (let i = 0; i < MAX_STEPS + 20; i++) history = done(history, units(1000 + i));
    for (let i = 0; i < MAX_STEPS; i++) history = undo(history);
    expect(MAX_STEPS).toBeGreaterThanOrEqual(1000);
    expect([canUndo(history), unitsOf(history)]).toEqual([false, 1019]);
    for (let i = 0; i < MAX_STEPS; i++) history = redo(history);
    expect([canRedo(history), unitsOf(history)]).toEqual([false, 1000 + MAX_STEPS + 19]);
  });

  test('a jump goes to a place in the list, and nowhere else', () => {
    let history = createHistory(chain());
    for (const value of [9, 10, 11]) history = done(history, units(value), { coalesce: `slider ${value}` });
    const first = jump(history, 1);
    expect([unitsOf(first), first.past.length, first.future.length]).toEqual([9, 1, 2]);
    expect(jump(first, 3).document).toEqual(history.document);
    expect(unitsOf(redo(first))).toBe(10);
    expect(jump(history, 0).document).toEqual(chain());
    expect(stepAt(first, 0)).toBeUndefined();
    expect([1, 2, 3].map((place) => stepAt(first, place))).toEqual(history.past);
    for (const nowhere of [1, -1, 4, 1.5, Number.NaN]) expect(jump(first, nowhere)).toBe(first);
    // Whatever gesture was going on has ended.
    expect(done(jump(first, 3), units(12), { coalesce: 'slider 11' }).past).toHaveLength(4);
  });

  test('a jump over all steps keeps what they did not touch', () => {
    let history = createHistory(chain());
    for (let i = 0; i < MAX_STEPS; i++) history = done(history, units(100 + i));
    const start = jump(history, 0);
    expect(start.document).toEqual(chain());
    for (const id of ['data', 'relu', 'd2']) expect(nodeById(start.document, id)).toBe(nodeById(history.document, id));
  });

  test('replacing the document is a step', () => {
    const start = done(createHistory(chain()), units(9));
    const other = newDocument('other');
    const opened = replaceDocument(start, other);
    expect(opened.document).toBe(other);
    expect(undoLabel(opened)).toBe('Open');
    expect(undo(opened).document).toBe(start.document);
    expect(redo(undo(opened)).document).toBe(other);
    expect(undo(undo(opened)).document).toEqual(chain());
    expect(replaceDocument(opened, other)).toBe(opened);
  });
});

describe('gestures', () => {
  test('the same key grows one step, whose patches do not grow with it', () => {
    let history = createHistory(chain());
    for (let i = 1; i <= 100; i++) history = done(history, units(100 + i), { coalesce: 'slider' });
    expect(history.past).toHaveLength(1);
    expect(history.past[0]?.patches).toHaveLength(1);
    expect(unitsOf(history)).toBe(200);
    expect(undo(history).document).toEqual(chain());
    expect(unitsOf(redo(undo(history)))).toBe(200);
  });

  test('different places under one key are put together', () => {
    let history = createHistory(chain());
    history = done(history, units(9), { coalesce: 'k' });
    history = done(history, rate(0.5), { coalesce: 'k' });
    history = done(history, { type: 'add', nodes: [node('x')] }, { coalesce: 'k' });
    history = done(history, { type: 'remove', nodes: ['x', 'data'] }, { coalesce: 'k' });
    const end = history.document;
    expect(history.past).toHaveLength(1);
    expect(undo(history).document).toEqual(chain());
    expect(redo(undo(history)).document).toEqual(end);
  });

  test('another key, no key, undo, opening and endGesture end it', () => {
    const first = done(createHistory(chain()), units(9), { coalesce: 'a' });
    expect(done(first, units(10), { coalesce: 'b' }).past).toHaveLength(2);
    expect(done(first, units(10)).past).toHaveLength(2);
    expect(done(endGesture(first), units(10), { coalesce: 'a' }).past).toHaveLength(2);
    const two = done(endGesture(first), units(10), { coalesce: 'a' });
    expect(done(undo(two), units(11), { coalesce: 'a' }).past).toHaveLength(2);
    expect(done(replaceDocument(first, { ...chain(), name: 'x' }), units(11), { coalesce: 'a' }).past).toHaveLength(3);
  });

  test('one that takes back all it did leaves no step, and what could be redone can be redone again', () => {
    const earlier = undo(done(done(createHistory(chain()), rate(0.5)), units(7)));
    expect(redoLabel(earlier)).toBe('Set units');
    let history = done(earlier, units(9), { coalesce: 'typing' });
    history = done(history, units(99), { coalesce: 'typing' });
    expect([history.past.length, canRedo(history)]).toEqual([2, false]);
    const back = done(history, units(4), { coalesce: 'typing' });
    expect(back.document).toBe(earlier.document);
    expect([undoLabel(back), redoLabel(back)]).toEqual(['Set rate', 'Set units']);
    // It may go on from there, as a slider does that passes its start.
    const on = done(back, units(5), { coalesce: 'typing' });
    expect([on.past.length, unitsOf(undo(on))]).toEqual([2, 4]);
  });

  test('earlier steps of a document stand before all others, or behind the step that opened it', () => {
    const earlier = done(done(createHistory(chain()), units(2)), units(3));
    const reloaded = done(createHistory(earlier.document), units(4));
    expect(precede(earlier, reloaded).past.map(({ label }) => label)).toHaveLength(3);
    expect(unitsOf(jump(precede(earlier, reloaded), 0))).toBe(unitsOf(createHistory(chain())));

    const other = done(createHistory(newDocument('Other')), { type: 'setDocument', fields: { seed: 7 } });
    const opened = done(replaceDocument(other, earlier.document), units(4));
    const all = precede(earlier, opened);
    expect(unitsOf(all)).toBe(4);
    expect(all.past).toHaveLength(5);
    // Each place, from there and back: what stands there is always the same.
    for (let place = 0; place <= 5; place++) {
      const there = jump(all, place);
      expect(there.document.name).toBe(place < 2 ? 'Other' : chain().name);
      expect(jump(there, 5).document).toEqual(all.document);
    }
    expect(jump(all, 2).document).toEqual(chain());
    expect(jump(all, 1).document).toEqual(other.document);
  });
});
