import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { remembered } from '../../../../src/base/remembered.ts';
import { catalog } from '../../../../src/catalog/index.ts';
import { compile } from '../../../../src/compiler/compile.ts';
import { MAX_EDGES, MAX_NODES } from '../../../../src/graph/limits.ts';
import { MOST_CARDS, MOST_WIRES } from '../../../../src/ui/canvas/view/crowd.ts';
import { createDrawn } from '../../../../src/ui/canvas/view/drawn-store.ts';
import { paintSketch, sketchOf } from '../../../../src/ui/canvas/view/sketch-paint.ts';
import { toFlowEdges, toFlowNodes } from '../../../../src/ui/canvas/view/to-react-flow.ts';
import { largeGraph } from '../../../support/large-graph.ts';
import { compilationOf, graph } from '../graph.ts';

const NONE: ReadonlySet<string> = new Set();

/** Of a graph once: a store puts other lists in the place of these, and changes none. */
const cardsAndWires = remembered((document: typeof graph) => {
  const nodes = toFlowNodes({ document, compilation: compile(document, catalog), catalog, selected: NONE }, []);
  const edges = toFlowEdges({ document, catalog, selected: NONE, lanes: new Map() }, []);
  return { nodes, edges };
});

function flowOf(document: typeof graph) {
  const flow = cardsAndWires(document);
  return createStore<typeof flow>()(() => flow);
}

const large = largeGraph();
const NEAR = { x: 0, y: 0, zoom: 1, width: 1000, height: 700 };
const FAR = { ...NEAR, zoom: 0.05 };

