/*
 * Random sequences of commands: what holds after every one of them, and that all of them can be taken back.
 * MODEL=long plays 1,000 sequences of 200 instead of 300 of 100.
 */
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
import type { GraphDocument, GraphEdge, GraphNode } from '../../src/graph/types.ts';
import { edgeId } from '../../src/graph/types.ts';
import { chain, expectSound, node, opened } from './support.ts';

// Machines that build several things at once are slow; nothing here depends on time.
const LONG = process.env['MODEL'] === 'long';
const [SEQUENCES, LENGTH] = LONG ? [1_000, 200] : [300, 100];
vi.setConfig({ testTimeout: LONG ? 1_200_000 : 120_000 });

/** What to do, with numbers that pick nodes and edges of whatever document there is at that moment. */
interface Move {
  readonly kind: (typeof KINDS)[number];
  readonly a: number;
  readonly b: number;
  readonly flag: boolean;
  readonly key: string | undefined;
}
/** Every command there is, as a command: one that is added to the language does not compile without its line. */
const COMMANDS: { readonly [T in Command['type']]: (at: Hand) => Extract<Command, { type: T }> } = {
  add: ({ one, fresh, flag }) => ({
    type: 'add',
    nodes: [fresh],
    edges: flag ? [{ from: `${one}.outputs`, to: `${fresh.id}.inputs` }] : [],
  }),
  remove: ({ one, other, edges, flag }) => ({ type: 'remove', nodes: [one, other], edges, heal: flag }),
  connect: ({ wire, flag }) => ({ type: 'connect', edge: wire, replace: flag }),
  disconnect: ({ edges }) => ({ type: 'disconnect', edges }),
  move: ({ one, other, a, b }) => ({ type: 'move', positions: { [one]: [a, b], [other]: [b, a] } }),
  setParams: ({ one, a, b, flag }) => ({
    type: 'setParams',
    node: one,
    params: flag ? { units: b, list: [a, { b }] } : { units: undefined, data: DATA[b % DATA.length] },
  }),
  setLabel: ({ one, b, flag }) => ({ type: 'setLabel', node: one, label: flag ? `label ${b}` : undefined }),
  setMuted: ({ one, other, flag }) => ({ type: 'setMuted', nodes: [one, other], muted: flag }),
  renameId: ({ one, other, b, flag }) => ({ type: 'renameId', node: one, id: flag ? `renamed${b}` : other }),
  insert: ({ fresh, edges }) => ({
    type: 'insert',
    node: fresh,
    edge: edges[0] ?? 'a.b->c.d',
    input: 'inputs',
    output: 'outputs',
  }),
  setDocument: ({ a, b, flag }) => ({
    type: 'setDocument',
    fields: flag ? { name: `n${a}`, seed: b } : { description: pick(['', 'text'], b) ?? '' },
  }),
  addAssets: ({ b }) => ({ type: 'addAssets', assets: { [DATA[b % DATA.length] ?? 'one']: { name: `${b}.csv` } } }),
  addFrame: ({ one, other, a, b, flag }) => ({
    type: 'addFrame',
    frame: { id: `f${b % 5}`, title: `t${a}` },
    nodes: flag ? [one, other] : [],
  }),
  setFrame: ({ frame, a, b, flag }) => ({
    type: 'setFrame',
    frame,
    fields: flag ? { title: `t${b}`, colour: 'red' } : { position: [a, b], size: [a + 1, b + 1] },
  }),
  removeFrame: ({ frame }) => ({ type: 'removeFrame', frame }),
  putInFrame: ({ one, other, frame, flag }) => ({
    type: 'putInFrame',
    nodes: [one, other],
    frame: flag ? frame : undefined,
  }),
  bend: ({ edges, a, b, flag }) => ({ type: 'bend', edge: edges[0] ?? 'a.b->c.d', via: flag ? [[a, b]] : [] }),
  setBlocks: ({ a, b }) => ({
    type: 'setBlocks',
    blocks: [{ name: `Block${b % 4}`, nodes: [node('inside', 'Dense', { position: [a, b] })], edges: [] }],
  }),
  removeBlocks: ({ block }) => ({ type: 'removeBlocks', names: [block] }),
  renameBlock: ({ block, b }) => ({ type: 'renameBlock', block, name: `Block${b % 4}` }),
  inBlock: ({ block, b, flag }) => ({
    type: 'inBlock',
    block,
    command: flag
      ? { type: 'add', nodes: [node(`n${b}`, `Block${b % 4}`)] }
      : { type: 'addFrame', frame: { id: `f${b % 5}`, title: 'inside' }, nodes: ['inside'] },
  }),
  setGraph: ({ fresh, wire, one, other }) => ({
    type: 'setGraph',
    label: 'Exchange',
    nodes: [fresh, node(one), node(other)],
    edges: [wire],
  }),
  batch: ({ fresh, wire, other, flag }) => ({
    type: 'batch',
    label: 'Several',
    commands: [
      { type: 'add', nodes: [fresh] },
      { type: 'connect', edge: wire },
      { type: 'remove', nodes: [other], heal: flag },
    ],
  }),
};
/** What else a person does, with commands that depend on the graph. */
const OTHERS = ['paste', 'duplicate', 'removeFrameWhole', 'undo', 'redo', 'open'] as const;
const COMMAND_TYPES = Object.keys(COMMANDS) as Command['type'][];
const KINDS = [...COMMAND_TYPES, ...OTHERS];

