/** Random sequences of commands: what holds after every one of them, and that all of them can be taken back. */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { copySelection, duplicateCommand, parseClipboard, pasteCommand } from '../../src/graph/clipboard.ts';
import { removeFrameWhole } from '../../src/graph/commands/remove-frame-whole.ts';
import type { Command } from '../../src/graph/commands/types.ts';
import type { History } from '../../src/graph/history.ts';
import {
  canRedo,
  canUndo,
  commit,
  createHistory,
  jump,
  MAX_STEPS,
  redo,
  replaceDocument,
  stepAt,
  stepCount,
  undo,
} from '../../src/graph/history.ts';
import { diffDocuments } from '../../src/graph/diff.ts';
import { newDocument } from '../../src/graph/new.ts';
import { uniqueId } from '../../src/graph/queries.ts';
import { serializeDocument } from '../../src/graph/serialize.ts';
import type { GraphDocument, GraphEdge } from '../../src/graph/types.ts';
import { edgeId } from '../../src/graph/types.ts';
import { chain, expectSound, node, opened } from './support.ts';

// Machines that build several things at once are slow; nothing here depends on time.
vi.setConfig({ testTimeout: 60_000 });

/** What to do, with numbers that pick nodes and edges of whatever document there is at that moment. */
interface Move {
  readonly kind: (typeof KINDS)[number];
  readonly a: number;
  readonly b: number;
  readonly flag: boolean;
  readonly key: string | undefined;
}
const KINDS = [
  'add', 'remove', 'connect', 'disconnect', 'move', 'setParams', 'setLabel', 'setMuted', 'renameId', 'insert',
  'setDocument', 'addFrame', 'setFrame', 'removeFrame', 'putInFrame', 'bend', 'paste', 'duplicate', 'batch', 'undo', 'redo', 'open',
] as const; // prettier-ignore

const anyMove: fc.Arbitrary<Move> = fc.record({
  kind: fc.constantFrom(...KINDS),
  a: fc.nat(1000),
  b: fc.nat(1000),
  flag: fc.boolean(),
  key: fc.constantFrom(undefined, undefined, 'drag', 'type'),
});

const TYPES = ['Dense', 'BatchNormalization', 'Add', 'HeNormal'];
const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(list.length, 1)];

function commandFor(document: GraphDocument, { kind, a, b, flag }: Omit<Move, 'key'>): Command | undefined {
  const one = pick(document.nodes, a)?.id ?? 'gone';
  const other = pick(document.nodes, b)?.id ?? 'gone';
  const frame = pick(document.frames ?? [], a)?.id ?? 'gone';
  const edge = pick(document.edges, a);
  const edges = edge === undefined ? [] : [edgeId(edge)];
  const fresh = node(uniqueId(document, pick(TYPES, a) ?? 'Dense'), pick(TYPES, a), { position: [a, b] });
  const wire = { from: `${one}.outputs`, to: `${other}.inputs` };
  const commands: Record<Exclude<Move['kind'], 'undo' | 'redo' | 'open' | 'paste'>, () => Command> = {
    add: () => ({
      type: 'add',
      nodes: [fresh],
      edges: flag ? [{ from: `${one}.outputs`, to: `${fresh.id}.inputs` }] : [],
    }),
    remove: () => ({ type: 'remove', nodes: [one, other], edges, heal: flag }),
    connect: () => ({ type: 'connect', edge: wire, replace: flag }),
    disconnect: () => ({ type: 'disconnect', edges }),
    move: () => ({ type: 'move', positions: { [one]: [a, b], [other]: [b, a] } }),
    setParams: () => ({
      type: 'setParams',
      node: one,
      params: flag ? { units: b, list: [a, { b }] } : { units: undefined },
    }),
    setLabel: () => ({ type: 'setLabel', node: one, label: flag ? `label ${b}` : undefined }),
    setMuted: () => ({ type: 'setMuted', nodes: [one, other], muted: flag }),
    renameId: () => ({ type: 'renameId', node: one, id: flag ? `renamed${b}` : other }),
    insert: () => ({ type: 'insert', node: fresh, edge: edges[0] ?? 'a.b->c.d', input: 'inputs', output: 'outputs' }),
    setDocument: () => ({
      type: 'setDocument',
      fields: flag ? { name: `n${a}`, seed: b } : { description: pick(['', 'text'], b) ?? '' },
    }),
    addFrame: () => ({ type: 'addFrame', frame: { id: `f${b % 5}`, title: `t${a}` }, nodes: flag ? [one, other] : [] }),
    setFrame: () => ({
      type: 'setFrame',
      frame,
      fields: flag ? { title: `t${b}`, colour: 'red' } : { position: [a, b], size: [a + 1, b + 1] },
    }),
    removeFrame: () => (flag ? { type: 'removeFrame', frame } : removeFrameWhole(document, frame)),
    putInFrame: () => ({ type: 'putInFrame', nodes: [one, other], frame: flag ? frame : undefined }),
    bend: () => ({ type: 'bend', edge: edges[0] ?? 'a.b->c.d', via: flag ? [[a, b]] : [] }),
    duplicate: () => duplicateCommand(document, [one, other]),
    batch: () => ({
      type: 'batch',
      label: 'Several',
      commands: [
        { type: 'add', nodes: [fresh] },
        { type: 'connect', edge: wire },
        { type: 'remove', nodes: [other], heal: flag },
      ],
    }),
  };
  if (kind === 'paste') {
    const fragment = parseClipboard(copySelection(document, [one, other]));
    return fragment.ok ? pasteCommand(document, fragment.value, { keepConnections: flag }) : undefined;
  }
  return kind === 'undo' || kind === 'redo' || kind === 'open' ? undefined : commands[kind]();
}

