import { describe, expect, it } from 'vitest';
import { claimDraft } from '../../../src/ui/persistence/claim.ts';
import { newDocument } from '../../../src/graph/new.ts';
import type { StoredDraft } from '../../../src/ui/persistence/drafts.ts';
import type { Locks } from '../../../src/ui/persistence/locks.ts';
import type { DraftReading } from '../../../src/ui/persistence/read-draft.ts';

/** What is stored reads as what it is called. */
const draft = (id: string, state: DraftReading['state'] = 'readable'): StoredDraft => ({
  id,
  record: { id, state },
  operations: [],
});
const read = ({ record }: StoredDraft): DraftReading => {
  const { id, state } = record as { id: string; state: DraftReading['state'] };
  return state === 'readable'
    ? { state, document: newDocument(id), warnings: [], untouched: false }
    : { state, name: id, text: '', reason: 'It is odd.' };
};

/** Locks that `held` drafts refuse. */
const locks = (...held: readonly string[]): Pick<Locks, 'take'> => {
  const taken = new Set(held);
  return {
    async take(id) {
      if (taken.has(id)) return undefined;
      taken.add(id);
      return { release: () => void taken.delete(id), lost: new Promise<never>(() => {}) };
    },
  };
};
/** A browser without locks. */
const none: Pick<Locks, 'take'> = { take: async () => undefined };
const session = (id?: string) => {
  let own = id;
  return { read: () => own, write: (next: string) => void (own = next) };
};

describe('claimDraft', () => {
  it('begins a new draft where nothing is stored', async () => {
    const memory = session();
    const claim = await claimDraft([], { read, locks: locks(), session: memory });
    expect(claim).toMatchObject({ found: undefined, follows: false });
    expect(memory.read()).toBe(claim.id);
  });

  it('brings the same draft back after a reload', async () => {
    const claim = await claimDraft([draft('newer'), draft('mine')], { read, locks: locks(), session: session('mine') });
    expect(claim).toMatchObject({ id: 'mine', found: { document: { name: 'mine' } }, follows: false });
  });

  it('follows the latest if another tab leads it, and lets the lock of its probe go', async () => {
    const memory = session();
    const claim = await claimDraft([draft('open'), draft('free')], { read, locks: locks('open'), session: memory });
    expect(claim).toMatchObject({ id: 'open', found: { document: { name: 'open' } }, hold: undefined, follows: true });
    expect(memory.read()).toBe('open');
  });

  it('makes a duplicated tab follow what it showed', async () => {
    const claim = await claimDraft([draft('newer'), draft('mine')], {
      read,
      locks: locks('mine', 'newer'),
      session: session('mine'),
    });
    expect(claim).toMatchObject({ id: 'mine', found: { document: { name: 'mine' } }, follows: true });
  });

  it('overwrites nothing and claims nothing about other tabs where there are no locks', async () => {
    const claim = await claimDraft([draft('mine')], { read, locks: none, session: session('mine') });
    expect(claim.id).not.toBe('mine');
    expect(claim).toMatchObject({ found: { document: { name: 'mine' } }, follows: false });
  });

  it('goes on under a new id that it remembers when its own draft cannot be read', async () => {
    for (const state of ['damaged', 'newer'] as const) {
      const memory = session('mine');
      const drafts = [draft('newest'), draft('mine', state)];
      const claim = await claimDraft(drafts, { read, locks: locks(), session: memory });
      expect(['mine', 'newest']).not.toContain(claim.id);
      expect(memory.read()).toBe(claim.id);
      expect(claim).toMatchObject({
        found: undefined,
        follows: false,
        unreadable: [{ id: 'mine', reading: { state } }],
      });

      // The next visit finds what was written meanwhile.
      const again = await claimDraft([draft(claim.id), ...drafts], { read, locks: locks(), session: memory });
      expect(again).toMatchObject({ id: claim.id, unreadable: [], follows: false });
    }
  });

  it('passes over what cannot be read to the latest that can, and tells of both', async () => {
    const drafts = [draft('bad', 'damaged'), draft('future', 'newer'), draft('good'), draft('old', 'damaged')];
    const claim = await claimDraft(drafts, { read, locks: locks(), session: session() });
    expect(claim).toMatchObject({ id: 'good', found: { document: { name: 'good' } } });
    expect(claim.unreadable.map(({ id }) => id)).toEqual(['bad', 'future']);
  });

  it('follows no draft that cannot be read', async () => {
    const drafts = [draft('bad', 'damaged'), draft('open')];
    const claim = await claimDraft(drafts, { read, locks: locks('open'), session: session() });
    expect(claim).toMatchObject({ found: { document: { name: 'open' } }, follows: true });
  });

  it('tells of damage also where there are no locks', async () => {
    const claim = await claimDraft([draft('mine', 'damaged')], {
      read,
      locks: none,
      session: session('mine'),
    });
    expect(claim.unreadable.map(({ id }) => id)).toEqual(['mine']);
  });
});
