import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planMemory } from '../../../src/runtime/replay/memory-plan.ts';
import type { Lifetime } from '../../../src/runtime/replay/memory-plan.ts';

const lifetimes = fc
  .array(fc.record({ bytes: fc.integer({ min: 1, max: 5000 }), first: fc.nat(40), span: fc.nat(12) }), {
    minLength: 1,
    maxLength: 60,
  })
  .map((list) =>
    list.map(({ bytes, first, span }, buffer): Lifetime => ({ buffer, bytes, first, last: first + span })),
  );

const together = (a: Lifetime, b: Lifetime) => a.first <= b.last && b.first <= a.last;

describe('a plan of the memory', () => {
  test('never lets two that are alive together overlap, and leaves room for a whole vector behind each', () => {
    fc.assert(
      fc.property(lifetimes, (given) => {
        const { offsets, bytes } = planMemory(given);
        const at = ({ buffer }: Lifetime) => offsets.get(buffer) ?? Number.NaN;
        for (const a of given) {
          expect(at(a) % 64).toBe(0);
          expect(at(a) + a.bytes + 16).toBeLessThanOrEqual(bytes);
          for (const b of given) {
            if (a === b || !together(a, b)) continue;
            expect(at(a) + a.bytes + 16 <= at(b) || at(b) + b.bytes + 16 <= at(a)).toBe(true);
          }
        }
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  test('needs at most 1.3 times the most that is alive at once, seldom more than 1.1 times', () => {
    let sum = 0;
    let plans = 0;
    fc.assert(
      fc.property(lifetimes, (given) => {
        const { bytes, least } = planMemory(given);
        expect(bytes).toBeGreaterThanOrEqual(least);
        expect(bytes / least).toBeLessThanOrEqual(1.3);
        sum += bytes / least;
        plans++;
      }),
      { seed: 6, numRuns: 300 },
    );
    expect(sum / plans).toBeLessThan(1.1);
  });

  test('what follows one another lies in the same place', () => {
    const chain = Array.from({ length: 10 }, (_x, i): Lifetime => ({ buffer: i, bytes: 1000, first: i, last: i + 1 }));
    const { bytes, least } = planMemory(chain);
    expect(bytes).toBe(2 * 1024);
    expect(least).toBe(2 * 1024);
  });

  test('nothing needs nothing', () => {
    expect(planMemory([])).toEqual({ bytes: 0, least: 0, offsets: new Map() });
  });
});
