/* Whatever is done to a document, what is selected exists. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addedNodes, duplicateCommand } from '../../../src/graph/clipboard.ts';
import { edgeById, frameById, nodeById } from '../../../src/graph/queries.ts';
import { edgeId, type GraphDocument } from '../../../src/graph/types.ts';
import { createDocumentStore } from '../../../src/ui/stores/document.ts';
import { createViewStore } from '../../../src/ui/stores/view-state.ts';
import { compilation } from './fixtures.ts';
import { graph } from '../canvas/graph.ts';

const other: GraphDocument = {
  ...graph,
  name: 'Other',
  nodes: graph.nodes.slice(0, 3),
  edges: graph.edges.slice(0, 2),
};

function setUp(document = graph) {
  const view = createViewStore();
  const store = createDocumentStore(view, () => compilation([]));
  store.begin(document);
  return { view, store };
}

type Setting = ReturnType<typeof setUp>;

const OPERATIONS: readonly ((setting: Setting, pick: number) => void)[] = [
  ({ view, store }) => {
    const { nodes, edges } = store.getState().document;
    view.getState().select(
      nodes.map(({ id }) => id),
      edges.map(edgeId),
    );
  },
  ({ view, store }, pick) => {
    const { nodes, edges } = store.getState().document;
    view.getState().select(
      nodes.filter((_, i) => (pick >> (i % 8)) % 2 === 1).map(({ id }) => id),
      edges.filter((_, i) => (pick >> (i % 8)) % 2 === 0).map(edgeId),
    );
  },
  ({ view, store }, pick) => {
    const { document, dispatch } = store.getState();
    const node = document.nodes[pick % Math.max(1, document.nodes.length)];
    if (node === undefined || document.nodes.length > 40) return;
    const command = duplicateCommand(document, [node.id]);
    if (dispatch(command)) view.getState().select(addedNodes(command));
  },
  ({ store }, pick) => {
    const { document, dispatch } = store.getState();
    const node = document.nodes[pick % Math.max(1, document.nodes.length)];
    if (node !== undefined) dispatch({ type: 'remove', nodes: [node.id], heal: pick % 2 === 0 });
  },
  ({ store }, pick) => {
    const { document, dispatch } = store.getState();
    const edge = document.edges[pick % Math.max(1, document.edges.length)];
    if (edge !== undefined) dispatch({ type: 'disconnect', edges: [edgeId(edge)] });
  },
  ({ store }, pick) => store.getState().open(pick % 2 === 0 ? other : graph),
  ({ store }) => store.getState().undo(),
  ({ store }) => store.getState().undo(),
  ({ store }) => store.getState().redo(),
  ({ store }) => store.getState().redo(),
  ({ store }, pick) => {
    const { past, future } = store.getState().history;
    store.getState().jump(pick % (past.length + future.length + 1));
  },
  ({ view, store }, pick) => {
    const { document, dispatch } = store.getState();
    const frame = { id: `frame${pick}`, title: 'Frame', position: [0, 0], size: [100, 100] } as const;
    if (dispatch({ type: 'addFrame', frame, nodes: document.nodes.slice(pick % 3, 2).map(({ id }) => id) }))
      view.getState().selectFrame(frame.id);
  },
];

const step = fc.tuple(fc.nat(OPERATIONS.length - 1), fc.nat(255));

describe('the selection', () => {
  it('holds nothing that the document does not have, at any moment', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const setting = setUp();
        const { view, store } = setting;
        const check = () => {
          const { document } = store.getState();
          const { selectedNodes, selectedEdges, selectedFrame } = view.getState();
          expect(selectedNodes.filter((id) => nodeById(document, id) === undefined)).toEqual([]);
          expect(selectedEdges.filter((id) => edgeById(document, id) === undefined)).toEqual([]);
          expect(selectedFrame).toBe(frameById(document, selectedFrame)?.id);
        };
        store.subscribe(check);
        view.subscribe(check);
        for (const [which, pick] of steps) {
          OPERATIONS[which]?.(setting, pick);
          check();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('loses an undone copy and keeps the rest', () => {
    const { view, store } = setUp();
    const command = duplicateCommand(graph, ['d1']);
    store.getState().dispatch(command);
    const copies = store.getState().document.nodes.slice(graph.nodes.length);
    view.getState().select([...copies.map(({ id }) => id), 'out'], ['d1.outputs->out.inputs']);
    store.getState().undo();
    expect(view.getState().selectedNodes).toEqual(['out']);
    expect(view.getState().selectedEdges).toEqual(['d1.outputs->out.inputs']);
  });

  it('is empty after another document came, also by undo; what belongs to the one before ends', () => {
    const { view, store } = setUp();
    const { opened } = store.getState();
    view.getState().select(['d1']);
    store.getState().open(other);
    expect(view.getState().selectedNodes).toEqual([]);
    expect(store.getState().opened).toBe(opened + 1);
    view.getState().select(['data']);
    store.getState().undo();
    expect(view.getState().selectedNodes).toEqual([]);
    expect(store.getState().opened).toBe(opened + 2);
    store.getState().dispatch({ type: 'setParams', node: 'd1', params: { units: 3 } });
    store.getState().undo();
    expect(store.getState().opened).toBe(opened + 2);
  });
});

const ids = graph.nodes.map(({ id }) => id);

/** Doubles nodes as a key does, and selects the copies. */
function add({ view, store }: Setting, nodes: readonly string[]): readonly string[] {
  const command = duplicateCommand(store.getState().document, nodes);
  store.getState().dispatch(command);
  view.getState().select(addedNodes(command));
  return addedNodes(command);
}

