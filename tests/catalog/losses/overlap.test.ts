/** Dice and Tversky: which sums they take, and which targets the generalized cross-entropy wants. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseParams } from '../../../src/catalog/define/index.ts';
import type { LossDefinition, Tensor } from '../../../src/catalog/define/index.ts';
import { categoricalCrossentropy } from '../../../src/catalog/losses/categorical-crossentropy.ts';
import { categoricalGeneralizedCrossEntropy as generalized } from '../../../src/catalog/losses/categorical-generalized-cross-entropy.ts';
import { dice } from '../../../src/catalog/losses/dice.ts';
import { tversky } from '../../../src/catalog/losses/tversky.ts';
import type { ParamValues } from '../../../src/catalog/params.ts';
import { CLOSE, gradientOf, mismatch, paramsOf, valueOf } from './check.ts';
import type { Formula, Rows } from './check.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const Y: Rows = [
  [0, 1, 0],
  [1, 0, 0],
  [1, 0, 0],
];
const P: Rows = [
  [0.1, 0.7, 0.2],
  [0.3, 0.25, 0.45],
  [0.8, 0.15, 0.05],
];
const on = (loss: LossDefinition, given: ParamValues) => {
  const params = paramsOf(loss, given);
  return (y: Tensor, p: Tensor) => loss.call(tf, params, y, p);
};
const flat = (rows: Rows) => [rows.flat()];
const columns = (rows: Rows) => (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] ?? 0));
const total = (row: readonly number[]) => row.reduce((sum, x) => sum + x, 0);

/** The mean over groups of entries. */
const grouped =
  (groups: (rows: Rows) => Rows, each: (y: readonly number[], p: readonly number[]) => number): Formula =>
  (yTrue, yPred) => {
    const predicted = groups(yPred);
    const values = groups(yTrue).map((y, i) => each(y, predicted[i] ?? []));
    return total(values) / values.length;
  };
const diceOf = (y: readonly number[], p: readonly number[]) =>
  1 - (2 * total(y.map((t, i) => t * (p[i] ?? 0)))) / (total(y) + total(p) + 1e-7);
const tverskyOf = (alpha: number, beta: number) => (y: readonly number[], p: readonly number[]) => {
  const both = total(y.map((t, i) => t * (p[i] ?? 0)));
  const missed = total(y.map((t, i) => t * (1 - (p[i] ?? 0))));
  const claimed = total(y.map((t, i) => (1 - t) * (p[i] ?? 0)));
  return 1 - both / (both + alpha * missed + beta * claimed + 1e-7);
};
const WAYS: readonly (readonly [axis: readonly number[] | null, groups: (rows: Rows) => Rows])[] = [
  [null, flat],
  [[0, 1], flat],
  [[1], (rows) => rows],
  [[-1], (rows) => rows],
  [[0], columns],
  [[-2], columns],
];

describe.each(WAYS)('over axis %j', (axis, groups) => {
  it('Dice and its slope', () => {
    expect(mismatch(on(dice, { axis }), grouped(groups, diceOf), Y, P)).toBeLessThan(CLOSE);
  });

  it('Tversky and its slope, what is missed weighing other than what is claimed', () => {
    const call = on(tversky, { alpha: 0.9, beta: 0.2, axis });
    expect(mismatch(call, grouped(groups, tverskyOf(0.9, 0.2)), Y, P)).toBeLessThan(CLOSE);
  });
});

describe('Dice and Tversky', () => {
  it('are the same with both weights at one half', () => {
    expect(valueOf(on(tversky, {}), Y, P)).toBeCloseTo(valueOf(on(dice, {}), Y, P), 6);
  });

  it('are one number for a batch unless they are added up example by example', () => {
    const over = (axis: readonly number[] | null) => dice.overBatch?.({ axis });
    expect([null, [0], [0, 1], [-2]].map(over)).toEqual([true, true, true, true]);
    expect([[1], [-1]].map(over)).toEqual([false, false]);
  });

  it('take a single axis for a list of one, as Keras does, and refuse the same one twice', () => {
    const parsed = parseParams(dice, { axis: 1 });
    expect(parsed.success && parsed.data).toEqual({ axis: [1] });
    expect(parseParams(dice, { axis: [2] }).success).toBe(false);
    expect(dice.refuses?.({ axis: [1, -1] })?.remedies[0]?.params).toEqual({ axis: [1] });
    expect(dice.refuses?.({ axis: [0, 1] })).toBeUndefined();
  });

  it('stay finite where nothing is there and nothing is claimed', () => {
    for (const loss of [dice, tversky]) {
      expect(valueOf(on(loss, {}), [[0]], [[0]])).toBe(1);
      expect(gradientOf(on(loss, {}), [[0]], [[0]]).every(Number.isFinite)).toBe(true);
    }
  });
});

describe('generalized cross-entropy', () => {
  const LOGITS: Rows = [
    [2, -1, 0.5],
    [0, 1, 3],
  ];
  const onLogits = (given: ParamValues) => {
    const params = paramsOf(generalized, given);
    return (y: Tensor, x: Tensor) => generalized.callOnLogits?.(tf, params, y, x) ?? x;
  };
  const throughSoftmax = (given: ParamValues) => {
    const call = on(generalized, given);
    return (y: Tensor, x: Tensor) => call(y, tf.softmax(x));
  };

  it('is the same from logits and from probabilities', () => {
    const [fused, plain] = [onLogits({ q: 0.7 }), throughSoftmax({ q: 0.7 })];
    expect(valueOf(fused, [[0], [1]], LOGITS)).toBeCloseTo(valueOf(plain, [[0], [1]], LOGITS), 6);
    const slopes = gradientOf(plain, [[0], [1]], LOGITS);
    gradientOf(fused, [[0], [1]], LOGITS).forEach((slope, i) => expect(slope).toBeCloseTo(slopes[i] ?? NaN, 6));
  });

  it('is the cross-entropy for a tiny q, and pulls less where the network is sure of something else', () => {
    const plain = on(categoricalCrossentropy, { from_logits: true });
    expect(valueOf(onLogits({ q: 0.001 }), [[0]], [[1, 0, -1]])).toBeCloseTo(
      valueOf(plain, [[1, 0, 0]], [[1, 0, -1]]),
      2,
    );
    const pull = (logit: number) => Math.abs(gradientOf(onLogits({ q: 0.5 }), [[0]], [[-logit, 0]])[0] ?? 0);
    expect(pull(8)).toBeLessThan(pull(1) / 5);
    expect(gradientOf(onLogits({ q: 0.5 }), [[0]], [[-500, 500]]).every(Number.isFinite)).toBe(true);
  });
});
