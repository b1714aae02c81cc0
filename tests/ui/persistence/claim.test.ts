import { describe, expect, it } from 'vitest';
import { claimDraft, type Lock } from '../../../src/ui/persistence/claim.ts';
import { newDocument } from '../../../src/graph/new.ts';
import type { StoredDraft } from '../../../src/ui/persistence/drafts.ts';
import type { DraftReading } from '../../../src/ui/persistence/read-draft.ts';

/** What is stored reads as what it is called. */
const draft = (id: string, state: DraftReading['state'] = 'readable'): StoredDraft => ({ id, record: { id, state } });
const read = (record: unknown): DraftReading => {
  const { id, state } = record as { id: string; state: DraftReading['state'] };
  return state === 'readable'
    ? { state, document: newDocument(id), warnings: [] }
    : { state, name: id, text: '', reason: 'It is odd.' };
};

/** Locks that `held` drafts refuse. */
const locks = (...held: readonly string[]): Lock => {
  const taken = new Set(held);
  return async (name) => !taken.has(name) && taken.add(name).size > 0;
};
const session = (id?: string) => {
  let own = id;
  return { read: () => own, write: (next: string) => void (own = next) };
};

describe('claimDraft', () => {
  it('begins a new draft where nothing is stored', async () => {
    const memory = session();
    const claim = await claimDraft([], { read, lock: locks(), session: memory });
    expect(claim).toMatchObject({ found: undefined, copied: false });
    expect(memory.read()).toBe(claim.id);
  });

  it('brings the same draft back after a reload', async () => {
    const claim = await claimDraft([draft('newer'), draft('mine')], { read, lock: locks(), session: session('mine') });
    expect(claim).toMatchObject({ id: 'mine', found: { document: { name: 'mine' } }, copied: false });
  });

  it('takes the latest that no tab has open', async () => {
    const claim = await claimDraft([draft('open'), draft('free')], { read, lock: locks('open'), session: session() });
    expect(claim).toMatchObject({ id: 'free', copied: false });
  });

  it('never writes to a draft of another tab: it works on a copy and says so', async () => {
    const claim = await claimDraft([draft('open')], { read, lock: locks('open'), session: session() });
    expect(claim.id).not.toBe('open');
    expect(claim).toMatchObject({ found: { document: { name: 'open' } }, copied: true });
  });

  it('makes a duplicated tab work on a copy of what it showed', async () => {
    const claim = await claimDraft([draft('newer'), draft('mine')], {
      read,
      lock: locks('mine', 'newer'),
      session: session('mine'),
    });
    expect(claim.id).not.toBe('mine');
    expect(claim).toMatchObject({ found: { document: { name: 'mine' } }, copied: true });
  });

  it('overwrites nothing and claims nothing about other tabs where there are no locks', async () => {
    const claim = await claimDraft([draft('mine')], { read, lock: async () => false, session: session('mine') });
    expect(claim.id).not.toBe('mine');
    expect(claim).toMatchObject({ found: { document: { name: 'mine' } }, copied: false });
  });

  it('goes on under a new id that it remembers when its own draft cannot be read', async () => {
    for (const state of ['damaged', 'newer'] as const) {
      const memory = session('mine');
      const drafts = [draft('newest'), draft('mine', state)];
      const claim = await claimDraft(drafts, { read, lock: locks(), session: memory });
      expect(['mine', 'newest']).not.toContain(claim.id);
      expect(memory.read()).toBe(claim.id);
      expect(claim).toMatchObject({
        found: undefined,
        copied: false,
        unreadable: [{ id: 'mine', reading: { state } }],
      });

      // The next visit finds what was written meanwhile.
      const again = await claimDraft([draft(claim.id), ...drafts], { read, lock: locks(), session: memory });
      expect(again).toMatchObject({ id: claim.id, unreadable: [], copied: false });
    }
  });

  it('passes over what cannot be read to the latest that can, and tells of both', async () => {
    const drafts = [draft('bad', 'damaged'), draft('future', 'newer'), draft('good'), draft('old', 'damaged')];
    const claim = await claimDraft(drafts, { read, lock: locks(), session: session() });
    expect(claim).toMatchObject({ id: 'good', found: { document: { name: 'good' } } });
    expect(claim.unreadable.map(({ id }) => id)).toEqual(['bad', 'future']);
  });

  it('copies no draft that cannot be read', async () => {
    const drafts = [draft('bad', 'damaged'), draft('open')];
    const claim = await claimDraft(drafts, { read, lock: locks('open'), session: session() });
    expect(claim).toMatchObject({ found: { document: { name: 'open' } }, copied: true });
  });

  it('tells of damage also where there are no locks', async () => {
    const claim = await claimDraft([draft('mine', 'damaged')], {
      read,
      lock: async () => false,
      session: session('mine'),
    });
    expect(claim.unreadable.map(({ id }) => id)).toEqual(['mine']);
  });
});
