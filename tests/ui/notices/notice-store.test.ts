import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createNotices, timeOf } from '../../../src/ui/notices/notice-store.ts';
import { createDocumentStore } from '../../../src/ui/stores/document.ts';
import type { RunState } from '../../../src/ui/stores/types.ts';
import { createViewStore } from '../../../src/ui/stores/view-state.ts';
import { compilation } from '../stores/fixtures.ts';
import { graph } from '../canvas/graph.ts';

function setUp() {
  const view = createViewStore();
  const documents = createDocumentStore(view, () => compilation([]));
  documents.begin(graph);
  const run = createStore<Pick<RunState, 'state'>>()(() => ({ state: 'idle' }));
  const store = createNotices(view, documents, run);
  const { announce } = view.getState();
  const texts = () => [store.getState().notice?.text].filter((text) => text !== undefined);
  return { announce, documents, run, store, texts };
}

const edit = (documents: ReturnType<typeof setUp>['documents']) =>
  documents.getState().dispatch({ type: 'setParams', node: 'd1', params: { units: 9 } });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('messages', () => {
  it('are seen one at a time: the newest, and no information in the place of a warning', () => {
    const { announce, texts } = setUp();
    announce('Added Dense.');
    expect(texts()).toEqual([]);
    announce('one', 'info');
    announce('two', 'info');
    expect(texts()).toEqual(['two']);
    announce('This cannot be.', 'warning');
    announce('three', 'info');
    expect(texts()).toEqual(['This cannot be.']);
    announce('Nor can this.', 'warning');
    expect(texts()).toEqual(['Nor can this.']);
  });

  it('end after a time that is long enough to read them, warnings too', () => {
    const { announce, store, texts } = setUp();
    const shown = () => store.getState().notice ?? { id: 0, text: '', tone: 'info' as const };
    announce('Saved.', 'info');
    const short = timeOf(shown());
    vi.advanceTimersByTime(short - 1);
    expect(texts()).toEqual(['Saved.']);
    vi.advanceTimersByTime(1);
    expect(texts()).toEqual([]);
    announce('Broken', 'warning');
    expect(timeOf(shown())).toBeGreaterThan(short);
    vi.advanceTimersByTime(timeOf(shown()));
    expect(texts()).toEqual([]);
  });

  it('give each its own time', () => {
    const { announce, texts } = setUp();
    announce('one', 'info');
    vi.advanceTimersByTime(3_000);
    announce('two', 'info');
    vi.advanceTimersByTime(3_000);
    expect(texts()).toEqual(['two']);
  });

  it('wait while somebody is at them', () => {
    const { announce, store, texts } = setUp();
    announce('Saved.', 'info');
    store.getState().hold(true);
    vi.advanceTimersByTime(60_000);
    expect(texts()).toEqual(['Saved.']);
    store.getState().hold(false);
    vi.advanceTimersByTime(60_000);
    expect(texts()).toEqual([]);
  });

  it('end with the document they were about, also when undo takes it away', () => {
    const { announce, documents, texts } = setUp();
    announce('This cannot be.', 'warning');
    documents.getState().open({ ...graph, name: 'Other' });
    expect(texts()).toEqual([]);
    announce('About the other one.', 'info');
    documents.getState().undo();
    expect(texts()).toEqual([]);
  });

  it('end when what a warning says is over: the graph is changed, or training starts', () => {
    const { announce, documents, run, texts } = setUp();
    announce('A wire cannot go there.', 'warning');
    edit(documents);
    expect(texts()).toEqual([]);
    announce('Training stopped.', 'warning');
    run.setState({ state: 'failed' });
    expect(texts()).toEqual(['Training stopped.']);
    run.setState({ state: 'running' });
    expect(texts()).toEqual([]);
    announce('Saved.', 'info');
    documents.getState().undo();
    expect(texts()).toEqual(['Saved.']);
  });

  it('show why a command was refused', () => {
    const { documents, texts } = setUp();
    documents.getState().dispatch({ type: 'setParams', node: 'nobody', params: { units: 1 } });
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain('nobody');
  });

  it('can be closed', () => {
    const { announce, store, texts } = setUp();
    announce('Saved.', 'info');
    store.getState().close();
    expect(texts()).toEqual([]);
  });
});
