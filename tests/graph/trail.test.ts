import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commit, createHistory, jump, redo, replaceDocument, stepCount, undo } from '../../src/graph/history.ts';
import type { History } from '../../src/graph/history.ts';
import { newDocument } from '../../src/graph/new.ts';
import { parseDocument } from '../../src/graph/parse.ts';
import { applyPatches } from '../../src/graph/patches.ts';
import { serializeDocument } from '../../src/graph/serialize.ts';
import { patchesBetween } from '../../src/graph/trail.ts';

/** What a person does, by a number: adds, edits, moves in one gesture, removes, goes back and forth. */
function act(history: History, kind: number, n: number): History {
  const nodes = history.document.nodes;
  const id = nodes[n % Math.max(1, nodes.length)]?.id;
  const after = (command: Parameters<typeof commit>[1], coalesce?: string): History => {
    const done = commit(history, command, coalesce === undefined ? {} : { coalesce });
    return done.ok ? done.value : history;
  };
  if (kind === 0) return undo(history);
  if (kind === 1) return redo(history);
  if (kind === 2) return jump(history, n % (stepCount(history) + 1));
  if (kind === 3 || id === undefined)
    return after({ type: 'add', nodes: [{ id: `n${nodes.length}x${n}`, type: 'Dense', position: [n, 0] }] });
  if (kind === 4) return after({ type: 'setParams', node: id, params: { units: n + 1 } }, 'drag');
  if (kind === 5) return after({ type: 'setDocument', fields: { seed: n } });
  if (kind === 6) return replaceDocument(history, { ...newDocument('Other'), seed: n });
  return after({ type: 'setParams', node: id, params: { units: n + 1 } });
}

const acts = fc.array(fc.tuple(fc.nat(8), fc.nat(40)), { maxLength: 40 });
const start = () => createHistory(newDocument('Start'));

describe('patchesBetween', () => {
  it('leads from any state to any later one, by way of the file too', () => {
    fc.assert(
      fc.property(acts, acts, (first, then) => {
        const before = first.reduce((history, [kind, n]) => act(history, kind, n), start());
        const after = then.reduce((history, [kind, n]) => act(history, kind, n), before);
        const patches = patchesBetween(before, after);
        if (patches === undefined) return;
        expect(applyPatches(before.document, patches)).toEqual(after.document);
        const stored = parseDocument(serializeDocument(before.document));
        if (!stored.ok) throw new Error('A document of ours can be read');
        expect(serializeDocument(applyPatches(stored.value.document, patches))).toBe(serializeDocument(after.document));
      }),
      { numRuns: 300 },
    );
  });

  it('knows the way for one step, and for undo of it', () => {
    const before = act(act(start(), 3, 1), 3, 2);
    const after = act(before, 7, 5);
    expect(patchesBetween(before, after)).toHaveLength(1);
    expect(patchesBetween(after, undo(after))).toHaveLength(1);
    expect(patchesBetween(before, before)).toEqual([]);
  });

  it('is not misled when the oldest steps were forgotten', () => {
    let history = start();
    for (let n = 0; n < 1000; n++) history = act(history, 5, n + 1);
    const later = jump(act(history, 5, 5000), 0);
    const patches = patchesBetween(history, later);
    expect(patches && applyPatches(history.document, patches)).toEqual(later.document);
  });

  it('gives up where nothing is shared', () => {
    expect(patchesBetween(start(), act(start(), 3, 1))).toBeUndefined();
  });
});
