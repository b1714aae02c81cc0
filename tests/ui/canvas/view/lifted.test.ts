/* The wires of dragged cards: taken out of the page, in the hand with them, and back again. */
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { catalog } from '../../../../src/catalog/index.ts';
import { compile } from '../../../../src/compiler/compile.ts';
import { createDrawn } from '../../../../src/ui/canvas/view/drawn-store.ts';
import { placedWires } from '../../../../src/ui/canvas/view/placed-wires.ts';
import { toFlowEdges, toFlowNodes } from '../../../../src/ui/canvas/view/to-react-flow.ts';
import { largeGraph } from '../../../support/large-graph.ts';
import { graph } from '../graph.ts';

const NONE: ReadonlySet<string> = new Set();

function flowOf(document: typeof graph) {
  const nodes = toFlowNodes({ document, compilation: compile(document, catalog), catalog, selected: NONE }, []);
  const edges = toFlowEdges({ document, catalog, selected: NONE, lanes: new Map() }, []);
  return createStore<{ nodes: typeof nodes; edges: typeof edges }>()(() => ({ nodes, edges }));
}

const NEAR = { x: -5_000, y: -5_000, zoom: 1, width: 1000, height: 700 };

describe('what is drawn while cards are dragged', () => {
  it('has their wires in the hand and nowhere else, until they are put down', () => {
    const flow = flowOf(largeGraph(900, 3_000));
    const { store, look, lift } = createDrawn(flow);
    look({ ...NEAR, x: -3_000, y: -1_000 });
    const before = store.getState();
    const [wire] = before.wires;
    const card = wire?.source ?? '';
    const isIts = ({ source, target }: { readonly source: string; readonly target: string }) =>
      source === card || target === card;
    const its = flow.getState().edges.filter(isIts);
    expect(its.length).toBeGreaterThan(1);

    lift([card]);
    const during = store.getState();
    expect(new Set(during.lifted.map(({ id }) => id))).toEqual(new Set(its.map(({ id }) => id)));
    expect(during.wires.filter(({ hidden = false }) => !hidden).some(isIts)).toBe(false);
    expect(during.wires.filter(({ hidden = false }) => !hidden)).toHaveLength(
      before.wires.length - before.wires.filter(isIts).length,
    );
    expect(during.passing.some(isIts)).toBe(false);

    // A move of the card, and a view that follows it, leave all of that the same lists.
    flow.setState({
      nodes: flow
        .getState()
        .nodes.map((each) => (each.id === card ? { ...each, position: { x: 3_100, y: 1_100 } } : each)),
    });
    look({ ...NEAR, x: -3_010, y: -1_000 });
    expect(store.getState().wires).toBe(during.wires);
    expect(store.getState().lifted).toBe(during.lifted);
    expect(store.getState().passing).toBe(during.passing);

    lift([]);
    expect(store.getState().lifted).toEqual([]);
    expect(store.getState().wires.map(({ id }) => id)).toEqual(before.wires.map(({ id }) => id));
    expect(store.getState().wires.some(({ hidden }) => hidden)).toBe(false);
  });

  it('is all of it while the graph is small', () => {
    const flow = flowOf(graph);
    const { store, lift } = createDrawn(flow);
    lift(flow.getState().nodes.map(({ id }) => id));
    expect(store.getState().lifted).toEqual([]);
    expect(store.getState().wires).toBe(flow.getState().edges);
  });
});

it('wires end where their cards are while those are moved', () => {
  const { nodes, edges } = flowOf(graph).getState();
  const [wire] = edges;
  const endsOf = (cards: typeof nodes) => placedWires(wire === undefined ? [] : [wire], cards)[0]?.ends;
  const before = endsOf(nodes);
  const after = endsOf(
    nodes.map((card) =>
      card.id === wire?.target ? { ...card, position: { x: card.position.x + 70, y: card.position.y - 30 } } : card,
    ),
  );
  expect(before?.upright).toBeDefined();
  expect(after?.source).toEqual(before?.source);
  expect(after?.target).toEqual({ x: (before?.target.x ?? 0) + 70, y: (before?.target.y ?? 0) - 30 });
  expect(endsOf([])).toBeUndefined();
});