describe('undo', () => {
  const take = ({ view, store }: Setting, nodes: readonly string[], edges: readonly string[] = []) => {
    store.getState().dispatch({ type: 'remove', nodes, edges });
    view.getState().select([]);
  };

  it('selects again what was selected when it was taken away, whatever was selected since', () => {
    const setting = setUp();
    const { view, store } = setting;
    const [wire] = graph.edges.map(edgeId);
    view.getState().select([ids[3] ?? '', ids[1] ?? ''], [wire ?? '']);
    take(setting, [ids[1] ?? '', ids[3] ?? ''], [wire ?? '']);
    view.getState().select([ids[0] ?? '']);
    store.getState().undo();
    expect(view.getState().selectedNodes).toEqual([ids[3], ids[1]]);
    expect(view.getState().selectedEdges).toEqual([wire]);
  });

  it('selects what comes back also where it was taken without being selected, but not its wires', () => {
    const setting = setUp();
    const { view, store } = setting;
    take(setting, [ids[2] ?? '']);
    store.getState().undo();
    expect(view.getState().selectedNodes).toEqual([ids[2]]);
    expect(view.getState().selectedEdges).toEqual([]);
  });

  it('leaves the selection where no node comes back', () => {
    const setting = setUp();
    const { view, store } = setting;
    store.getState().dispatch({ type: 'disconnect', edges: graph.edges.slice(0, 1).map(edgeId) });
    view.getState().select([ids[0] ?? '']);
    const before = view.getState().selectedNodes;
    store.getState().undo();
    expect(view.getState().selectedNodes).toBe(before);
    expect(view.getState().selectedEdges).toEqual([]);
  });

  it('selects what was selected before an addition whose nodes were selected and go', () => {
    const setting = setUp();
    const { view, store } = setting;
    view.getState().select([ids[1] ?? '']);
    add(setting, [ids[1] ?? '']);
    store.getState().undo();
    expect(view.getState().selectedNodes).toEqual([ids[1]]);
    // Whoever has selected nothing since has nothing selected.
    store.getState().redo();
    view.getState().select([]);
    store.getState().undo();
    expect(view.getState().selectedNodes).toEqual([]);
  });

  it('selects nothing of a document that comes back', () => {
    const { view, store } = setUp();
    view.getState().select(ids);
    store.getState().open(other);
    store.getState().undo();
    expect(view.getState().selectedNodes).toEqual([]);
  });
});

describe('redo', () => {
  it('selects the nodes that come again, whatever was selected since', () => {
    const setting = setUp();
    const { view, store } = setting;
    const copies = add(setting, [ids[1] ?? '', ids[2] ?? '']);
    store.getState().undo();
    view.getState().select([ids[0] ?? '']);
    store.getState().redo();
    expect(view.getState().selectedNodes).toEqual(copies);
  });

  it('selects the frame that comes again, and leaves the selection where nothing comes', () => {
    const { view, store } = setUp();
    const { dispatch, undo, redo } = store.getState();
    dispatch({ type: 'addFrame', frame: { id: 'f', title: 'F' }, nodes: ids.slice(0, 2) });
    view.getState().selectFrame('f');
    undo();
    expect(view.getState().selectedFrame).toBeUndefined();
    redo();
    expect(view.getState().selectedFrame).toBe('f');
    dispatch({ type: 'setParams', node: 'd1', params: { units: 3 } });
    undo();
    view.getState().select([ids[0] ?? '']);
    redo();
    expect(view.getState().selectedNodes).toEqual([ids[0]]);
  });
});

describe('a jump in the history', () => {
  it('selects what the step brought that it leads to, and back what was selected then', () => {
    const setting = setUp();
    const { view, store } = setting;
    const { jump, dispatch } = store.getState();
    view.getState().select([ids[3] ?? '']);
    dispatch({ type: 'remove', nodes: [ids[3] ?? ''] });
    add(setting, [ids[0] ?? '']);
    const second = add(setting, [ids[1] ?? '']);
    jump(0);
    expect(view.getState().selectedNodes).toEqual([ids[3]]);
    jump(3);
    expect(view.getState().selectedNodes).toEqual(second);
    jump(0);
    jump(1);
    expect(view.getState().selectedNodes).toEqual([]);
  });
});
