/*
 * The classic experiment of the lecture (Stanford cs231n, 2017, lecture 6): push normal numbers
 * through many layers and watch the spread of their values. The expected figures are the infinitely
 * wide limit, q ← E[f(σ√q·z)²]. A narrower net than the lecture's keeps the test quick; its figures
 * scatter more, hence the tolerances, and a mean over a few seeds.
 */
import { describe, expect, test } from 'vitest';
import { random } from '../../../src/base/random.ts';
import type { InitializerDefinition } from '../../../src/catalog/define/index.ts';
import { glorotNormal } from '../../../src/catalog/initializers/glorot-normal.ts';
import { heNormal } from '../../../src/catalog/initializers/he-normal.ts';
import { randomNormal } from '../../../src/catalog/initializers/random-normal.ts';
import { spreadOf } from './statistics.ts';

const WIDTH = 128;
const LAYERS = 8;
const SEEDS = 6;

const TANH_GLOROT = [0.627929, 0.486262, 0.408236, 0.357638, 0.321622, 0.29439, 0.272911, 0.25543];
const RELU_HE = 0.825645;
/** tfjs' own Glorot and He leave this factor out. */
const UNCORRECTED = 0.87962566103423978;

type Weights = (layer: number, seed: number) => Float32Array;

const from =
  (definition: InitializerDefinition, params: Record<string, number> = {}, factor = 1): Weights =>
  (layer, seed) =>
    definition.values(params, [WIDTH, WIDTH], random(seed, layer)).map((w) => w * factor);

/** Spread of the values behind each layer, averaged over the seeds. */
function spreads(weights: Weights, f: (x: number) => number): readonly number[] {
  const sums = Array<number>(LAYERS).fill(0);
  for (let seed = 0; seed < SEEDS; seed++) {
    const rng = random(seed, 'inputs');
    let x = Float64Array.from({ length: WIDTH * WIDTH }, () => rng.normal());
    for (let layer = 0; layer < LAYERS; layer++) {
      x = through(x, weights(layer, seed), f);
      sums[layer] = (sums[layer] ?? 0) + spreadOf(x).std / SEEDS;
    }
  }
  return sums;
}

function through(x: Float64Array, w: Float32Array, f: (x: number) => number): Float64Array<ArrayBuffer> {
  const y = new Float64Array(x.length);
  for (let row = 0; row < WIDTH; row++)
    for (let k = 0; k < WIDTH; k++) {
      const value = x[row * WIDTH + k] ?? 0;
      for (let j = 0; j < WIDTH; j++) y[row * WIDTH + j] = (y[row * WIDTH + j] ?? 0) + value * (w[k * WIDTH + j] ?? 0);
    }
  return y.map(f);
}

const relu = (x: number) => Math.max(0, x);
const fits = (found: readonly number[], expected: readonly number[], tolerance: number) =>
  found.every((value, layer) => Math.abs(value / (expected[layer] ?? NaN) - 1) < tolerance);

describe('the spread of the signal, layer by layer', () => {
  test('tanh with GlorotNormal fades slowly, as theory says', () => {
    const found = spreads(from(glorotNormal), Math.tanh);
    expect(fits(found, TANH_GLOROT, 0.04), found.join(' ')).toBe(true);
  });

  test('ReLU with HeNormal keeps its size', () => {
    const found = spreads(from(heNormal), relu);
    expect(fits(found, Array<number>(LAYERS).fill(RELU_HE), 0.25), found.join(' ')).toBe(true);
  });

  test('ReLU with GlorotNormal halves its variance in every layer', () => {
    const found = spreads(from(glorotNormal), relu);
    expect(
      fits(
        found,
        Array.from({ length: LAYERS }, (_, i) => RELU_HE * Math.SQRT1_2 ** (i + 1)),
        0.25,
      ),
    ).toBe(true);
  });

  test('N(0, 0.01²) goes silent and N(0, 1) saturates', () => {
    const silent = spreads(from(randomNormal, { mean: 0, stddev: 0.01 }), Math.tanh);
    expect(silent.at(-1)).toBeLessThan((0.01 * Math.sqrt(WIDTH)) ** LAYERS * 1.1);
    const saturated = spreads(from(randomNormal, { mean: 0, stddev: 1 }), Math.tanh);
    for (const value of saturated) expect(value).toBeGreaterThan(0.94);
  });

  test('the check notices an uncorrected truncated normal', () => {
    expect(fits(spreads(from(glorotNormal, {}, UNCORRECTED), Math.tanh), TANH_GLOROT, 0.04)).toBe(false);
    expect(fits(spreads(from(heNormal, {}, UNCORRECTED), relu), Array<number>(LAYERS).fill(RELU_HE), 0.25)).toBe(false);
  });
});
