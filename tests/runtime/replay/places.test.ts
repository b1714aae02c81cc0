/* Where the numbers of recorded dispatches lie. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Lifetime } from '../../../src/runtime/replay/memory-plan.ts';
import { leastOf, planPlaces } from '../../../src/runtime/replay/webgpu/buffer-places.ts';
import type { Access } from '../../../src/runtime/replay/webgpu/buffer-places.ts';

const ALIGN = 256;
const LARGE = 8;
const LIMITS = { align: ALIGN, most: 2 ** 28 };

/** Dispatches that each make one thing, out of what was made shortly before; some things are kept for much later. */
const steps = fc
  .array(
    fc.record({
      bytes: fc.integer({ min: 1, max: 20_000 }),
      reads: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
      kept: fc.nat(40),
    }),
    { minLength: 40, maxLength: 60 },
  )
  .map((list) => {
    const accesses = list.map(({ reads }, writes): Access => ({
      writes,
      reads: [...new Set(reads.map((back) => writes - back))].filter((read) => read >= 0),
    }));
    const lifetimes = list.map(({ bytes, kept }, buffer): Lifetime => ({
      buffer,
      // Large ones at first, which are not kept.
      bytes: buffer < LARGE ? 10 * bytes : bytes,
      first: buffer,
      last:
        (buffer < LARGE ? 0 : kept) +
        accesses.findLastIndex(({ writes, reads }) => writes === buffer || reads.includes(buffer)),
    }));
    return { accesses, lifetimes };
  });

const total = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + size, 0);

test('nothing lies over what is alive, and no dispatch writes into a buffer that it reads', () => {
  let shared = 0;
  fc.assert(
    fc.property(steps, ({ accesses, lifetimes }) => {
      const { sizes, placeOf } = planPlaces(lifetimes, accesses, LIMITS);
      const of = (buffer: number) => placeOf.get(buffer) ?? { at: Number.NaN, offset: Number.NaN };
      for (const a of lifetimes) {
        const { at, offset } = of(a.buffer);
        expect(offset % ALIGN).toBe(0);
        expect(offset + a.bytes).toBeLessThanOrEqual(sizes[at] ?? 0);
        if (offset > 0) shared++;
        for (const b of lifetimes) {
          const other = of(b.buffer);
          if (a === b || at !== other.at || a.first > b.last || b.first > a.last) continue;
          expect(offset + a.bytes <= other.offset || other.offset + b.bytes <= offset).toBe(true);
        }
      }
      for (const { writes, reads } of accesses) {
        for (const read of reads) expect(of(read).at).not.toBe(of(writes).at);
      }
      expect(total(sizes)).toBeGreaterThanOrEqual(leastOf(lifetimes));
    }),
    { seed: 7, numRuns: 60 },
  );
  expect(shared).toBeGreaterThan(100);
});

test('many small things lie side by side where a few large ones have been', () => {
  // Four large ones, one after the other, then a crowd of small ones that are alive together.
  const large = Array.from({ length: 4 }, (_x, i): Lifetime => ({ buffer: i, bytes: 32_768, first: i, last: i + 1 }));
  const small = Array.from({ length: 30 }, (_x, i): Lifetime => ({
    buffer: 100 + i,
    bytes: 2048,
    first: 10 + i,
    last: 50,
  }));
  const lifetimes = [...large, ...small];
  const accesses = lifetimes.map(({ buffer, first }): Access => ({
    writes: buffer,
    reads: first === 0 || first === 10 ? [] : [buffer - 1],
  }));
  const { sizes } = planPlaces(lifetimes, accesses, LIMITS);
  expect(leastOf(lifetimes)).toBe(2 * 32_768);
  expect(total(sizes)).toBeLessThanOrEqual(1.3 * leastOf(lifetimes));
});

test('tiny things have a buffer each, which is less than where bindings may begin', () => {
  const lifetimes = Array.from({ length: 8 }, (_x, i): Lifetime => ({ buffer: i, bytes: 16, first: 0, last: 8 }));
  const { sizes } = planPlaces(lifetimes, [], LIMITS);
  expect(sizes).toEqual(lifetimes.map(() => 16));
});

test('no buffer becomes larger than a device can make', () => {
  const lifetimes = [
    ...Array.from({ length: 2 }, (_x, i): Lifetime => ({ buffer: i, bytes: 1024, first: 0, last: 1 })),
    ...Array.from({ length: 8 }, (_x, i): Lifetime => ({ buffer: 10 + i, bytes: 256, first: 2, last: 3 })),
  ];
  expect(planPlaces(lifetimes, [], LIMITS).sizes).toEqual([2048]);
  const { sizes, placeOf } = planPlaces(lifetimes, [], { align: ALIGN, most: 1024 });
  expect(Math.max(...sizes)).toBe(1024);
  expect([...placeOf.values()].every(({ offset }) => offset === 0)).toBe(true);
});

test('what follows one another lies in the same two buffers', () => {
  const chain = Array.from({ length: 10 }, (_x, i): Lifetime => ({ buffer: i, bytes: 1024, first: i, last: i + 1 }));
  const accesses = chain.map((_life, i): Access => ({ writes: i, reads: i === 0 ? [] : [i - 1] }));
  expect(planPlaces(chain, accesses, LIMITS).sizes).toEqual([1024, 1024]);
});

test('nothing needs nothing', () => {
  expect(planPlaces([], [], LIMITS)).toEqual({ sizes: [], placeOf: new Map() });
  expect(leastOf([])).toBe(0);
});
