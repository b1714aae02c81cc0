/*
 * Buffers for what lives only for a part of a replay. A shader may not read and write one buffer at once, so
 * each thing that lives has a buffer to itself for that time.
 */
import type { Lifetime } from '../memory-plan.ts';
import type { BufferId } from '../trace.ts';

export interface Slots {
  /** Bytes of each slot. */
  readonly sizes: readonly number[];
  readonly slotOf: ReadonlyMap<BufferId, number>;
  /** The most that is alive at any one time. */
  readonly least: number;
}

export function planSlots(lifetimes: readonly Lifetime[]): Slots {
  const slots: { readonly bytes: number; readonly lives: Lifetime[] }[] = [];
  const slotOf = new Map<BufferId, number>();
  // Large ones first, so that all that come later fit into any slot.
  for (const life of lifetimes.toSorted((a, b) => b.bytes - a.bytes || a.first - b.first)) {
    const free = slots.findIndex(({ lives }) =>
      lives.every((other) => other.last < life.first || other.first > life.last),
    );
    const at = free < 0 ? slots.length : free;
    if (free < 0) slots.push({ bytes: life.bytes, lives: [life] });
    else slots[free]?.lives.push(life);
    slotOf.set(life.buffer, at);
  }
  const alive = (at: number) =>
    lifetimes.filter(({ first, last }) => first <= at && last >= at).reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    sizes: slots.map(({ bytes }) => bytes),
    slotOf,
    least: lifetimes.reduce((most, { first }) => Math.max(most, alive(first)), 0),
  };
}