function play(history: History, { key, ...move }: Move): History {
  if (move.kind === 'undo') return undo(history);
  if (move.kind === 'redo') return redo(history);
  if (move.kind === 'open') return replaceDocument(history, move.flag ? newDocument() : chain());
  const command = commandFor(history.document, move);
  if (command === undefined) return history;
  const result = commit(history, command, key === undefined ? {} : { coalesce: key });
  if (result.ok) return result.value;
  expect(result.error.message).not.toBe('');
  return history;
}

const all = (history: History, step: (history: History) => History, can: (history: History) => boolean): History => {
  let current = history;
  while (can(current)) current = step(current);
  return current;
};

test('undo all is the start, redo all is the end, and every document in between is sound', () => {
  fc.assert(
    fc.property(fc.array(anyMove, { minLength: 20, maxLength: 120 }), (moves) => {
      const start = createHistory(chain());
      let history = start;
      for (const each of moves) {
        const before = JSON.stringify(history.document);
        const next = play(history, each);
        // The document before is untouched.
        expect(JSON.stringify(history.document)).toBe(before);
        history = next;
        expectSound(history.document);
        expect(history.past.length).toBeLessThanOrEqual(MAX_STEPS);
      }
      const text = serializeDocument(history.document);
      expect(opened(text)).toEqual({ document: history.document, warnings: [] });
      const back = all(history, undo, canUndo);
      expect(back.document).toEqual(start.document);
      const forth = all(back, redo, canRedo);
      const end = all(history, redo, canRedo);
      expect(forth.document).toEqual(end.document);
    }),
    { numRuns: 120 },
  );
});

test('a jump in the list of steps is as many undos or redos', () => {
  fc.assert(
    fc.property(fc.array(anyMove, { minLength: 5, maxLength: 60 }), fc.nat(1000), fc.nat(1000), (moves, a, b) => {
      let history = createHistory(chain());
      for (const each of moves) history = play(history, each);
      const labels = (each: History) => Array.from({ length: stepCount(each) + 1 }, (_, i) => stepAt(each, i)?.label);
      // Twice, so that the second jump may start at any place and go either way.
      for (const wish of [a, b]) {
        const place = wish % (stepCount(history) + 1);
        let walked = history;
        while (walked.past.length > place) walked = undo(walked);
        while (walked.past.length < place) walked = redo(walked);
        const jumped = jump(history, place);
        expect(labels(jumped)).toEqual(labels(history));
        if (place !== history.past.length) expect(jumped).toEqual(walked);
        expectSound(jumped.document);
        history = jumped;
      }
    }),
    { numRuns: 200 },
  );
});

test('the differences of two graphs lead from one to the other', () => {
  fc.assert(
    fc.property(fc.array(anyMove, { maxLength: 30 }), fc.nat(1000), (moves, from) => {
      let history = createHistory(chain());
      for (const each of moves) history = play(history, each);
      const before = jump(history, from % (stepCount(history) + 1)).document;
      const after = history.document;
      const changes = diffDocuments(before, after);
      const nodes = new Map(before.nodes.map(({ id, type }) => [id, type]));
      const wires = new Set(before.edges.map(edgeId));
      const rewire = (gone: GraphEdge | undefined, come: GraphEdge | undefined) => {
        if (gone !== undefined) expect(wires.delete(edgeId(gone))).toBe(true);
        if (come !== undefined) wires.add(edgeId(come));
      };
      for (const change of changes) {
        if (change.kind === 'added') nodes.set(change.node, change.nodeType);
        else if (change.kind === 'removed') nodes.delete(change.node);
        else if (change.kind === 'retyped') nodes.set(change.node, change.after);
        else if (change.kind === 'rewired') rewire(change.before, change.after);
        else if (change.kind === 'wire added') rewire(undefined, change);
        else if (change.kind === 'wire removed') rewire(change, undefined);
      }
      expect(nodes).toEqual(new Map(after.nodes.map(({ id, type }) => [id, type])));
      expect(wires).toEqual(new Set(after.edges.map(edgeId)));
      expect(diffDocuments(after, after)).toEqual([]);
      expect(diffDocuments(after, JSON.parse(serializeDocument(after)) as GraphDocument)).toEqual([]);
      // There and back there is as much to tell of nodes; which wires are pairs may differ.
      const ofNodes = (list: typeof changes) => list.filter((change) => 'node' in change).length;
      const swapped = ofNodes(changes.filter(({ kind }) => kind !== 'param' && kind !== 'retyped'));
      const back = diffDocuments(after, before).filter(({ kind }) => kind !== 'param' && kind !== 'retyped');
      expect(ofNodes(back)).toBe(swapped);
    }),
    { numRuns: 200 },
  );
});