describe('what is drawn of a graph', () => {
  it('is a graph at the limits, and sound', () => {
    expect(large.nodes).toHaveLength(MAX_NODES);
    expect(large.edges.length).toBeGreaterThan(MAX_EDGES - 10);
    expect(large.edges.length).toBeLessThanOrEqual(MAX_EDGES);
    const { diagnostics, programs } = compile(large, catalog);
    expect(diagnostics).toEqual([]);
    expect(programs).toHaveLength(1);
  });

  it('is everything, as it is, while the graph is small', () => {
    const flow = flowOf(graph);
    const { store, look } = createDrawn(flow);
    look(FAR);
    expect(store.getState().cards).toBe(flow.getState().nodes);
    expect(store.getState().wires).toBe(flow.getState().edges);
    expect(store.getState().sketched).toBe(false);
  });

  it('is a sketch while too many cards are in sight, and cards again from near', () => {
    const { store, look } = createDrawn(flowOf(large));
    look(FAR);
    const { sketched, cards, wires, passing } = store.getState();
    expect([sketched, cards.length, wires.length]).toEqual([true, 0, 0]);
    expect(passing).toHaveLength(large.edges.length);
    look(NEAR);
    expect(store.getState().sketched).toBe(false);
    expect(store.getState().cards.length).toBeGreaterThan(0);
  });

  it('is near: of the cards those around what is in sight, at the ends of its wires, and the selected ones', () => {
    const flow = flowOf(large);
    const { store, look } = createDrawn(flow);
    look({ ...NEAR, x: -5_000, y: -5_000 });
    const { cards, wires } = store.getState();
    const ends = new Set(wires.flatMap(({ source, target }) => [source, target]));
    const around = ({ x, y }: { readonly x: number; readonly y: number }) =>
      x > 4_750 - 136 && x < 6_250 && y > 4_825 - 84 && y < 5_875;
    expect(cards.map(({ id }) => id)).toEqual(
      flow.getState().nodes.flatMap(({ id, position }) => (ends.has(id) || around(position) ? [id] : [])),
    );
    expect(cards.length).toBeLessThan(MAX_NODES / 5);
    const [first] = flow.getState().nodes;
    expect(cards).not.toContain(first);
    flow.setState({ nodes: flow.getState().nodes.map((card, i) => (i === 0 ? { ...card, selected: true } : card)) });
    expect(store.getState().cards[0]?.id).toBe(first?.id);
  });

  it('is never more than React Flow can keep up with, whatever is in sight', () => {
    const { store, look } = createDrawn(flowOf(large));
    for (const zoom of [0.05, 0.1, 0.2, 0.3, 0.5, 1, 2]) {
      for (const x of [0, -3_000, -9_000]) {
        look({ ...NEAR, x: x * zoom, zoom });
        const { sketched, cards, wires, passing } = store.getState();
        expect(wires.length).toBeLessThanOrEqual(MOST_WIRES);
        expect(wires.length + passing.length).toBe(large.edges.length);
        if (sketched) expect(cards).toHaveLength(0);
        else {
          const right = (-x * zoom) / zoom + NEAR.width / zoom;
          const seen = cards.filter(({ position }) => position.x > -x - 136 && position.x < right);
          expect(seen.filter(({ position }) => position.y < NEAR.height / zoom).length).toBeLessThanOrEqual(MOST_CARDS);
        }
      }
    }
  });

  it('puts cards in the place of a sketch when the view rests; in a move only where they are few', () => {
    const { store, look, rest } = createDrawn(flowOf(large));
    look(FAR);
    // Some 110 cards.
    look({ ...NEAR, zoom: 0.36, x: -300, y: -200 });
    expect(store.getState().sketched).toBe(true);
    rest();
    expect(store.getState().sketched).toBe(false);
    look(FAR);
    look(NEAR);
    expect(store.getState().sketched).toBe(false);
  });

  it('waits while a hand moves the view: what comes into sight is sketched, until the view rests', () => {
    const { store, look, hold, rest } = createDrawn(flowOf(large));
    look({ ...NEAR, x: -5_000, y: -5_000 });
    const { cards, wires } = store.getState();
    hold();
    look({ ...NEAR, x: -9_000, y: -5_000 });
    expect(store.getState().cards).toBe(cards);
    expect(store.getState().veiled).toBe(false);
    look(FAR);
    expect(store.getState().cards).toBe(cards);
    expect(store.getState().wires).toBe(wires);
    expect([store.getState().sketched, store.getState().veiled]).toEqual([false, true]);
    look({ ...NEAR, x: -5_000, y: -5_000 });
    rest();
    expect(store.getState().cards).toBe(cards);
    expect(store.getState().veiled).toBe(false);
    hold();
    look(FAR);
    rest();
    expect([store.getState().sketched, store.getState().veiled]).toEqual([true, false]);
    hold();
    look(NEAR);
    expect(store.getState().sketched).toBe(true);
    rest();
    expect(store.getState().sketched).toBe(false);
  });

  it('draws cards in sight and with as much air as few cards allow; others at the ends of wires are hidden', () => {
    const { store, look } = createDrawn(flowOf(large));
    for (const zoom of [1, 0.5, 0.36]) {
      look({ ...NEAR, x: -5_000 * zoom, y: -5_000 * zoom, zoom });
      const { cards, near } = store.getState();
      expect(near?.size).toBeGreaterThan(0);
      expect(near?.size).toBeLessThanOrEqual(MOST_CARDS);
      for (const { id, hidden, selected } of cards)
        if (selected !== true) expect(hidden === true).toBe(near?.has(id) === false);
      expect(cards.some(({ hidden }) => hidden)).toBe(true);
    }
  });

  it('draws fewer cards again when the view has come nearer', () => {
    const { store, look, hold, rest } = createDrawn(flowOf(large));
    look({ ...NEAR, x: -2_500, y: -2_500, zoom: 0.5 });
    const around = store.getState().near?.size ?? 0;
    hold();
    look({ ...NEAR, x: -5_200, y: -5_200 });
    rest();
    expect(store.getState().near?.size).toBeLessThan(around / 2);
  });

  it('draws a card that is put into what is in sight', () => {
    const flow = flowOf(large);
    const { store, look } = createDrawn(flow);
    look({ ...NEAR, x: -5_000, y: -5_000 });
    const far = flow.getState().nodes[0];
    expect(store.getState().near?.has(far?.id ?? '')).toBe(false);
    const position = { x: 5_300, y: 5_200 };
    flow.setState({ nodes: flow.getState().nodes.map((card) => (card === far ? { ...card, position } : card)) });
    expect(store.getState().near?.has(far?.id ?? '')).toBe(true);
  });

  it('keeps its lists of wires while a card is dragged, for React Flow reads changed ones from the start', () => {
    const flow = flowOf(large);
    const { store, look } = createDrawn(flow);
    look(NEAR);
    const drag = (x: number) =>
      flow.setState({
        nodes: flow.getState().nodes.map((card, i) => (i === 0 ? { ...card, position: { x, y: 5 } } : card)),
      });
    drag(5);
    const { wires, passing, cards } = store.getState();
    drag(9);
    expect(store.getState().cards).not.toBe(cards);
    expect(store.getState().wires).toBe(wires);
    expect(store.getState().passing).toBe(passing);
  });

  it('gives the wires that end in sight to React Flow before those that pass by', () => {
    const { store, look } = createDrawn(flowOf(large));
    look({ ...NEAR, x: -5_000, y: -5_000 });
    const { wires } = store.getState();
    expect(wires.length).toBeGreaterThan(0);
    const at = new Map(large.nodes.map(({ id, position }) => [id, position]));
    const inSight = (id: string) => {
      const [x = 0, y = 0] = at.get(id) ?? [];
      return x > 4_864 && x < 6_000 && y > 4_900 && y < 5_700;
    };
    for (const { from, to } of large.edges) {
      const [source = '', target = ''] = [from.split('.')[0], to.split('.')[0]];
      if (inSight(source) && inSight(target)) expect(wires.some(({ id }) => id === `${from}->${to}`)).toBe(true);
    }
  });

  it('stays the same while the view moves inside what was chosen', () => {
    const { store, look } = createDrawn(flowOf(large));
    look({ ...NEAR, x: -5_000, y: -5_000 });
    const { wires } = store.getState();
    look({ ...NEAR, x: -5_100, y: -5_050 });
    expect(store.getState().wires).toBe(wires);
    look({ ...NEAR, x: -8_000, y: -5_050 });
    expect(store.getState().wires).not.toBe(wires);
  });
});

describe('paintSketch', () => {
  it('paints each card and each wire in sight once, a stroke for each kind', () => {
    const calls: Record<string, number> = {};
    const context = new Proxy({} as CanvasRenderingContext2D, {
      get: (_target, name) => () => (calls[String(name)] = (calls[String(name)] ?? 0) + 1),
      set: () => true,
    });
    const nodes = toFlowNodes({ document: graph, compilation: compilationOf(graph), catalog, selected: NONE }, []);
    const edges = toFlowEdges({ document: graph, catalog, selected: NONE, lanes: new Map() }, []);
    const sketch = sketchOf(nodes, edges);
    paintSketch(context, sketch, { ...NEAR, width: 1200 }, 1, () => 'red');
    expect(calls['fillRect']).toBe(graph.nodes.length);
    expect(calls['moveTo']).toBe(graph.edges.length);
    const kinds = new Set(edges.map((wire) => wire.data?.kind)).size;
    expect(calls['stroke']).toBe(kinds + graph.nodes.length);
    calls['fillRect'] = 0;
    paintSketch(context, sketch, { ...NEAR, x: -50_000 }, 1, () => 'red');
    expect(calls['fillRect']).toBe(0);
  });
});
