import { describe, expect, it } from 'vitest';
import { nodeRandom, permutation, random, weightRandom } from '../../src/base/random.ts';

const draw = (n: number, next: () => number) => Array.from({ length: n }, next);

describe('random', () => {
  it('gives the same sequence for the same key, for ever', () => {
    // Frozen: files promise that a seed means the same numbers in later versions.
    expect(draw(4, random(42, 'd1', 'initial', 'kernel').uniform)).toEqual(
      draw(4, weightRandom(42, 'd1', 'kernel').uniform),
    );
    expect(draw(3, random(1).uniform)).toMatchInlineSnapshot(`
      [
        0.4551883772946894,
        0.7355777018237859,
        0.6877889174502343,
      ]
    `);
  });

  it('fills a list with the numbers that come one by one, and goes on behind them', () => {
    const [together, apart] = [random(3, 'mask'), random(3, 'mask')];
    const list = new Float32Array(1000);
    for (const rng of [together, apart]) rng.uniform();
    together.fill(list);
    expect([...list]).toEqual(draw(1000, apart.uniform).map(Math.fround));
    expect(together.uniform()).toBe(apart.uniform());
  });

  it('gives other sequences for other keys, also where joining the parts would give the same text', () => {
    const first = (...key: (string | number)[]) => random(...key).uniform();
    const values = [
      first(1, 'a', 'bc'),
      first(1, 'ab', 'c'),
      first(1, 'abc'),
      first(2, 'abc'),
      first(0),
      first('0', ''),
    ];
    expect(new Set(values).size).toBe(values.length);
  });

  it('keeps the purposes of a node apart', () => {
    const rng = nodeRandom(7, 'data');
    expect(rng('noise').uniform()).not.toBe(rng('points').uniform());
    expect(rng('noise').uniform()).toBe(rng('noise').uniform());
  });

  it('is uniform in [0, 1)', () => {
    const values = draw(20_000, random(3, 'uniform').uniform);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    const bins = Array.from({ length: 10 }, (_, i) => values.filter((v) => Math.floor(v * 10) === i).length);
    for (const count of bins) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('is standard normal', () => {
    const values = draw(20_000, random(4, 'normal').normal);
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.04);
    const beyondTwo = values.filter((v) => Math.abs(v) > 2).length / values.length;
    expect(Math.abs(beyondTwo - 0.0455)).toBeLessThan(0.006);
  });
});

describe('permutation', () => {
  it('holds every index once and is not the identity', () => {
    const order = permutation(100, random(5));
    expect([...order].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect([...order]).not.toEqual(Array.from({ length: 100 }, (_, i) => i));
  });

  it('puts each index everywhere equally often', () => {
    const counts = [0, 0, 0, 0, 0];
    for (let i = 0; i < 5000; i++) {
      const at = permutation(5, random(i, 'shuffle')).indexOf(0);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});

it('a shuffle draws what as many integers would', () => {
  for (const n of [0, 1, 2, 57, 1000]) {
    const [whole, byOne] = [random('shuffled'), random('shuffled')];
    const list = Int32Array.from({ length: n }, (_x, i) => i);
    const expected = Array.from(list);
    whole.shuffle(list);
    for (let i = n - 1; i > 0; i--) {
      const j = byOne.integer(i + 1);
      [expected[i], expected[j]] = [expected[j] ?? 0, expected[i] ?? 0];
    }
    expect(Array.from(list)).toEqual(expected);
    expect(whole.uniform()).toBe(byOne.uniform());
  }
});
