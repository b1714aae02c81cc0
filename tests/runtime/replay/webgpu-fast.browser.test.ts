/*
 * The fast tier on WebGPU beside tfjs over many steps, where one that wrote a weight too early or too late would soon be
 * seen: on graphs by chance, which have each optimizer in its turn. By default a few of them; `VITE_FAST_STEPS=60` has
 * all of them take so many steps, and `-t` chooses among them.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allOnTheCard, bothWays, recorded } from './on-webgpu.ts';
import { graphNumber } from './random-graphs.ts';

const asked = Number(import.meta.env['VITE_FAST_STEPS'] ?? 0);
const STEPS = asked > 0 ? asked : 12;
const ROWS = 6;
const GRAPHS = 40;
/** With moving averages, with normalised layers, and with clipped gradients. */
const BY_DEFAULT = [8, 21, 27];

const graphs = Array.from({ length: GRAPHS }, (_x, n) => n).filter((n) => asked > 0 || BY_DEFAULT.includes(n));

let back = (): void => undefined;
beforeAll(async () => {
  back = await allOnTheCard();
});
afterAll(() => back());

test.each(graphs)('graph %i', { timeout: 600_000 }, async (n) => {
  const document = graphNumber(n);
  const compare = async (bench: Parameters<typeof bothWays>[0]) => {
    const { replayed, eager, replayedNumbers, eagerNumbers } = await bothWays(bench, STEPS);
    // Lion goes by the sign of a number alone, which rounding may turn round.
    const allowed = document.name.endsWith('Lion') ? 2e-2 : 2e-3;
    const largest = Math.max(...eager.map(Math.abs));
    const drift = Math.max(...replayed.map((loss, i) => Math.abs(loss - (eager[i] ?? Number.NaN))));
    expect(drift / largest).toBeLessThan(allowed);
    expect(new Set(replayed).size).toBeGreaterThan(STEPS / 2);
    // Every weight and everything that the optimizer remembers has moved as with tfjs.
    replayedNumbers.forEach((values, i) => {
      const other = eagerNumbers[i] ?? new Float32Array();
      const size = Math.max(...other.map(Math.abs), 1e-3);
      const off = Math.max(...values.map((value, k) => Math.abs(value - (other[k] ?? Number.NaN))));
      expect(off / size, `variable ${i + 1}`).toBeLessThan(10 * allowed);
    });
  };
  await recorded(document, 'fast', compare, ROWS);
});
