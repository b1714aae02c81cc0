/*
 * Places for buffers that live only for a part of a replay: two that are never alive together may share.
 * First fit, the largest first.
 */
import type { BufferId } from './trace.ts';

export interface Lifetime {
  readonly buffer: BufferId;
  readonly bytes: number;
  /** Positions of the first and the last use, both included. */
  readonly first: number;
  readonly last: number;
}

export interface MemoryPlan {
  readonly bytes: number;
  readonly offsets: ReadonlyMap<BufferId, number>;
  /** The most that is alive at any one time: no plan needs less. */
  readonly least: number;
}

/** Room behind each buffer, because kernels read whole vectors beyond the end. */
const ROUND = 64;

/** Offsets in bytes, multiples of `ROUND`, from the start of a block of `bytes`. */
export function planMemory(lifetimes: readonly Lifetime[]): MemoryPlan {
  const placed: (Lifetime & { readonly offset: number; readonly room: number })[] = [];
  // Large ones first: small ones fill the gaps between them.
  const sorted = lifetimes.toSorted((a, b) => b.bytes - a.bytes || a.first - b.first);
  for (const each of sorted) {
    const room = Math.ceil((each.bytes + 16) / ROUND) * ROUND;
    let offset = 0;
    const others = placed
      .filter(({ first, last }) => first <= each.last && last >= each.first)
      .toSorted((a, b) => a.offset - b.offset);
    for (const other of others) {
      if (offset + room <= other.offset) break;
      offset = Math.max(offset, other.offset + other.room);
    }
    placed.push({ ...each, offset, room });
  }
  const alive = (at: number) =>
    placed.filter(({ first, last }) => first <= at && last >= at).reduce((sum, { room }) => sum + room, 0);
  return {
    bytes: placed.reduce((most, { offset, room }) => Math.max(most, offset + room), 0),
    offsets: new Map(placed.map(({ buffer, offset }) => [buffer, offset])),
    least: placed.reduce((most, { first }) => Math.max(most, alive(first)), 0),
  };
}
