/*
 * Whatever two documents follow each other, everything on the canvas can be drawn: React Flow still has
 * the cards and wires of the first one when the store already holds the second, and for a moment both
 * meet. Drawn as on a server, with stores that are read as they are at that moment.
 */
import fc from 'fast-check';
import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { tensorKey } from '../../../src/compiler/types.ts';
import { Position, ReactFlowProvider, type EdgeProps, type NodeProps } from 'reactflow';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Json } from '../../../src/base/json.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { FORMAT, VERSION, type GraphDocument } from '../../../src/graph/types.ts';
import type { Distribution } from '../../../src/protocol/readings.ts';
import { canvasStore } from '../../../src/ui/canvas/canvas-store.ts';
import { NodeCard } from '../../../src/ui/canvas/cards/node-card.tsx';
import { NoteCard } from '../../../src/ui/canvas/cards/note-card.tsx';
import { toFlowEdges, toFlowNodes, type CardNode, type WireEdge } from '../../../src/ui/canvas/view/to-react-flow.ts';
import { WireDetails } from '../../../src/ui/canvas/wires/wire-details.tsx';
import { Wire } from '../../../src/ui/canvas/wires/wire.tsx';
import { NodePicture } from '../../../src/ui/pictures/index.tsx';
import { documentStore } from '../../../src/ui/stores/document.ts';
import { runStore } from '../../../src/ui/stores/run.ts';
import { THOROUGH, unless } from '../../support/thorough.ts';

vi.mock('zustand', async (original) => ({
  ...(await original<object>()),
  useStore: (store: { getState(): unknown }, selector: (state: unknown) => unknown) => selector(store.getState()),
}));
vi.mock('reactflow', async (original) => ({
  ...(await original<object>()),
  ViewportPortal: ({ children }: { children: ReactNode }) => children,
}));
vi.mock('../../../src/ui/canvas/wires/on-wires.tsx', () => ({
  OnWires: ({ children }: { children: ReactNode }) => children,
}));

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const TYPES = [...catalog.all.map(({ type }) => type), 'FromTheFuture'];
const PARAMS = [...new Set(catalog.all.flatMap(({ params }) => Object.keys(params))), 'nobody_knows'];
const PORTS = [
  ...new Set(catalog.all.flatMap(({ inputs, outputs }) => [...inputs, ...outputs].map(({ name }) => name))),
  'nowhere',
];
const value: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, '', 'relu', 'xor', -1, 0, 0.5, 1, 3, 64, 1e30, 'x'.repeat(300), [], [2, 2], {}),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const node = fc.record(
  {
    type: fc.constantFrom(...TYPES),
    params: fc.dictionary(fc.constantFrom(...PARAMS), value, { maxKeys: 4 }),
    muted: fc.boolean(),
    label: fc.constantFrom('', 'A name', 'long '.repeat(20_000)),
  },
  { requiredKeys: ['type'] },
);
const ref = fc.tuple(fc.constantFrom(...IDS), fc.constantFrom(...PORTS)).map(([id, port]) => `${id}.${port}`);
const edge = fc.record({ from: ref, to: ref });

/** Wires between the ports that the types really have, beside those that are anything. */
function wiresOf(types: readonly string[], picks: readonly number[]): { from: string; to: string }[] {
  const ends = (direction: 'inputs' | 'outputs') =>
    types.flatMap((type, i) =>
      (catalog.get(type)?.[direction] ?? []).map(({ name, kind }) => ({ ref: `${IDS[i]}.${name}`, kind })),
    );
  const pairs = ends('outputs').flatMap((from) =>
    ends('inputs')
      .filter(({ kind }) => kind === from.kind || (from.kind === 'data' && kind === 'tensor'))
      .map((to) => ({ from: from.ref, to: to.ref })),
  );
  return pairs.length === 0
    ? []
    : [...new Set(picks.map((pick) => pairs[pick % pairs.length]))].filter((pair) => pair !== undefined);
}

const anyDocument: fc.Arbitrary<GraphDocument> = fc
  .tuple(
    fc.array(node, { minLength: IDS.length, maxLength: IDS.length }),
    fc.array(edge, { maxLength: 4 }),
    fc.array(fc.nat(10_000), { maxLength: 12 }),
  )
  .map(([nodes, odd, picks]) => ({
    format: FORMAT,
    version: VERSION,
    name: 'Any',
    seed: 1,
    nodes: nodes.map((each, i) => ({ id: IDS[i] ?? 'x', position: [i * 200, 0] as const, ...each })),
    edges: [
      ...wiresOf(
        nodes.map(({ type }) => type),
        picks,
      ),
      ...odd,
    ],
  }));

const distribution: Distribution = {
  count: 10,
  mean: 0,
  std: 1,
  min: -1,
  max: 1,
  zeros: 0,
  nonFinite: 0,
  bins: new Float32Array(24),
};

