/* A graph laid out as a paragraph: it uses the room, and nothing lies on anything. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import { layOut, type Room } from '../../src/compiler/layout.ts';
import type { Picture } from '../../src/compiler/placing.ts';
import { parseDocument } from '../../src/graph/parse.ts';
import { around, tooNear, type Box } from '../../src/graph/placing/boxes.ts';
import { frameRects } from '../../src/graph/placing/frames.ts';
import type { GraphDocument } from '../../src/graph/types.ts';

const picture: Picture = {
  catalog,
  sizeOf: ({ type }) => ({ width: 136, height: catalog.get(type)?.role === 'dataset' ? 141 : 96 }),
};
const ROOM: Room = { width: 884, height: 574 };
const FOLDER = new URL('../../examples/', import.meta.url);

const examples = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name): readonly [string, GraphDocument] => {
    const parsed = parseDocument(readFileSync(new URL(name, FOLDER), 'utf8'));
    if (!parsed.ok) throw new Error(name);
    return [name, parsed.value.document];
  });

function laid(document: GraphDocument, room = ROOM): readonly Box[] {
  const positions = layOut(document, picture, room);
  return document.nodes.map((node) => {
    const [x, y] = positions[node.id] ?? node.position;
    return { id: node.id, x, y, ...picture.sizeOf(node) };
  });
}

describe.each(examples)('%s', (_name, document) => {
  it('has every card apart from the others', () => {
    const boxes = laid(document);
    const close = boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .filter((b) => tooNear(a, b, 20))
        .map((b) => [a.id, b.id]),
    );
    expect(close).toEqual([]);
  });

  it.runIf(document.nodes.length <= 20)('can be read as a whole: texts are at least 11 pixels high', () => {
    const area = around(laid(document)) ?? { x: 0, y: 0, width: 1, height: 1 };
    // Cards keep their texts at 11 pixels down to this zoom.
    expect(Math.min(ROOM.width / (area.width + 84), ROOM.height / area.height)).toBeGreaterThan(0.72);
  });

  it('lies the same when it is laid out again', () => {
    const once = layOut(document, picture, ROOM);
    const moved = {
      ...document,
      nodes: document.nodes.map((node) => ({ ...node, position: once[node.id] ?? node.position })),
    };
    // A note that stays is not spoken of.
    expect({ ...once, ...layOut(moved, picture, ROOM) }).toEqual(once);
  });
});

describe('rows', () => {
  const chain = (count: number): GraphDocument => ({
    format: 'edgewise',
    version: 1,
    name: 'chain',
    seed: 1,
    nodes: Array.from({ length: count }, (_, i) => ({ id: `d${i}`, type: 'Dense', position: [i * 900, 0] as const })),
    edges: Array.from({ length: count - 1 }, (_, i) => ({ from: `d${i}.outputs`, to: `d${i + 1}.inputs` })),
  });
  const rowsOf = (boxes: readonly Box[]) => new Set(boxes.map(({ y }) => y)).size;

  it('break where the room says', () => {
    expect(rowsOf(laid(chain(3)))).toBe(1);
    expect(rowsOf(laid(chain(8)))).toBe(2);
    expect(rowsOf(laid(chain(8), { width: 2400, height: 574 }))).toBe(1);
    expect(rowsOf(laid(chain(8), { width: 500, height: 900 }))).toBeGreaterThan(2);
  });

  const note = (id: string, x: number, y: number) => ({ id, type: 'Note', position: [x, y] as const });
  const noted = (...notes: ReturnType<typeof note>[]) => {
    const document = { ...chain(3), nodes: [...chain(3).nodes, ...notes] };
    return { document, places: layOut(document, picture, ROOM) };
  };

  it('leave notes where they are unless a card has come to lie there', () => {
    const { places } = noted(note('under', 10, 10), note('apart', 100, -140));
    expect(places['apart']).toBeUndefined();
    const lowest = Math.max(...['d0', 'd1', 'd2'].map((id) => places[id]?.[1] ?? 0));
    expect(places['under']?.[1]).toBeGreaterThan(lowest + 60);
  });

  it('fetch notes for which everything would have to be shown small', () => {
    const { document, places } = noted(note('first', 100, -900), note('second', 4000, 0));
    const boxes = document.nodes.map((node) => ({ id: node.id, at: places[node.id] ?? node.position }));
    const area = around(boxes.map(({ id, at: [x, y] }) => ({ id, x, y, width: 136, height: 96 })));
    expect(area?.width).toBeLessThan(800);
    expect(area?.height).toBeLessThan(400);
  });

  it('keep twenty cards readable', () => {
    const area = around(laid(chain(20)));
    expect(Math.min(ROOM.width / ((area?.width ?? 0) + 84), ROOM.height / (area?.height ?? 1))).toBeGreaterThan(0.72);
  });
});

describe('frames', () => {
  /** A chain of six layers whose halves, and whose two initializers, stand in frames; the optimizer and a note too. */
  const document: GraphDocument = framedChain();

  it('hold their nodes together: nothing else comes to lie in them, and they lie apart', () => {
    const boxes = laid(document);
    const members = boxes.map((box) => ({ ...box, frame: document.nodes.find(({ id }) => id === box.id)?.frame }));
    const rects = frameRects(document.frames ?? [], members);
    const strangers = [...rects].flatMap(([frame, rect]) =>
      members.filter((box) => box.frame !== frame && tooNear(box, rect, 0)).map(({ id }) => `${id} in ${frame}`),
    );
    expect(strangers).toEqual([]);
    const [first, second, third] = [...rects.values()];
    if (first === undefined || second === undefined || third === undefined) throw new Error('no frames');
    expect([tooNear(first, second, 0), tooNear(first, third, 0), tooNear(second, third, 0)]).toEqual([
      false, false, false,
    ]); // prettier-ignore
    expect(boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => tooNear(a, b, 10)))).toEqual([]);
  });

  it('stay where they are when they are laid out again', () => {
    const once = layOut(document, picture, ROOM);
    const moved = {
      ...document,
      nodes: document.nodes.map((node) => ({ ...node, position: once[node.id] ?? node.position })),
    };
    // A note that lies clear by then is not spoken of again.
    expect({ ...once, ...layOut(moved, picture, ROOM) }).toEqual(once);
    expect(laid(moved)).toEqual(laid(document));
  });
});

