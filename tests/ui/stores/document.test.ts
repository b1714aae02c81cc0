import { describe, expect, it } from 'vitest';
import type { Compilation } from '../../../src/compiler/types.ts';
import { newDocument } from '../../../src/graph/new.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { createDocumentStore } from '../../../src/ui/stores/document.ts';
import { createViewStore } from '../../../src/ui/stores/view-state.ts';
import { compilation } from './fixtures.ts';

function setUp() {
  const compiled: GraphDocument[] = [];
  const view = createViewStore();
  const compile = (document: GraphDocument): Compilation => {
    compiled.push(document);
    return compilation([]);
  };
  const store = createDocumentStore(view, compile);
  return { compiled, view, store, state: () => store.getState() };
}
const dense = { id: 'd1', type: 'Dense', position: [0, 0] } as const;

describe('documentStore', () => {
  it('applies a command, compiles the result and offers to undo it in words', () => {
    const { compiled, state } = setUp();
    expect(state().dispatch({ type: 'add', nodes: [dense] })).toBe(true);
    expect(state().document.nodes).toEqual([dense]);
    expect(compiled.at(-1)).toBe(state().document);
    expect(state().undoLabel).toBe('Add Dense');
    expect(state()).not.toHaveProperty('redoLabel');
  });

  it('undoes and redoes', () => {
    const { state } = setUp();
    const before = state().document;
    state().dispatch({ type: 'add', nodes: [dense] });
    const after = state().document;
    state().undo();
    expect(state().document).toEqual(before);
    expect(state()).not.toHaveProperty('undoLabel');
    expect(state().redoLabel).toBe('Add Dense');
    state().redo();
    expect(state().document).toEqual(after);
  });

  it('refuses in words and leaves everything as it was', () => {
    const { compiled, view, state } = setUp();
    const before = state();
    expect(state().dispatch({ type: 'setParams', node: 'nobody', params: { units: 1 } })).toBe(false);
    expect(state()).toBe(before);
    expect(compiled).toHaveLength(1);
    expect(view.getState().announcement.tone).toBe('warning');
    expect(view.getState().announcement.text).toContain('nobody');
  });

  it('counts commands of one gesture as one step', () => {
    const { state } = setUp();
    state().dispatch({ type: 'add', nodes: [dense] });
    for (const units of [1, 2, 3]) {
      state().dispatch({ type: 'setParams', node: 'd1', params: { units } }, { coalesce: 'typing' });
    }
    state().undo();
    expect(state().document.nodes).toEqual([dense]);
  });

  it('opens another document, which undo takes back, and clears the selection', () => {
    const { view, state } = setUp();
    state().dispatch({ type: 'add', nodes: [dense] });
    view.getState().select(['d1']);
    state().open(newDocument('Other'));
    expect(state().document.name).toBe('Other');
    expect(view.getState().selectedNodes).toEqual([]);
    state().undo();
    expect(state().document.nodes).toEqual([dense]);
  });

  it('jumps over several steps as one change, compiled once', () => {
    const { compiled, store, state } = setUp();
    const before = state().document;
    state().dispatch({ type: 'add', nodes: [dense] });
    for (const units of [1, 2, 3]) state().dispatch({ type: 'setParams', node: 'd1', params: { units } });
    const after = state().document;
    const told: number[] = [];
    store.subscribe(({ history }) => told.push(history.past.length));
    compiled.length = 0;
    state().jump(0);
    expect([state().document, compiled, told]).toEqual([before, [before], [0]]);
    expect([state().history.future.length, state().redoLabel]).toEqual([4, 'Add Dense']);
    expect(state()).not.toHaveProperty('undoLabel');
    state().jump(4);
    expect([state().document, compiled.length, told]).toEqual([after, 2, [0, 4]]);
    state().jump(9);
    expect(told).toEqual([0, 4]);
  });

  it('takes a jump over an opening for another document', () => {
    const { view, state } = setUp();
    state().dispatch({ type: 'add', nodes: [dense] });
    state().open(newDocument('Other'));
    state().dispatch({ type: 'add', nodes: [dense] });
    const { opened } = state();
    view.getState().select(['d1']);
    state().jump(2);
    expect([state().opened, view.getState().selectedNodes]).toEqual([opened, []]);
    state().jump(1);
    expect(state().opened).toBe(opened + 1);
    state().jump(3);
    expect(state().opened).toBe(opened + 2);
  });

  it('begins with a document that cannot be undone', () => {
    const { store, state } = setUp();
    store.begin(newDocument('First'));
    expect(state().document.name).toBe('First');
    expect(state()).not.toHaveProperty('undoLabel');
  });

  it('keeps what others wrote into its state', () => {
    const { store, state } = setUp();
    store.setState({ saved: 'failed' });
    state().dispatch({ type: 'add', nodes: [dense] });
    expect(state().saved).toBe('failed');
  });
});
