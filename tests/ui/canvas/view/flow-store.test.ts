import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { catalog } from '../../../../src/catalog/index.ts';
import type { Command } from '../../../../src/graph/commands/types.ts';
import { createHistory } from '../../../../src/graph/history.ts';
import { createFlow, selectionAfter } from '../../../../src/ui/canvas/view/flow-store.ts';
import type { DocumentState, ViewState } from '../../../../src/ui/stores/types.ts';
import { compilationOf, graph } from '../graph.ts';

function setUp() {
  const dispatch = vi.fn((_command: Command, _options?: { readonly coalesce?: string }) => true);
  const documents = createStore<DocumentState>()(() => ({
    document: graph,
    whole: graph,
    inside: [],
    block: undefined,
    enter: () => undefined,
    history: createHistory(graph),
    compilation: compilationOf(graph),
    saved: 'saved',
    opened: 0,
    dispatch,
    undo: () => undefined,
    redo: () => undefined,
    jump: () => undefined,
    open: () => undefined,
  }));
  const view = createStore<Pick<ViewState, 'selectedNodes' | 'selectedEdges' | 'select'>>()((set) => ({
    selectedNodes: [],
    selectedEdges: [],
    select: (selectedNodes, selectedEdges = []) => set({ selectedNodes, selectedEdges }),
  }));
  const flow = createFlow(documents, view as unknown as Parameters<typeof createFlow>[1], catalog);
  flow.connect();
  return { dispatch, view, flow, documents };
}

describe('the canvas model', () => {
  it('keeps a drag to itself and commits one move when it ends', () => {
    const { dispatch, flow } = setUp();
    const { onNodesChange } = flow.store.getState();
    flow.beginGesture();
    for (let x = 250; x < 300; x += 10) {
      onNodesChange([{ type: 'position', id: 'd1', position: { x, y: 0 }, dragging: true }]);
    }
    expect(dispatch).not.toHaveBeenCalled();
    expect(flow.store.getState().nodes.find((card) => card.id === 'd1')?.position.x).toBe(290);
    onNodesChange([
      { type: 'position', id: 'd1', position: { x: 300.4, y: 0.2 }, dragging: false },
      { type: 'position', id: 'out', position: { x: 480, y: 0 }, dragging: false },
    ]);
    expect(dispatch).toHaveBeenCalledTimes(1);
    expect(dispatch.mock.calls[0]?.[0]).toEqual({ type: 'move', positions: { d1: [300, 0] } });
  });

  it('makes only those cards and wires anew that a selection concerns', () => {
    const { view, flow } = setUp();
    const { nodes, edges } = flow.store.getState();
    view.getState().select(['d1'], [edges[0]?.id ?? '']);
    const after = flow.store.getState();
    expect(after.nodes.flatMap((card, i) => (card === nodes[i] ? [] : [card.id]))).toEqual(['d1']);
    expect(after.edges.flatMap((wire, i) => (wire === edges[i] ? [] : [i]))).toEqual([0]);
    view.getState().select([], []);
    expect(flow.store.getState().nodes.some(({ selected }) => selected === true)).toBe(false);
  });

  it('keeps its wires through an edit, and gives them another colour with another type', () => {
    const { documents, flow } = setUp();
    const { edges } = flow.store.getState();
    const show = (change: (node: (typeof graph.nodes)[number]) => (typeof graph.nodes)[number]) => {
      const document = { ...graph, nodes: graph.nodes.map(change) };
      documents.setState({ document, compilation: compilationOf(document) });
      return flow.store.getState();
    };
    const edited = show((node) => (node.id === 'd1' ? { ...node, params: { units: 9 } } : node));
    expect(edited.nodes.find(({ id }) => id === 'd1')?.data.node.params).toEqual({ units: 9 });
    expect(edited.edges).toBe(edges);
    const other = show((node) => (node.id === 'data' ? { ...node, type: 'HeNormal' } : node));
    expect(other.edges).not.toBe(edges);
    documents.setState({ document: { ...graph, edges: graph.edges.slice(1) } });
    expect(flow.store.getState().edges).toHaveLength(edges.length - 1);
  });

  it('gives every drag a key of its own, so that two drags are two undo steps', () => {
    const { flow } = setUp();
    flow.beginGesture();
    const first = flow.gestureKey();
    flow.beginGesture();
    expect(flow.gestureKey()).not.toBe(first);
  });

  it('sends the selection through the view store and shows it from there', () => {
    const { view, flow } = setUp();
    flow.store.getState().onNodesChange([{ type: 'select', id: 'd1', selected: true }]);
    expect(view.getState().selectedNodes).toEqual(['d1']);
    view.getState().select(['out'], ['d1.outputs->out.inputs']);
    const { nodes, edges } = flow.store.getState();
    expect(nodes.filter((card) => card.selected).map((card) => card.id)).toEqual(['out']);
    expect(edges.filter((wire) => wire.selected).map((wire) => wire.id)).toEqual(['d1.outputs->out.inputs']);
  });
});

describe('selectionAfter', () => {
  it('adds and takes away, and leaves changes of other kinds alone', () => {
    expect(selectionAfter([{ type: 'dimensions', id: 'a' }], ['a'])).toBeUndefined();
    expect(selectionAfter([{ type: 'select', id: 'b', selected: true }], ['a'])).toEqual(['a', 'b']);
    expect(selectionAfter([{ type: 'select', id: 'a', selected: false }], ['a', 'b'])).toEqual(['b']);
  });
});
