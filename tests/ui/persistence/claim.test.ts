import { describe, expect, it } from 'vitest';
import { claimDraft, type Lock } from '../../../src/ui/persistence/claim.ts';
import type { Draft } from '../../../src/ui/persistence/drafts.ts';

const draft = (id: string): Draft => ({ id, name: id, text: '{}', savedAt: 0 });

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
    const claim = await claimDraft([], locks(), memory);
    expect(claim).toMatchObject({ draft: undefined, copied: false });
    expect(memory.read()).toBe(claim.id);
  });

  it('brings the same draft back after a reload', async () => {
    const claim = await claimDraft([draft('newer'), draft('mine')], locks(), session('mine'));
    expect(claim).toMatchObject({ id: 'mine', draft: { id: 'mine' }, copied: false });
  });

  it('takes the latest that no tab has open', async () => {
    const claim = await claimDraft([draft('open'), draft('free')], locks('open'), session());
    expect(claim).toMatchObject({ id: 'free', copied: false });
  });

  it('never writes to a draft of another tab: it works on a copy and says so', async () => {
    const claim = await claimDraft([draft('open')], locks('open'), session());
    expect(claim.id).not.toBe('open');
    expect(claim).toMatchObject({ draft: { id: 'open' }, copied: true });
  });

  it('makes a duplicated tab work on a copy of what it showed', async () => {
    const claim = await claimDraft([draft('newer'), draft('mine')], locks('mine', 'newer'), session('mine'));
    expect(claim.id).not.toBe('mine');
    expect(claim).toMatchObject({ draft: { id: 'mine' }, copied: true });
  });

  it('overwrites nothing and claims nothing about other tabs where there are no locks', async () => {
    const claim = await claimDraft([draft('mine')], async () => false, session('mine'));
    expect(claim.id).not.toBe('mine');
    expect(claim).toMatchObject({ draft: { id: 'mine' }, copied: false });
  });
});
