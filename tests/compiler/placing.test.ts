/* The one routine that places what is inserted: nothing lies on anything, and nothing moves that need not. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import { boxOf, placed, type Picture } from '../../src/compiler/placing.ts';
import { applyCommand } from '../../src/graph/commands/apply.ts';
import type { Command } from '../../src/graph/commands/types.ts';
import { addedNodes, duplicateCommand } from '../../src/graph/clipboard.ts';
import { parseDocument } from '../../src/graph/parse.ts';
import { tooNear } from '../../src/graph/placing/boxes.ts';
import { frameRects } from '../../src/graph/placing/frames.ts';
import type { GraphDocument } from '../../src/graph/types.ts';

const picture: Picture = {
  catalog,
  sizeOf: ({ type }) => ({ width: 136, height: catalog.get(type)?.role === 'dataset' ? 130 : 96 }),
};

function example(name: string): GraphDocument {
  const parsed = parseDocument(readFileSync(new URL(`../../examples/${name}.json`, import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error(name);
  return parsed.value.document;
}

function carriedOut(document: GraphDocument, command: Command, through?: string): GraphDocument {
  const applied = applyCommand(document, placed(document, command, picture, through).command);
  if (!applied.ok) throw new Error(applied.error.message);
  return applied.value.document;
}

function expectApart(document: GraphDocument): void {
  const boxes = document.nodes.map((node) => boxOf(node, picture));
  const close = boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter((b) => tooNear(a, b, 4))
      .map((b) => `${a.id} ${b.id}`),
  );
  expect(close).toEqual([]);
}

const insert = (type: string, edge: string, position: readonly [number, number]): Command => ({
  type: 'insert',
  node: { id: 'fresh', type, position },
  edge,
  input: 'inputs',
  output: 'outputs',
});
const at = (document: GraphDocument, id: string) => document.nodes.find((node) => node.id === id)?.position;

describe('a node on a wire', () => {
  it('stands level between its neighbours, and what is behind moves to the right', () => {
    const before = example('two-spirals');
    const after = carriedOut(before, insert('LeakyReLU', 'out.outputs->prob.inputs', [150, 330]));
    expectApart(after);
    expect(at(after, 'fresh')?.[1]).toBe(at(before, 'out')?.[1]);
    expect(at(after, 'prob')?.[0]).toBeGreaterThan(at(before, 'prob')?.[0] ?? 0);
    for (const id of ['data', 'd1', 'bn1', 'relu1', 'he', 'out']) expect(at(after, id)).toEqual(at(before, id));
  });

  it('takes the parameters of what moves along', () => {
    const before = example('two-spirals');
    const after = carriedOut(before, insert('Standardize', 'data.features->d1.inputs', [180, 0]));
    expectApart(after);
    const moved = (id: string) => (at(after, id)?.[0] ?? 0) - (at(before, id)?.[0] ?? 0);
    expect(moved('d1')).toBeGreaterThan(0);
    expect(moved('he')).toBe(moved('d1'));
  });

  it('at a wire that goes on in the next row stands at the end of the row, or at the start of the next', () => {
    const before = example('two-spirals');
    const late = carriedOut(before, insert('Dropout', 'relu1.outputs->out.inputs', [900, 20]));
    expectApart(late);
    expect(at(late, 'fresh')?.[1]).toBe(at(before, 'relu1')?.[1]);
    const early = carriedOut(before, insert('Dropout', 'relu1.outputs->out.inputs', [-40, 330]));
    expectApart(early);
    expect(at(early, 'fresh')).toEqual(at(before, 'out'));
    expect(at(early, 'out')?.[0]).toBeGreaterThan(at(before, 'out')?.[0] ?? 0);
  });

  it('is one step together with all the moves', () => {
    const { command } = placed(example('xor'), insert('Dropout', 'd1.outputs->tanh1.inputs', [300, 0]), picture);
    expect(command).toMatchObject({ type: 'batch', label: 'Insert Dropout' });
  });

  it('may have been there already', () => {
    const xor = example('xor');
    const free = applyCommand(xor, { type: 'add', nodes: [{ id: 'drop', type: 'Dropout', position: [330, 20] }] });
    if (!free.ok) throw new Error('refused');
    const after = carriedOut(
      free.value.document,
      {
        type: 'batch',
        label: 'Insert drop',
        commands: [
          { type: 'disconnect', edges: ['d1.outputs->tanh1.inputs'] },
          { type: 'connect', edge: { from: 'd1.outputs', to: 'drop.inputs' } },
          { type: 'connect', edge: { from: 'drop.outputs', to: 'tanh1.inputs' } },
        ],
      },
      'drop',
    );
    expectApart(after);
    expect(at(after, 'drop')?.[1]).toBe(at(xor, 'd1')?.[1]);
  });
});

describe('anything else', () => {
  it('goes as a group to where it lies on nothing, and moves nothing', () => {
    const before = example('digits');
    const command = duplicateCommand(before, ['d2', 'bn2', 'relu2']);
    const after = carriedOut(before, command);
    expectApart(after);
    for (const { id, position } of before.nodes) expect(at(after, id)).toEqual(position);
    const copies = addedNodes(command).map((id) => at(after, id) ?? [0, 0]);
    expect(new Set(copies.map(([, y]) => y)).size).toBe(1);
  });

  it('keeps off the wires where it can', () => {
    const xor = example('xor');
    const wire = { x: 136, y: 30, width: 900, height: 20 };
    const add: Command = { type: 'add', nodes: [{ id: 'n', type: 'Dropout', position: [1000, 20] }] };
    const shy = placed(xor, add, { ...picture, wires: [wire] }).command;
    const applied = applyCommand(xor, shy);
    expect(applied.ok && tooNear({ ...boxOf(must(applied.value.document), picture) }, wire, 0)).toBe(false);
  });

  it('is left alone where nothing is in the way', () => {
    const xor = example('xor');
    const add: Command = { type: 'add', nodes: [{ id: 'n', type: 'Dropout', position: [-400, 40] }] };
    expect(placed(xor, add, picture).command).toBe(add);
    const set: Command = { type: 'setParams', node: 'd1', params: { units: 3 } };
    expect(placed(xor, set, picture)).toEqual({ command: set, nodes: [] });
  });
});

function must(document: GraphDocument) {
  const node = document.nodes.find(({ id }) => id === 'n');
  if (node === undefined) throw new Error('n is gone');
  return node;
}

describe('frames', () => {
  const framed = (): GraphDocument => {
    const before = example('two-spirals');
    const command = { type: 'addFrame', frame: { id: 'body', title: 'Body' }, nodes: ['d1', 'bn1', 'relu1'] } as const;
    const applied = applyCommand(before, command);
    if (!applied.ok) throw new Error(applied.error.message);
    return applied.value.document;
  };
  const frameOf = (document: GraphDocument, id: string) => document.nodes.find((node) => node.id === id)?.frame;

  it('take a node that is put between two of their own, in the same step', () => {
    const after = carriedOut(framed(), insert('LeakyReLU', 'bn1.outputs->relu1.inputs', [0, 0]));
    expect(frameOf(after, 'fresh')).toBe('body');
    expectApart(after);
  });

  it('take none that leads out of them, and none that stands alone', () => {
    expect(
      frameOf(carriedOut(framed(), insert('LeakyReLU', 'data.features->d1.inputs', [0, 0])), 'fresh'),
    ).toBeUndefined();
    const lone: Command = {
      type: 'add',
      nodes: [{ id: 'fresh', type: 'Dense', position: at(framed(), 'bn1') ?? [0, 0] }],
    };
    const after = carriedOut(framed(), lone);
    expect(frameOf(after, 'fresh')).toBeUndefined();
    const members = after.nodes.map((node) => ({ ...boxOf(node, picture), frame: node.frame }));
    const body = frameRects(after.frames ?? [], members).get('body');
    const fresh = members.find(({ id }) => id === 'fresh');
    expect(body !== undefined && fresh !== undefined && tooNear(body, fresh, 0)).toBe(false);
  });

  it('hold the copy of a part, and come along with a copy of the whole', () => {
    const part = carriedOut(framed(), duplicateCommand(framed(), ['bn1']));
    expect(part.nodes.filter(({ frame }) => frame === 'body')).toHaveLength(4);
    const whole = carriedOut(framed(), duplicateCommand(framed(), ['d1', 'bn1', 'relu1']));
    expect(whole.frames).toHaveLength(2);
    const members = whole.nodes.map((node) => ({ ...boxOf(node, picture), frame: node.frame }));
    const [first, second] = [...frameRects(whole.frames ?? [], members).values()];
    expect(first !== undefined && second !== undefined && tooNear(first, second, 0)).toBe(false);
    expectApart(whole);
  });
});