/** Hashes of data that nodes name. */
const DATA = ['one', 'two', 'three'];

/** What the numbers of a move pick in a document. */
interface Hand {
  readonly one: string;
  readonly other: string;
  readonly frame: string;
  readonly block: string;
  readonly edges: readonly string[];
  readonly fresh: GraphNode;
  readonly wire: GraphEdge;
  readonly a: number;
  readonly b: number;
  readonly flag: boolean;
}

const anyMove: fc.Arbitrary<Move> = fc.record({
  kind: fc.constantFrom(...KINDS),
  a: fc.nat(1000),
  b: fc.nat(1000),
  flag: fc.boolean(),
  key: fc.constantFrom(undefined, undefined, 'drag', 'type'),
});

const TYPES = ['Dense', 'BatchNormalization', 'Add', 'HeNormal', 'Block1', 'Block2'];
const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(list.length, 1)];

function handOf(document: GraphDocument, { a, b, flag }: Omit<Move, 'key'>): Hand {
  const one = pick(document.nodes, a)?.id ?? 'gone';
  const other = pick(document.nodes, b)?.id ?? 'gone';
  const edge = pick(document.edges, a);
  const type = pick(TYPES, a) ?? 'Dense';
  return {
    one,
    other,
    frame: pick(document.frames ?? [], a)?.id ?? 'gone',
    block: pick(document.blocks ?? [], a)?.name ?? 'Gone',
    edges: edge === undefined ? [] : [edgeId(edge)],
    fresh: node(uniqueId(document, type), type, { position: [a, b] }),
    wire: { from: `${one}.outputs`, to: `${other}.inputs` },
    a,
    b,
    flag,
  };
}

function commandFor(document: GraphDocument, move: Omit<Move, 'key'>): Command | undefined {
  const { kind, flag } = move;
  const hand = handOf(document, move);
  if (kind === 'removeFrameWhole') return removeFrameWhole(document, hand.frame);
  if (kind === 'duplicate') return duplicateCommand(document, [hand.one, hand.other], { keepConnections: flag });
  if (kind === 'paste') {
    const fragment = parseClipboard(copySelection(document, [hand.one, hand.other]));
    return fragment.ok ? pasteCommand(document, fragment.value, { keepConnections: flag }) : undefined;
  }
  return kind === 'undo' || kind === 'redo' || kind === 'open' ? undefined : COMMANDS[kind](hand);
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

const anyMoves = fc.array(anyMove, { minLength: LENGTH, maxLength: LENGTH, size: 'max' });

test('undo all is the start, redo all is the end, byte for byte, and every document in between is sound', () => {
  const done = new Map<string, number>();
  fc.assert(
    fc.property(anyMoves, (moves) => {
      const start = createHistory(chain());
      let history = start;
      for (const each of moves) {
        const before = JSON.stringify(history.document);
        const next = play(history, each);
        // The document before is untouched.
        expect(JSON.stringify(history.document)).toBe(before);
        if (next !== history) done.set(each.kind, (done.get(each.kind) ?? 0) + 1);
        history = next;
        expectSound(history.document);
        expect(history.past.length).toBeLessThanOrEqual(MAX_STEPS);
      }
      const text = serializeDocument(history.document);
      expect(opened(text)).toEqual({ document: history.document, warnings: [] });
      const back = all(history, undo, canUndo);
      expect(serializeDocument(back.document)).toBe(serializeDocument(start.document));
      const forth = all(back, redo, canRedo);
      const end = all(history, redo, canRedo);
      expect(serializeDocument(forth.document)).toBe(serializeDocument(end.document));
    }),
    { numRuns: SEQUENCES },
  );
  // Nothing was refused every time: each kind has really been played.
  expect([...done.keys()].toSorted()).toEqual([...KINDS].toSorted());
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
