import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DamagedDraft, Drafts } from '../../../src/ui/persistence/drafts.ts';
import { tellUnreadable } from '../../../src/ui/persistence/unreadable.ts';
import { shellStore } from '../../../src/ui/shell/shell-store.ts';
import { viewStore } from '../../../src/ui/stores/view-state.ts';

const downloads: string[] = [];
beforeEach(() => {
  downloads.length = 0;
  vi.useFakeTimers();
  const link = { href: '', download: '', click: () => void downloads.push(link.download) };
  vi.stubGlobal('document', { createElement: () => link });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  shellStore.setState({ banners: [] });
});

/** A database in memory; with `broken`, nothing can be written. */
function inMemory(broken = false) {
  const store = new Map<string, DamagedDraft>();
  const work = async (change: () => void) => {
    if (broken) throw new Error('The disk is gone.');
    change();
  };
  const drafts: Drafts = {
    steps: async () => [],
    list: async () => [],
    take: async () => undefined,
    put: () => work(() => {}),
    append: () => work(() => {}),
    remove: async () => {},
    setAside: (damaged) => work(() => void store.set(damaged.id, damaged)),
    damaged: async () => [...store.values()].filter(({ downloaded }) => !downloaded),
    markDownloaded: (id) =>
      work(() => {
        const found = store.get(id);
        if (found !== undefined) store.set(id, { ...found, downloaded: true });
      }),
    forget: (id) => work(() => void store.delete(id)),
    prune: async () => {},
    close: () => {},
  };
  return { drafts, store };
}

const unreadable = (id: string, state: 'damaged' | 'newer' = 'damaged') => ({
  id,
  reading: { state, name: `Graph ${id}`, text: '{', reason: 'It is cut.' },
});
const texts = () => shellStore.getState().banners.map(({ text }) => text);
const press = (label: string) =>
  shellStore
    .getState()
    .banners[0]?.actions.find((action) => action.label === label)
    ?.run();

describe('tellUnreadable', () => {
  it('says nothing where all is well', async () => {
    await tellUnreadable(inMemory().drafts, []);
    expect(texts()).toEqual([]);
  });

  it('tells one after the other, also those of earlier visits, until each is dealt with', async () => {
    const { drafts, store } = inMemory();
    store.set('old', { id: 'old', name: 'Old', text: '[', reason: 'It is odd.', downloaded: false });
    await tellUnreadable(drafts, [unreadable('a')]);
    expect(texts()).toEqual([
      expect.stringMatching(/^1 of 2: The graph “Graph a” .* cannot be read any more: It is cut\./),
    ]);
    press('Download it');
    expect(downloads).toEqual(['graph-a-damaged.json']);
    expect(store.get('a')).toMatchObject({ text: '{', downloaded: true });
    expect(texts()).toEqual([expect.stringMatching(/^2 of 2: The graph “Old”/)]);
    press('Delete it');
    expect(store.has('old')).toBe(false);
    expect(texts()).toEqual([]);
  });

  it('sets nothing aside that a newer version wrote', async () => {
    const { drafts, store } = inMemory();
    await tellUnreadable(drafts, [unreadable('future', 'newer')]);
    expect(store.size).toBe(0);
    expect(texts()).toEqual([expect.stringContaining('was kept by a newer Edgewise: It is cut.')]);
    press('Dismiss');
    expect(texts()).toEqual([]);
  });

  it('offers what is left also where it cannot be set aside', async () => {
    await tellUnreadable(inMemory(true).drafts, [unreadable('a')]);
    press('Download it');
    expect(downloads).toEqual(['graph-a-damaged.json']);
  });

  it('says that one could not be deleted, and is told again', async () => {
    const { drafts, store } = inMemory();
    await tellUnreadable({ ...drafts, forget: () => Promise.reject(new Error('The disk is gone')) }, [unreadable('a')]);
    press('Delete it');
    await vi.waitFor(() =>
      expect(viewStore.getState().announcement).toMatchObject({
        text: 'What is left of “Graph a” could not be deleted: The disk is gone. You are asked again at the next visit.',
        tone: 'warning',
      }),
    );
    expect(store.has('a')).toBe(true);
  });
});