/** A run of the document before, with a reading of everything it could have measured. */
function runOf(document: GraphDocument): void {
  const { programs, edges, nodes } = compile(document, catalog);
  const tensors = [...edges.values()].flatMap(({ carries }) =>
    carries.what === 'activation' || carries.what === 'features'
      ? [
          [
            tensorKey(carries.tensor),
            { shape: carries.shape, forward: distribution, units: 1, deadUnits: 0, saturated: 0 },
          ] as const,
        ]
      : [],
  );
  const weights = [...nodes.values()].flatMap(({ weights: all }) =>
    all.map(({ key, shape }) => [key, { shape, values: distribution }] as const),
  );
  const program = programs[0]?.id ?? 'f';
  const measured = {
    loss: 0.7,
    learningRate: 0.01,
    tensors: Object.fromEntries(tensors),
    weights: Object.fromEntries(weights),
  };
  runStore.setState({
    state: 'running',
    program,
    run: 'r',
    step: 3,
    batches: [{ step: 1, loss: 0.7, learningRate: 0.01 }],
    readings: { wires: { value: measured, step: 3, epoch: 0, run: 'r', program, at: 0 } },
  });
}

const cardsOf = (document: GraphDocument): readonly CardNode[] =>
  toFlowNodes({ document, compilation: compile(document, catalog), catalog, selected: new Set() }, []);
const wiresDrawn = (document: GraphDocument): readonly WireEdge[] =>
  toFlowEdges({ document, catalog, selected: new Set(), lanes: new Map() }, []);

function cardProps(card: CardNode): NodeProps<CardNode> {
  const rest = { dragging: false, draggable: true, selectable: true, deletable: true, isConnectable: true };
  return {
    id: card.id,
    type: 'card',
    data: card.data,
    selected: false,
    zIndex: 0,
    positionAbsoluteX: 0,
    positionAbsoluteY: 0,
    ...rest,
  };
}

function wireProps(wire: WireEdge): EdgeProps<WireEdge> {
  const ends = {
    sourceX: 0,
    sourceY: 0,
    targetX: 300,
    targetY: 60,
    sourcePosition: Position.Right,
    targetPosition: Position.Left,
  };
  return { id: wire.id, source: wire.source, target: wire.target, ...(wire.data && { data: wire.data }), ...ends };
}

/** Everything that is drawn for these cards and wires in the present state of the stores. */
function draw(cards: readonly CardNode[], wires: readonly WireEdge[]): string {
  const drawn = (['near', 'middle', 'far'] as const).map((detail) => {
    canvasStore.setState({ detail });
    return renderToStaticMarkup(
      createElement(
        ReactFlowProvider,
        null,
        ...cards.map((card) => createElement(card.type === 'note' ? NoteCard : NodeCard, cardProps(card))),
        ...wires.map((wire) => createElement(Wire, wireProps(wire))),
        ...(detail === 'near'
          ? [
              ...wires.map((wire) =>
                createElement(WireDetails, { id: wire.id, at: { x: 0, y: 0 }, kind: 'tensor' as const }),
              ),
              ...cards.flatMap(({ id }) =>
                (['card', 'panel'] as const).map((size) => createElement(NodePicture, { nodeId: id, size })),
              ),
            ]
          : []),
      ),
    );
  });
  return drawn.join('');
}

describe('drawing one document after another', () => {
  beforeAll(() => {
    vi.useFakeTimers();
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  });
  afterAll(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  const PAIRS = [
    [15, unless(true)],
    [60, THOROUGH],
  ] as const;
  for (const [numRuns, options] of PAIRS)
    it(`never throws, and puts no long text on a card: ${numRuns} pairs`, options, () => {
      fc.assert(
        fc.property(anyDocument, anyDocument, (first, second) => {
          documentStore.begin(first);
          runOf(first);
          vi.advanceTimersByTime(200);
          const cards = cardsOf(first);
          const wires = wiresDrawn(first);
          expect(draw(cards, wires).length).toBeGreaterThan(0);
          documentStore.getState().open(second);
          draw(cards, wires);
          runOf(second);
          vi.advanceTimersByTime(200);
          const both = draw([...cards, ...cardsOf(second)], [...wires, ...wiresDrawn(second)]);
          expect(both).not.toContain('long '.repeat(100));
          documentStore.getState().undo();
          draw(cardsOf(second), wiresDrawn(second));
        }),
        { numRuns },
      );
    });

  it('draws what was found first: an initializer’s card with the params of another type', () => {
    const init = (type: string, params: Record<string, Json> = {}): GraphDocument => ({
      format: FORMAT,
      version: VERSION,
      name: type,
      seed: 1,
      nodes: [{ id: 'a', type, position: [0, 0], params }],
      edges: [],
    });
    const before = init('RandomNormal');
    documentStore.begin(before);
    const cards = cardsOf(before);
    documentStore.getState().open(init('GlorotNormal'));
    expect(draw(cards, [])).toContain('GlorotNormal');
  });

  it('puts nothing in the place of a card whose node is gone', () => {
    const cards = cardsOf(documentStore.getState().document);
    documentStore.getState().dispatch({ type: 'remove', nodes: cards.map(({ id }) => id) });
    expect(draw(cards, [])).toBe('');
  });
});
