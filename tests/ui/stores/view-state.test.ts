import { describe, expect, it } from 'vitest';
import { createViewStore } from '../../../src/ui/stores/view-state.ts';

describe('viewStore', () => {
  it('numbers announcements, so that the same words twice are two messages', () => {
    const store = createViewStore();
    store.getState().announce('Added Dense.');
    const first = store.getState().announcement;
    store.getState().announce('Added Dense.');
    expect(store.getState().announcement).toEqual({ ...first, id: first.id + 1 });
    expect(first.tone).toBe('quiet');
  });

  it('does not change for the same selection', () => {
    const store = createViewStore();
    store.getState().select(['a'], ['e']);
    const before = store.getState();
    store.getState().select(['a'], ['e']);
    expect(store.getState()).toBe(before);
    store.getState().select(['a']);
    expect(store.getState().selectedEdges).toEqual([]);
  });

  it('opens and closes panels one by one', () => {
    const store = createViewStore();
    store.getState().togglePanel('dock');
    expect(store.getState().panels).toEqual({ palette: true, inspector: true, dock: false });
    store.getState().togglePanel('dock');
    expect(store.getState().panels.dock).toBe(true);
  });

  it('asks anew each time a node shall be shown, and selects it', () => {
    const store = createViewStore();
    store.getState().revealNode('a');
    const first = store.getState().reveal;
    store.getState().revealNode('a');
    expect(store.getState().reveal).toEqual({ id: (first?.id ?? 0) + 1, node: 'a' });
    expect(store.getState().selectedNodes).toEqual(['a']);
  });
});
