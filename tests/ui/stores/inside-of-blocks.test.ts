import { describe, expect, test, vi } from 'vitest';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { createDocumentStore } from '../../../src/ui/stores/document.ts';
import { createViewStore } from '../../../src/ui/stores/view-state.ts';
import { chain, node } from '../../graph/support.ts';

const graph: GraphDocument = {
  ...chain(),
  nodes: [...chain().nodes, node('one', 'Pair'), node('two', 'Pair')],
  blocks: [{ name: 'Pair', nodes: [node('a', 'Dense'), node('b', 'Dense')], edges: [] }],
};

function setUp() {
  const view = createViewStore();
  const documents = createDocumentStore(view);
  documents.begin(graph);
  return { documents, view, now: documents.getState };
}
const ids = ({ nodes }: GraphDocument) => nodes.map(({ id }) => id);

describe('inside of a block', () => {
  test('the shown graph is its inside; what is saved stays the whole', () => {
    const { documents, view, now } = setUp();
    view.getState().select(['d1']);
    documents.getState().enter(['one']);
    expect(ids(now().document)).toEqual(['a', 'b']);
    expect(now()).toMatchObject({ block: 'Pair', inside: ['one'] });
    expect(now().whole).toBe(graph);
    // Nothing is selected that is not there.
    expect(view.getState().selectedNodes).toEqual([]);
  });

  test('a change is one of the block, and undo takes it back', () => {
    const { documents, now } = setUp();
    now().enter(['two']);
    expect(now().dispatch({ type: 'remove', nodes: ['b'] })).toBe(true);
    expect(ids(now().document)).toEqual(['a']);
    expect(now().whole.nodes).toBe(graph.nodes);
    expect(now().whole.blocks?.[0]?.nodes).toHaveLength(1);
    expect(now().undoLabel).toBe('Remove Dense in Pair');
    now().undo();
    expect(ids(now().document)).toEqual(['a', 'b']);
    expect(documents.getState().inside).toEqual(['two']);
  });

  test('one is led out where the way no longer exists, and with another graph', () => {
    const { documents, now } = setUp();
    now().enter(['one']);
    now().enter([]);
    now().dispatch({ type: 'remove', nodes: ['one'] });
    now().enter(['one']);
    expect(now().inside).toEqual([]);
    now().undo();
    now().enter(['one']);
    now().redo();
    expect(now()).toMatchObject({ inside: [], block: undefined });
    expect(now().document).toBe(now().whole);
    now().enter(['two']);
    now().open(chain());
    expect(now().inside).toEqual([]);
    documents.begin(graph);
    expect(ids(now().document)).toContain('d1');
  });

  test('it is compiled once for what is shown, and looking elsewhere compiles again', () => {
    const compileDocument = vi.fn(() => ({ programs: [], diagnostics: [], edges: new Map(), nodes: new Map() }));
    const documents = createDocumentStore(createViewStore(), compileDocument);
    documents.begin(graph);
    const before = compileDocument.mock.calls.length;
    documents.getState().enter(['one']);
    documents.getState().enter(['one']);
    expect(compileDocument.mock.calls.slice(before)).toEqual([[graph, ['one']]]);
  });
});
