/** The fused losses on wasm, which computes in float32 throughout: far logits must not overflow or lose their slope. */
import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { beforeAll, expect, it } from 'vitest';
import type { LossDefinition, Tensor } from '../../../src/catalog/define/index.ts';
import { binaryCrossentropy } from '../../../src/catalog/losses/binary-crossentropy.ts';
import { categoricalCrossentropy } from '../../../src/catalog/losses/categorical-crossentropy.ts';
import { meanAbsoluteError } from '../../../src/catalog/losses/mean-absolute-error.ts';
import { meanSquaredError } from '../../../src/catalog/losses/mean-squared-error.ts';
import { gradientOf, paramsOf, valueOf } from './check.ts';

beforeAll(async () => {
  const manifest = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  setWasmPaths(manifest.replace('package.json', 'dist/'));
  await tf.setBackend('wasm');
});

const onLogits = (loss: LossDefinition) => (y: Tensor, x: Tensor) => {
  const value = loss.callOnLogits?.(tf, paramsOf(loss), y, x);
  if (value === undefined) throw new Error(`${loss.type} has no callOnLogits`);
  return value;
};

it('runs on wasm', () => {
  expect(tf.getBackend()).toBe('wasm');
});

it('binary cross-entropy at ±500 and at 0', () => {
  const truth = [[1], [0], [1], [0], [1]];
  const logits = [[-500], [500], [500], [-500], [0]];
  expect(valueOf(onLogits(binaryCrossentropy), truth, logits)).toBeCloseTo((1000 + Math.LN2) / 5, 3);
  gradientOf(onLogits(binaryCrossentropy), truth, logits).forEach((slope, i) =>
    expect(slope).toBeCloseTo([-0.2, 0.2, 0, 0, -0.1][i] ?? Number.NaN, 6),
  );
});

it('categorical cross-entropy at ±500', () => {
  expect(valueOf(onLogits(categoricalCrossentropy), [[1, 0]], [[-500, 500]])).toBe(1000);
  expect(gradientOf(onLogits(categoricalCrossentropy), [[1, 0]], [[-500, 500]])).toEqual([-1, 1]);
});

it('plain errors and their slopes', () => {
  const squared = (y: Tensor, p: Tensor) => meanSquaredError.call(tf, {}, y, p);
  const absolute = (y: Tensor, p: Tensor) => meanAbsoluteError.call(tf, {}, y, p);
  expect(gradientOf(squared, [[1], [0]], [[3], [-1]])).toEqual([2, -1]);
  expect(gradientOf(absolute, [[1], [0]], [[3], [0]])).toEqual([0.5, 0]);
});
