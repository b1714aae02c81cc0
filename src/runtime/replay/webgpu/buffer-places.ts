/*
 * Places for what lives only for a part of a replay. A shader may not read and write one buffer at once, so what a
 * dispatch writes lies in another buffer than what it reads. Either things share a buffer side by side, where each
 * begins as far on as bindings have to, or each has a buffer to itself while it lives: whichever takes less.
 */
import type { Lifetime } from '../memory-plan.ts';
import type { BufferId } from '../trace.ts';

export interface Place {
  /** Which of the buffers. */
  readonly at: number;
  /** Bytes. */
  readonly offset: number;
}

export interface Places {
  /** Bytes of each buffer. */
  readonly sizes: readonly number[];
  readonly placeOf: ReadonlyMap<BufferId, Place>;
}

/** What one dispatch writes, and what it reads. */
export interface Access {
  readonly writes: BufferId;
  readonly reads: readonly BufferId[];
}

export interface Limits {
  /** Where a binding may begin: at multiples of this. */
  readonly align: number;
  /** Bytes of a buffer. */
  readonly most: number;
}

export function planPlaces(lifetimes: readonly Lifetime[], accesses: readonly Access[], limits: Limits): Places {
  const alone = oneByOne(lifetimes);
  const shared = sideBySide(lifetimes, accesses, limits.align);
  const total = ({ sizes }: Places) => sizes.reduce((sum, size) => sum + size, 0);
  return total(shared) < total(alone) && shared.sizes.every((size) => size <= limits.most) ? shared : alone;
}

/** The most that is alive at any one time: no plan needs less. */
export const leastOf = (lifetimes: readonly Lifetime[]): number =>
  lifetimes.reduce((most, { first: at }) => {
    const alive = lifetimes.filter(({ first, last }) => first <= at && last >= at);
    return Math.max(
      most,
      alive.reduce((sum, { bytes }) => sum + bytes, 0),
    );
  }, 0);

/** Large ones first: small ones fill the gaps between them. */
const largestFirst = (lifetimes: readonly Lifetime[]) =>
  lifetimes.toSorted((a, b) => b.bytes - a.bytes || a.first - b.first);

const together = (a: Lifetime, b: Lifetime): boolean => a.first <= b.last && b.first <= a.last;

function oneByOne(lifetimes: readonly Lifetime[]): Places {
  const buffers: { readonly bytes: number; readonly lives: Lifetime[] }[] = [];
  const placeOf = new Map<BufferId, Place>();
  for (const life of largestFirst(lifetimes)) {
    const free = buffers.findIndex(({ lives }) => !lives.some((other) => together(other, life)));
    const at = free < 0 ? buffers.length : free;
    if (free < 0) buffers.push({ bytes: life.bytes, lives: [life] });
    else buffers[free]?.lives.push(life);
    placeOf.set(life.buffer, { at, offset: 0 });
  }
  return { sizes: buffers.map(({ bytes }) => bytes), placeOf };
}

interface Bank {
  bytes: number;
  readonly placed: (Lifetime & { readonly offset: number; readonly room: number })[];
  readonly holds: Set<BufferId>;
}

function sideBySide(lifetimes: readonly Lifetime[], accesses: readonly Access[], align: number): Places {
  const apart = new Map<BufferId, Set<BufferId>>();
  const part = (a: BufferId, b: BufferId) => apart.set(a, (apart.get(a) ?? new Set()).add(b));
  for (const { writes, reads } of accesses) {
    for (const read of reads) {
      part(writes, read);
      part(read, writes);
    }
  }
  const banks: Bank[] = [];
  const placeOf = new Map<BufferId, Place>();
  for (const life of largestFirst(lifetimes)) {
    const room = Math.ceil(life.bytes / align) * align;
    const others = [...(apart.get(life.buffer) ?? [])];
    const found = banks
      .flatMap((bank, at) => {
        if (others.some((other) => bank.holds.has(other))) return [];
        const offset = firstFit(bank, life, room);
        return [{ bank, at, offset, grown: Math.max(0, offset + room - bank.bytes) }];
      })
      .toSorted((a, b) => a.grown - b.grown)[0];
    const bank = found?.bank ?? { bytes: 0, placed: [], holds: new Set() };
    const place = { at: found?.at ?? banks.length, offset: found?.offset ?? 0 };
    if (found === undefined) banks.push(bank);
    bank.bytes = Math.max(bank.bytes, place.offset + room);
    bank.placed.push({ ...life, offset: place.offset, room });
    bank.holds.add(life.buffer);
    placeOf.set(life.buffer, place);
  }
  return { sizes: banks.map(({ bytes }) => bytes), placeOf };
}

function firstFit({ placed }: Bank, life: Lifetime, room: number): number {
  const others = placed.filter((other) => together(other, life)).toSorted((a, b) => a.offset - b.offset);
  let offset = 0;
  for (const other of others) {
    if (offset + room <= other.offset) break;
    offset = Math.max(offset, other.offset + other.room);
  }
  return offset;
}
