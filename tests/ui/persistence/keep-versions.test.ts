import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { newDocument } from '../../../src/graph/new.ts';
import { EVERY, keepVersions } from '../../../src/ui/persistence/keep-versions.ts';
import { MAX_VERSIONS, overflow, type Version } from '../../../src/ui/persistence/versions-db.ts';
import type { DeskState } from '../../../src/ui/stores/desk.ts';
import { createDocumentStore } from '../../../src/ui/stores/document.ts';
import { createViewStore } from '../../../src/ui/stores/view-state.ts';
import type { RunState } from '../../../src/ui/stores/types.ts';
import { compilation } from '../stores/fixtures.ts';

const version = (id: string, savedAt: number, name?: string): Version => ({
  id,
  draft: 'd',
  reason: 'When training began',
  savedAt,
  text: '{}',
  ...(name === undefined ? {} : { name }),
});

describe('the versions that are kept', () => {
  it('are fifty: the oldest made by itself goes', () => {
    const made = Array.from({ length: MAX_VERSIONS + 2 }, (_, i) => version(`v${i}`, i));
    expect(overflow(made.slice(2))).toEqual([]);
    expect(overflow(made).map(({ id }) => id)).toEqual(['v1', 'v0']);
  });

  it('never lack one with a name, however old', () => {
    const named = Array.from({ length: MAX_VERSIONS - 1 }, (_, i) => version(`n${i}`, i, `Name ${i}`));
    expect(overflow([...named, version('a', 100), version('b', 101)]).map(({ id }) => id)).toEqual(['a']);
    expect(overflow([...named, version('n', 99, 'One more'), version('b', 101)]).map(({ id }) => id)).toEqual(['b']);
  });
});

describe('versions made by themselves', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function setUp() {
    const documents = createDocumentStore(createViewStore(), () => compilation([]));
    const desk = createStore<DeskState>()(() => ({
      id: 'first',
      follows: false,
      linked: false,
      file: undefined,
      async write() {},
    }));
    const runs = createStore<Pick<RunState, 'runningSince'>>()(() => ({ runningSince: undefined }));
    const kept: string[] = [];
    documents.begin(newDocument('Mine'));
    keepVersions({
      documents,
      desk,
      runs,
      async keep(draft, { nodes }, reason) {
        kept.push(`${draft} ${nodes.length}: ${reason}`);
      },
    });
    let nodes = 0;
    const edit = () =>
      documents.getState().dispatch({ type: 'add', nodes: [{ id: `n${nodes++}`, type: 'Dense', position: [0, 0] }] });
    return { documents, desk, runs, kept, edit };
  }

  it('are of the graph as it was, when another is opened over it, and when training begins', async () => {
    const { documents, desk, runs, kept, edit } = setUp();
    edit();
    edit();
    runs.setState({ runningSince: 5 });
    // It goes on from a pause: nothing was changed.
    runs.setState({ runningSince: 6 });
    edit();
    // As the desk does, before it is heard elsewhere that another graph is open.
    const unfollow = documents.subscribe(() => {});
    desk.setState({ id: 'second' });
    documents.getState().open(newDocument('Other'));
    unfollow();
    await vi.advanceTimersByTimeAsync(0);
    expect(kept).toEqual([
      'first 0: As it was opened',
      'first 2: When training began',
      'first 3: Before another graph was opened',
    ]);
    documents.getState().undo();
    await vi.advanceTimersByTimeAsync(0);
    expect(kept).toHaveLength(3);
  });

  it('come after some minutes of changes, and not without any', async () => {
    const { kept, edit } = setUp();
    await vi.advanceTimersByTimeAsync(2 * EVERY);
    expect(kept).toEqual([]);
    for (let i = 0; i < 4; i++) {
      edit();
      await vi.advanceTimersByTimeAsync(EVERY / 3);
    }
    expect(kept.slice(1)).toEqual(['first 3: After some minutes of changes']);
    await vi.advanceTimersByTimeAsync(2 * EVERY);
    expect(kept).toHaveLength(3);
  });

  it('are the business of the tab that leads', async () => {
    const { documents, desk, kept } = setUp();
    desk.setState({ follows: true });
    documents.follow({ ...newDocument('Mine'), seed: 9 });
    await vi.advanceTimersByTimeAsync(2 * EVERY);
    expect(kept).toEqual([]);
  });
});
