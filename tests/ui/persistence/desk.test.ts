import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newDocument } from '../../../src/graph/new.ts';
import { tellOrigin } from '../../../src/ui/persistence/draft-places.ts';
import { createWorld, type Tab } from './tabs-world.ts';

// Fake time does not wait for what is loaded late.
beforeAll(async () => void (await import('../../../src/ui/persistence/restore-steps.ts')));
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pass = (milliseconds = 500) => vi.advanceTimersByTimeAsync(milliseconds);
const names = (world: ReturnType<typeof createWorld>) =>
  [...world.graphs().values()].map(({ name }) => name).toSorted();

/** Opens tabs one after the other. */
async function open(world: ReturnType<typeof createWorld>, remembered?: string): Promise<Tab> {
  const opened = world.openTab(undefined, remembered);
  await pass(50);
  return opened;
}

describe('one tab', () => {
  it('writes what is changed: whole at first, then as operations, and whole again at rest', async () => {
    const world = createWorld();
    const tab = await open(world);
    for (const id of ['a', 'b', 'c']) {
      tab.edit(id);
      await pass(250);
    }
    const [draft] = world.drafts.values();
    expect(draft?.text).toContain('"a"');
    expect(draft?.text).not.toContain('"c"');
    expect([...world.graphs().values()][0]?.nodes.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    await pass(3_000);
    expect([...world.drafts.values()][0]?.text).toContain('"c"');
  });

  it('keeps the graph that another one is opened over, and comes back to it with undo', async () => {
    const world = createWorld();
    const tab = await open(world);
    tab.edit('mine');
    const first = tab.desk.id();
    tab.documents.getState().open(newDocument('Other'));
    expect(tab.desk.id()).not.toBe(first);
    await pass();
    expect(names(world)).toEqual(['Other', 'Shared']);
    tab.edit('theirs');
    await pass();
    tab.documents.getState().jump(1);
    expect(tab.desk.id()).toBe(first);
    expect(tab.session.read()).toBe(first);
    tab.edit('more');
    await pass();
    expect(
      world
        .graphs()
        .get(first)
        ?.nodes.map(({ id }) => id),
    ).toEqual(['mine', 'more']);
    expect(names(world)).toEqual(['Other', 'Shared']);
  });

  it('leaves nothing behind of what was opened from elsewhere and not changed', async () => {
    const world = createWorld();
    const tab = await open(world);
    tab.edit('mine');
    tellOrigin({ elsewhere: true });
    tab.documents.getState().open(newDocument('An example'));
    await pass();
    expect(names(world)).toEqual(['An example', 'Shared']);
    tab.documents.getState().undo();
    await pass();
    expect(names(world)).toEqual(['Shared']);
    tab.documents.getState().redo();
    tab.edit('mine too');
    await pass();
    expect(names(world)).toEqual(['An example', 'Shared']);
  });

  it('keeps what was opened from elsewhere if that is asked for, as when it is saved to a file', async () => {
    const world = createWorld();
    const tab = await open(world);
    tellOrigin({ elsewhere: true });
    tab.documents.getState().open(newDocument('An example'));
    void tab.desk.write();
    await pass();
    tab.documents.getState().open(newDocument('Other'));
    await pass();
    expect(names(world)).toEqual(['An example', 'Other']);
    expect([...world.drafts.values()].some(({ untouched }) => untouched === true)).toBe(false);
  });

  it('says that nothing can be written, keeps it, and writes it when there is room again', async () => {
    const world = createWorld();
    const tab = await open(world);
    world.disk.full = true;
    tab.edit('a');
    await pass();
    expect(tab.states.at(-1)).toBe('failed');
    expect(tab.desk.pending()).toBe(true);
    world.disk.full = false;
    tab.edit('b');
    await pass();
    expect(tab.states.at(-1)).toBe('saved');
    expect([...world.graphs().values()][0]?.nodes.map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

describe('the steps of a draft', () => {
  const labels = (tab: Tab) => {
    const { past, future } = tab.documents.getState().history;
    return [past, future].map((steps) => steps.map(({ label }) => label));
  };
  /** A tab with three steps done, of which one was undone, closed for good. */
  const left = async () => {
    const world = createWorld();
    const tab = await open(world);
    for (const id of ['a', 'b', 'c']) tab.edit(id);
    tab.documents.getState().undo();
    await pass();
    return { world, tab };
  };

  it('are there again after a reload: undo and redo go on, under the same names', async () => {
    const { world, tab } = await left();
    tab.crash();
    const again = await open(world);
    expect(again.nodes()).toEqual(['a', 'b']);
    expect(labels(again)).toEqual(labels(tab));
    expect(again.documents.getState().undoLabel).toBe(tab.documents.getState().undoLabel);
    again.documents.getState().redo();
    expect(again.nodes()).toEqual(['a', 'b', 'c']);
    again.documents.getState().jump(0);
    expect(again.nodes()).toEqual([]);
    await pass();
    again.crash();
    const third = await open(world);
    third.documents.getState().jump(2);
    expect(third.nodes()).toEqual(['a', 'b']);
  });

  it('come back with a graph that is opened from the recent ones, behind the step that opened it', async () => {
    const { world, tab: first } = await left();
    const [before] = world.graphs();
    first.crash();
    const tab = await open(world, 'none of these');
    if (before === undefined) throw new Error('Nothing was kept.');
    const [draft] = before;
    tab.documents.getState().open(newDocument('Other'));
    await pass();
    tab.edit('theirs');
    await pass();
    const other = tab.desk.id();
    const document = world.graphs().get(draft);
    if (document === undefined) throw new Error('The first graph is gone.');
    tellOrigin({ draft });
    tab.documents.getState().open(document);
    await pass();
    expect(tab.desk.id()).toBe(draft);
    expect(labels(tab)[1]).toHaveLength(1);
    expect(tab.nodes()).toEqual(['a', 'b']);
    // One by one to before its first step, and then to the other graph, of which each change is written where it belongs.
    tab.documents.getState().undo();
    tab.documents.getState().undo();
    expect([tab.nodes(), tab.desk.id()]).toEqual([[], draft]);
    tab.documents.getState().undo();
    expect([tab.nodes(), tab.desk.id()]).toEqual([['theirs'], other]);
    tab.documents.getState().redo();
    expect([tab.nodes(), tab.desk.id()]).toEqual([[], draft]);
    tab.documents.getState().redo();
    tab.edit('more');
    await pass();
    expect(
      world
        .graphs()
        .get(draft)
        ?.nodes.map(({ id }) => id),
    ).toEqual(['a', 'more']);
    expect(
      world
        .graphs()
        .get(other)
        ?.nodes.map(({ id }) => id),
    ).toEqual(['theirs']);
    tab.crash();
    // And they are kept for the next time.
    const again = await open(world, draft);
    again.documents.getState().jump(0);
    expect(again.nodes()).toEqual([]);
  });

  it('stand before what is done while they are read, and are written with it', async () => {
    const { world, tab } = await left();
    tab.crash();
    const opening = world.openTab();
    // Its graph is there, its steps are not yet.
    await pass(4);
    const again = await opening;
    expect(labels(again)).toEqual([[], []]);
    again.edit('early');
    await pass();
    expect(labels(again)[0]).toHaveLength(3);
    again.crash();
    const third = await open(world);
    expect(labels(third)).toEqual(labels(again));
    third.documents.getState().jump(0);
    expect(third.nodes()).toEqual([]);
  });

  it('come to the tab that followed when the other one is closed or crashes', async () => {
    for (const end of ['close', 'crash'] as const) {
      const { world, tab } = await left();
      const follower = await open(world);
      expect(labels(follower)).toEqual([[], []]);
      tab[end]();
      await pass();
      expect(labels(follower)).toEqual(labels(tab));
      follower.documents.getState().undo();
      expect(follower.nodes()).toEqual(['a']);
      await pass();
      follower.crash();
      expect(labels(await open(world)).map(({ length }) => length)).toEqual([1, 2]);
    }
  });

  it('go along with a copy, and stay with the graph it was made of', async () => {
    const { world, tab } = await left();
    const follower = await open(world);
    tab.freeze();
    tab.edit('mine');
    const taking = follower.desk.takeOver();
    await pass(2_000);
    await taking;
    expect(labels(follower)[0]).toHaveLength(2);
    follower.edit('theirs');
    await pass();
    tab.thaw();
    await pass();
    expect(tab.said.at(-1)).toBe('copy: led');
    tab.crash();
    follower.crash();
    const [mine, theirs] = [await open(world, tab.session.read()), await open(world, follower.session.read())];
    expect(mine.documents.getState().document.name).toBe('Shared (copy)');
    expect(mine.nodes()).toEqual(['a', 'b', 'mine']);
    expect(theirs.nodes()).toEqual(['a', 'b', 'theirs']);
    for (const each of [theirs, mine]) {
      each.documents.getState().jump(0);
      expect(each.nodes()).toEqual([]);
    }
  });

  it('of one graph are no steps of another that was opened over it', async () => {
    const { world, tab } = await left();
    tab.documents.getState().open(newDocument('Other'));
    tab.edit('theirs');
    await pass();
    tab.crash();
    const again = await open(world);
    expect(again.documents.getState().document.name).toBe('Other');
    expect(labels(again).map(({ length }) => length)).toEqual([1, 0]);
  });

  it('are given up where there is no room for them, and the graph is kept', async () => {
    const { world, tab } = await left();
    world.disk.fullOfSteps = true;
    tab.edit('d');
    await pass();
    expect(tab.states.at(-1)).toBe('saved');
    tab.edit('e');
    await pass();
    tab.crash();
    const again = await open(world);
    expect(again.nodes()).toEqual(['a', 'b', 'd', 'e']);
    expect(labels(again)).toEqual([[], []]);
  });

  it('that are damaged do no harm', async () => {
    const { world, tab } = await left();
    tab.crash();
    const [id] = world.drafts.keys();
    const torn = (world.steps.get(id ?? '') ?? []).map((step) => ({ ...step, inverse: [] }));
    world.steps.set(id ?? '', torn);
    const again = await open(world);
    expect(again.nodes()).toEqual(['a', 'b']);
    expect(labels(again)[0]).toEqual([]);
    expect(again.edit('x')).toBe(true);
    await pass();
    expect(world.steps.get(id ?? '')).toHaveLength(1);
  });
});

describe('two tabs', () => {
  const two = async () => {
    const world = createWorld();
    const leader = await open(world);
    leader.edit('a');
    await pass();
    const follower = await open(world);
    return { world, leader, follower };
  };

  it('has one lead and the other follow: what is done is shown at once, and nothing can be changed there', async () => {
    const { leader, follower } = await two();
    expect(follower.said).toEqual(['follows']);
    leader.edit('b');
    await pass();
    expect(follower.nodes()).toEqual(['a', 'b']);
    expect(follower.edit('c')).toBe(false);
    follower.documents.getState().undo();
    expect(follower.nodes()).toEqual(['a', 'b']);
  });

  it('gives the lead away with every change and the steps to undo', async () => {
    const { world, leader, follower } = await two();
    leader.edit('b');
    const taking = follower.desk.takeOver();
    await pass(100);
    await taking;
    expect(follower.said).toEqual(['follows', 'leads', 'takes the lead: asked']);
    expect(leader.said.at(-1)).toBe('follows');
    expect(leader.edit('c')).toBe(false);
    expect(follower.nodes()).toEqual(['a', 'b']);
    follower.documents.getState().undo();
    expect(follower.nodes()).toEqual(['a']);
    expect(follower.edit('d')).toBe(true);
    await pass();
    expect(leader.nodes()).toEqual(['a', 'd']);
    expect(world.graphs().size).toBe(1);
  });

  it('leads when the other is closed or crashes', async () => {
    for (const end of ['close', 'crash'] as const) {
      const { leader, follower, world } = await two();
      leader.edit('b');
      if (end === 'crash') await pass();
      leader[end]();
      await pass();
      expect(follower.said.at(-1)).toBe('takes the lead: closed');
      expect(follower.nodes()).toEqual(['a', 'b']);
      expect(follower.edit('c')).toBe(true);
      await pass();
      expect(names(world)).toEqual(['Shared']);
    }
  });

  it('forks where a frozen tab comes back with changes that it could not write', async () => {
    const { world, leader, follower } = await two();
    leader.freeze();
    leader.edit('b');
    const taking = follower.desk.takeOver();
    await pass(2_000);
    await taking;
    expect(follower.edit('c')).toBe(true);
    await pass();
    leader.thaw();
    await pass();
    expect(leader.said.at(-1)).toBe('copy: led');
    expect(names(world)).toEqual(['Shared', 'Shared (copy)']);
    expect([...world.graphs().values()].map(({ nodes }) => nodes.map(({ id }) => id))).toEqual([
      ['a', 'c'],
      ['a', 'b'],
    ]);
  });

  it('shows what is stored to a tab that asks while the draft goes from one to another', async () => {
    const { world, leader, follower } = await two();
    const third = await open(world);
    leader.freeze();
    void third.desk.takeOver();
    await pass(1_600);
    void follower.desk.takeOver();
    expect(third.edit('b')).toBe(true);
    await pass(5);
    leader.thaw();
    await pass(10_000);
    expect([leader, follower, third].map((tab) => tab.nodes())).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('works on a copy when asked, or opens something else, and the leader is undisturbed', async () => {
    const { world, leader, follower } = await two();
    follower.desk.copy();
    expect(follower.edit('b')).toBe(true);
    await pass();
    expect(leader.nodes()).toEqual(['a']);
    expect(names(world)).toEqual(['Shared', 'Shared (copy)']);
    const third = await open(world);
    expect(third.said).toEqual(['follows']);
    third.documents.getState().open(newDocument('Else'));
    expect(third.edit('x')).toBe(true);
    await pass();
    expect(names(world)).toEqual(['Else', 'Shared', 'Shared (copy)']);
  });

  it('follows a graph that is opened from the recent ones while another tab leads it', async () => {
    const { world, leader, follower } = await two();
    follower.documents.getState().open(newDocument('Mine'));
    follower.edit('mine');
    await pass();
    const [shared] = [...world.graphs()].find(([, { name }]) => name === 'Shared') ?? [];
    if (shared === undefined) throw new Error('The first graph is stored');
    tellOrigin({ draft: shared, follows: true });
    follower.documents.getState().open({ ...newDocument('Shared'), seed: 1 });
    await pass();
    expect(follower.said.at(-1)).toBe('follows');
    expect(follower.edit('x')).toBe(false);
    leader.edit('b');
    await pass();
    expect(follower.nodes()).toEqual(['a', 'b']);
    expect(names(world)).toEqual(['Mine', 'Shared']);
  });

  it('makes a copy where undo leads back to a graph that another tab leads by now', async () => {
    const { world, leader } = await two();
    leader.documents.getState().open(newDocument('Else'));
    leader.edit('x');
    await pass(3_000);
    expect(names(world)).toEqual(['Else', 'Shared']);
    leader.documents.getState().jump(1);
    await pass(5_000);
    expect(leader.said.at(-1)).toBe('copy: led');
    expect(leader.edit('mine')).toBe(true);
    await pass();
    expect(names(world)).toEqual(['Else', 'Shared', 'Shared (copy)']);
  });

  it('goes on saving where undo led to a graph that another tab leads by now, and redo left it at once', async () => {
    const { world, leader } = await two();
    leader.documents.getState().open(newDocument('Else'));
    leader.edit('x');
    await pass(3_000);
    leader.documents.getState().jump(1);
    // It is still waited for the other tab to let go.
    await pass(300);
    leader.documents.getState().jump(3);
    leader.edit('y');
    await pass(10_000);
    expect(leader.states.at(-1)).toBe('saved');
    expect(
      world
        .graphs()
        .get(leader.desk.id())
        ?.nodes.map(({ id }) => id),
    ).toEqual(['x', 'y']);
  });

  it('keeps as a copy what was changed in a graph that another tab leads by now, and that was left again at once', async () => {
    const { world, leader, follower } = await two();
    leader.documents.getState().open(newDocument('Else'));
    await pass(3_000);
    leader.documents.getState().jump(1);
    expect(leader.edit('mine')).toBe(true);
    leader.documents.getState().open(newDocument('Third'));
    expect(follower.edit('theirs')).toBe(true);
    await pass(10_000);
    expect(names(world)).toEqual(['Else', 'Shared', 'Shared (copy)', 'Third']);
    const copy = [...world.graphs()].find(([, { name }]) => name === 'Shared (copy)');
    expect(copy?.[1].nodes.map(({ id }) => id)).toEqual(['a', 'mine']);
    expect(leader.said.at(-1)).toBe('keeps aside: Shared (copy)');
    expect(follower.nodes()).toEqual(['a', 'theirs']);
    // With its steps, for whoever opens it.
    leader.crash();
    const again = await open(world, copy?.[0]);
    again.documents.getState().jump(1);
    expect(again.nodes()).toEqual(['a']);
  });

  it('makes no copy of a graph that another tab leads by now and that was only passed', async () => {
    const { world, leader } = await two();
    leader.documents.getState().open(newDocument('Else'));
    await pass(3_000);
    leader.documents.getState().undo();
    leader.documents.getState().redo();
    await pass(10_000);
    expect(names(world)).toEqual(['Else', 'Shared']);
  });

  it('goes on if it gave way and nobody came', async () => {
    const { leader, follower } = await two();
    const taking = follower.desk.takeOver();
    await pass(1);
    follower.crash();
    await pass(6_000);
    expect(leader.edit('b')).toBe(true);
    void taking;
  });
});

/** What may happen: an edit, taking over, copying, opening, closing, crashing, freezing, going on, time. */
const KINDS = ['edit', 'edit', 'edit', 'take', 'copy', 'open', 'close', 'crash', 'freeze', 'thaw', 'wait'] as const;
const happening = fc.record({
  kind: fc.constantFrom(...KINDS),
  tab: fc.nat(3),
  after: fc.constantFrom(0, 1, 5, 60, 250, 1_600),
});

it('loses no change in any order of editing, taking over, closing and freezing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 40 }), async (happenings) => {
      const world = createWorld();
      const tabs = [await open(world)];
      /** Changes that were accepted, and when: a crash may cost the last second. */
      const accepted: { readonly id: string; readonly tab: Tab; readonly at: number }[] = [];
      const crashed = new Map<Tab, number>();
      for (const [i, { kind, tab: n, after }] of happenings.entries()) {
        const living = tabs.filter((each) => each.isAlive());
        const tab = living[n % Math.max(1, living.length)];
        if (kind === 'open' || tab === undefined) {
          if (tabs.length < 6) tabs.push(await open(world));
        } else if (kind === 'edit') {
          // Nobody can change anything in a frozen tab.
          if (!tab.isFrozen() && tab.edit(`n${i}`)) accepted.push({ id: `n${i}`, tab, at: Date.now() });
        } else if (kind === 'take') void tab.desk.takeOver();
        else if (kind === 'copy') tab.desk.copy();
        else if (kind === 'freeze') tab.freeze();
        else if (kind === 'thaw') tab.thaw();
        else if (kind !== 'wait') {
          // A frozen tab that is closed is as good as crashed.
          if (kind === 'crash' || tab.isFrozen()) {
            crashed.set(tab, tab.awakeUntil());
            tab.crash();
          } else {
            tab.close();
            await pass(20);
          }
        }
        await pass(after);
      }
      for (const tab of tabs) tab.thaw();
      await pass(10_000);
      const kept = new Set([...world.graphs().values()].flatMap(({ nodes }) => nodes.map(({ id }) => id)));
      const lost = accepted.filter(({ id, tab, at }) => {
        const end = crashed.get(tab);
        return !kept.has(id) && (end === undefined || end - at > 1_000);
      });
      expect(lost.map(({ id }) => id)).toEqual([]);
      // Whoever has a draft open shows what is stored of it.
      for (const tab of tabs.filter((each) => each.isAlive())) {
        const stored = world.graphs().get(tab.desk.id());
        if (stored !== undefined) expect(tab.nodes()).toEqual(stored.nodes.map(({ id }) => id));
      }
      // And at most one of them can change it.
      for (const id of world.drafts.keys()) {
        const leaders = tabs.filter(
          (each) => each.isAlive() && each.desk.id() === id && each.said.at(-1) !== 'follows',
        );
        const writers = leaders.filter((each) => each.edit(`w${id}`));
        expect(writers.length).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 200 },
  );
}, 120_000);