function framedChain(): GraphDocument {
  const dense = [1, 2, 3, 4, 5, 6].map((i) => ({
    id: `d${i}`,
    type: 'Dense',
    position: [i * 37, i * 11] as const,
    frame: i <= 3 ? 'front' : 'back',
  }));
  return {
    format: 'edgewise',
    version: 1,
    name: 'framed',
    seed: 1,
    nodes: [
      { id: 'data', type: 'Dataset', position: [0, 0] },
      ...dense,
      { id: 'he', type: 'HeNormal', position: [100, 300], frame: 'front' },
      { id: 'glorot', type: 'GlorotNormal', position: [100, 400] },
      { id: 'said', type: 'Note', position: [0, 900], frame: 'back' },
      { id: 'loss', type: 'MeanSquaredError', position: [0, 0] },
      { id: 'opt', type: 'Adam', position: [0, 0], frame: 'how' },
      { id: 'train', type: 'Train', position: [0, 0] },
      { id: 'free', type: 'Note', position: [10, 10] },
    ],
    edges: [
      { from: 'data.features', to: 'd1.inputs' },
      ...[1, 2, 3, 4, 5].map((i) => ({ from: `d${i}.outputs`, to: `d${i + 1}.inputs` })),
      { from: 'he.initializer', to: 'd2.kernel_initializer' },
      { from: 'glorot.initializer', to: 'd5.kernel_initializer' },
      { from: 'd6.outputs', to: 'loss.y_pred' },
      { from: 'data.targets', to: 'loss.y_true' },
      { from: 'loss.loss', to: 'train.loss' },
      { from: 'opt.optimizer', to: 'train.optimizer' },
    ],
    frames: [
      { id: 'front', title: 'Front' },
      { id: 'back', title: 'Back' },
      { id: 'how', title: 'How' },
      { id: 'empty', title: '', position: [5000, 5000] },
    ],
  };
}
