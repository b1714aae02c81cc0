import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ActivationFunction } from '../../../../src/catalog/activations/functions/index.ts';
import {
  activationFunction,
  activationFunctions,
  activationNamed,
  activationParam,
} from '../../../../src/catalog/activations/functions/index.ts';
import { eluWith } from '../../../../src/catalog/activations/functions/elu.ts';
import { leakyReluWith } from '../../../../src/catalog/activations/functions/leaky-relu.ts';
import { softmax as rowwise } from '../../../../src/catalog/activations/functions/softmax.ts';
import { erf, erfc } from '../../../../src/catalog/activations/functions/erf.ts';
import golden from '../../../golden/keras-golden.json' with { type: 'json' };

/** What Keras gives for one function; numbers beyond float64 are written as text. */
interface Recorded {
  readonly value: readonly number[];
  /** At a corner, the slopes on its left and on its right. */
  readonly slope: readonly (number | readonly number[])[];
  readonly far_value?: readonly (number | string)[];
  readonly far_slope?: readonly (number | string)[];
}
const KERAS: Readonly<Record<string, Recorded>> = golden.activations.functions;
/** How exact slopes are; torch keeps the sixth of hard_sigmoid in float32. */
const SLOPE = 1e-8;
const { x: xs, far, pull } = golden.activations;
/** Softmax and its relatives work on a row; everything else on single values. */
const elementwise = activationFunctions.filter((each) => each.rowwise !== true);
/** Away from corners, so that slopes can be compared with finite differences. */
const smooth = [-7.3, -4.1, -2.6, -1.2, -0.4, -0.01, 0.02, 0.3, 0.9, 1.7, 2.9, 4.4, 5.9, 7.1];

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const closeTo = (found: ArrayLike<number>, expected: readonly number[], tolerance: number) => {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, i) => {
    // Two equal infinities have no distance.
    if (found[i] === value) return;
    expect(Math.abs((found[i] ?? NaN) - value), `value ${i}: ${found[i]} against ${value}`).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(value)),
    );
  });
};

/** A slope where there is none to quarrel about; `undefined` at a corner. */
const smoothSlopes = (slopes: readonly (number | readonly number[])[]) =>
  slopes.map((slope) => (typeof slope === 'number' ? slope : undefined));

/** The gradient as a layer meets it: what comes before is gone by then, unless the function asked to keep it. */
const slopesOf = (fn: ActivationFunction, points: readonly number[], weights = points.map(() => 1)) =>
  tf.tidy(() =>
    tf
      .grad((x) => tf.mul(fn.apply(tf, tf.mul(x, 1)), tf.tensor2d([weights])))(tf.tensor2d([[...points]]))
      .dataSync(),
  );

// What Keras lacks is tested in a file of its own; it still passes all that follows but the comparisons.
describe.each(elementwise.map((each) => [each.name, each] as const))('%s', (name, fn) => {
  const keras = KERAS[name];

  describe.runIf(keras !== undefined)('against Keras', () => {
    const { value = [], slope = [], far_value = [], far_slope = [] } = keras ?? {};

    test('f', () => closeTo(xs.map(fn.f), value, 1e-9));

    test('df, which lies between both sides of a corner', () => {
      const found = xs.map(fn.df);
      slope.forEach((each, i) => {
        const [low, high] = typeof each === 'number' ? [each, each] : [Math.min(...each), Math.max(...each)];
        expect(found[i], `slope at ${xs[i]}`).toBeGreaterThanOrEqual(low - SLOPE * Math.max(1, Math.abs(low)));
        expect(found[i], `slope at ${xs[i]}`).toBeLessThanOrEqual(high + SLOPE * Math.max(1, Math.abs(high)));
      });
    });

    test('apply and its gradient in float32', () => {
      const y = tf.tidy(() => fn.apply(tf, tf.tensor2d([xs])).dataSync());
      closeTo(y, value, 1e-6);
      const wanted = smoothSlopes(slope);
      const found = slopesOf(fn, xs);
      closeTo(
        xs.flatMap((_, i) => (wanted[i] === undefined ? [] : [found[i] ?? NaN])),
        wanted.filter((each) => each !== undefined),
        2e-6,
      );
    });

    test('far from zero, in both precisions', () => {
      closeTo(far.map(fn.f), far_value.map(Number), 1e-9);
      closeTo(far.map(fn.df), far_slope.map(Number), SLOPE);
      const y = tf.tidy(() => fn.apply(tf, tf.tensor2d([far])).dataSync());
      closeTo(y, far_value.map(Number).map(Math.fround), 1e-5);
      closeTo(slopesOf(fn, far), far_slope.map(Number).map(Math.fround), 1e-5);
    });
  });

  test('df is the slope of f', () => {
    const h = 1e-6;
    closeTo(
      smooth.map(fn.df),
      smooth.map((x) => (fn.f(x + h) - fn.f(x - h)) / (2 * h)),
      1e-7,
    );
  });

  test('apply is f in float32', () => {
    const points = [...smooth, ...xs];
    const y = tf.tidy(() => fn.apply(tf, tf.tensor2d([points])).dataSync());
    closeTo(y, points.map(fn.f), 1e-6);
  });

  test('the gradient of apply is df, corners included', () => {
    const points = [...smooth, ...xs];
    closeTo(slopesOf(fn, points), points.map(fn.df), 2e-6);
  });

  test('range holds, and is approached with a flat slope', () => {
    const [low, high] = fn.range ?? [null, null];
    const values = Array.from({ length: 401 }, (_, i) => fn.f((i - 200) / 10));
    if (low !== null) {
      for (const y of values) expect(y).toBeGreaterThanOrEqual(low - 1e-12);
      expect(fn.f(-1000) - low).toBeLessThan(1e-3);
      expect(fn.df(-1000)).toBeLessThan(1e-5);
    }
    if (high !== null) {
      for (const y of values) expect(y).toBeLessThanOrEqual(high + 1e-12);
      expect(high - fn.f(1000)).toBeLessThan(1e-3);
      expect(fn.df(1000)).toBeLessThan(1e-5);
    }
  });

  test('can die exactly where it says so', () => {
    const silent = Array.from({ length: 201 }, (_, i) => -i / 10 - 0.05).some((x) => fn.f(x) === 0 && fn.df(x) === 0);
    expect(silent).toBe(fn.canDie === true);
  });

  test('is documented', () => {
    expect(fn.formula).toMatch(/^f\(x\)/);
    expect(fn.help.match(/[.:](\s|$)/g)?.length ?? 0).toBeGreaterThanOrEqual(2);
  });
});

describe.each(activationFunctions.filter((each) => each.rowwise === true).map((each) => [each.name, each] as const))(
  'on a row, %s',
  (name, fn) => {
    test('agrees with Keras, and so does its gradient, each value pulled at with another weight', () => {
      const { value = [], slope = [] } = KERAS[name] ?? {};
      expect(value).toHaveLength(xs.length);
      closeTo(
        tf.tidy(() => fn.apply(tf, tf.tensor2d([xs])).dataSync()),
        value,
        1e-6,
      );
      closeTo(
        slopesOf(fn, xs, pull),
        smoothSlopes(slope).map((each) => each ?? NaN),
        2e-6,
      );
    });

    test('says of each value of a row how it comes about, where it can', () => {
      if (fn.overRow === undefined) return;
      const row = [0.9, 0.4, -0.3, 0.4];
      const whole = [...tf.tidy(() => fn.apply(tf, tf.tensor2d([row])).dataSync())];
      const each = row.map((_x, place) => fn.overRow?.(row, place).value ?? NaN);
      closeTo(each, whole, 1e-6);
    });

    test('works on the last axis of a deeper tensor, each row by itself', () => {
      const rows = [xs.slice(0, 3), xs.slice(4, 7)];
      const [one = [], other = []] = rows.map((row) => [...fn.apply(tf, tf.tensor2d([row])).dataSync()]);
      const deep = fn.apply(tf, tf.tensor3d(rows.flat(), [1, 2, 3]));
      expect(deep.shape).toEqual([1, 2, 3]);
      closeTo(deep.dataSync(), [...one, ...other], 1e-6);
      const slopes = tf.grad((x) => tf.sum(tf.square(fn.apply(tf, x))))(tf.tensor3d(rows.flat(), [1, 2, 3]));
      expect(slopes.dataSync().every(Number.isFinite)).toBe(true);
    });

    test('shows itself against a single zero', () => {
      for (const x of smooth) {
        const [value = NaN] = fn.apply(tf, tf.tensor2d([[x, 0]])).dataSync();
        expect(fn.f(x)).toBeCloseTo(value, 5);
        const beside = (fn.f(x + 1e-6) - fn.f(x - 1e-6)) / 2e-6;
        expect(fn.df(x)).toBeCloseTo(beside, 5);
      }
    });

    test('is documented', () => {
      expect(fn.formula).toMatch(/^f\(x\)/);
      expect(fn.help.match(/[.:](\s|$)/g)?.length ?? 0).toBeGreaterThanOrEqual(2);
    });
  },
);

describe('softmax', () => {
  test('agrees with Keras on a row', () => {
    closeTo(
      tf.tidy(() => rowwise.apply(tf, tf.tensor2d([xs])).dataSync()),
      KERAS['softmax']?.value ?? [],
      1e-6,
    );
  });

  test('has the gradient of Keras, each value pulled at with another weight', () => {
    const slopes = smoothSlopes(KERAS['softmax']?.slope ?? []).map((each) => each ?? NaN);
    expect(slopes).toHaveLength(xs.length);
    const softmax = activationFunctions.find((each) => each.name === 'softmax');
    if (softmax === undefined) throw new Error('softmax is missing');
    closeTo(slopesOf(softmax, xs, pull), slopes, 2e-6);
  });

  test('works on the last axis and stays safe for large values', () => {
    const y = tf.tidy(() =>
      rowwise
        .apply(
          tf,
          tf.tensor3d([
            [
              [1000, 999],
              [-1000, 1000],
            ],
          ]),
        )
        .arraySync(),
    );
    const e = 1 / (1 + Math.exp(-1));
    closeTo((y as number[][][]).flat(2), [e, 1 - e, 0, 1], 1e-6);
  });

  test('has the gradient y·(dy − Σ dy·y)', () => {
    const slopes = tf.tidy(() =>
      tf
        .grad((x) => tf.sum(tf.mul(rowwise.apply(tf, x), tf.tensor2d([[1, 0, 0]]))))(tf.tensor2d([[1, 2, 3]]))
        .dataSync(),
    );
    const z = Math.exp(1) + Math.exp(2) + Math.exp(3);
    const [a, b, c] = [Math.exp(1) / z, Math.exp(2) / z, Math.exp(3) / z];
    closeTo(slopes, [a * (1 - a), -a * b, -a * c], 1e-6);
  });

  test('shown on one number it is a row with a zero', () => {
    const row = tf.tidy(() => rowwise.apply(tf, tf.tensor2d([[1.5, 0]])).dataSync());
    expect(rowwise.f(1.5)).toBeCloseTo(row[0] ?? NaN, 6);
  });
});

describe('lookup', () => {
  test('swish is silu', () => expect(activationFunction('swish')).toBe(activationFunction('silu')));
  test('unknown names are not found', () => {
    expect(activationFunction('rulu')).toBeUndefined();
    expect(activationFunction('relu(2)')).toBeUndefined();
    expect(activationFunction('constructor')).toBeUndefined();
    expect(() => activationNamed('rulu')).toThrow('rulu');
  });
  test('a name with a parameter in brackets is none', () =>
    expect(activationFunction('leaky_relu(0.3)')).toBeUndefined());
  test('the param knows every function and the alias', () => {
    const param = activationParam('relu', 'help');
    expect(param.parse(undefined)).toBe('relu');
    for (const each of activationFunctions) expect(param.parse(each.name)).toBe(each.name);
    expect(param.parse('swish')).toBe('swish');
    expect(param.safeParse('rulu').success).toBe(false);
  });
});

describe('elu and leaky_relu with other parameters', () => {
  test('have just the curve and the facts of that parameter', () => {
    expect(leakyReluWith(0.3).f(-2)).toBeCloseTo(-0.6);
    expect(leakyReluWith(0).canDie).toBe(true);
    expect(leakyReluWith(0.3).canDie).toBeUndefined();
    expect(eluWith(2.5).range).toEqual([-2.5, null]);
    expect(eluWith(1e-7).f(-3)).toBeCloseTo(1e-7 * Math.expm1(-3), 12);
  });

  const points = [-5, -1, -0.1, 0.1, 2];
  test.each([
    ['elu(0.5)', eluWith(0.5)],
    ['elu(3)', eluWith(3)],
    ['elu(0)', eluWith(0)],
    ['elu(-1)', eluWith(-1)],
    ['leaky_relu(0.01)', leakyReluWith(0.01)],
    ['leaky_relu(1.5)', leakyReluWith(1.5)],
  ])('%s', (_name, fn) => {
    const [y, dy] = tf.tidy(() => {
      const x = tf.tensor2d([points]);
      return [
        fn.apply(tf, x).dataSync(),
        tf
          .grad((z) => tf.mul(fn.apply(tf, z), 1))(x)
          .dataSync(),
      ];
    });
    closeTo(y ?? [], points.map(fn.f), 1e-6);
    closeTo(dy ?? [], points.map(fn.df), 1e-6);
  });
});

describe('erf', () => {
  // Abramowitz and Stegun, table 7.1; erfc(6) from its asymptotic expansion.
  test.each([
    [0, 0],
    [0.1, 0.1124629160182849],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2, 0.9953222650189527],
    [3, 0.9999779095030014],
  ])('erf(%d)', (x, expected) => {
    expect(erf(x)).toBeCloseTo(expected, 14);
    expect(erf(-x)).toBeCloseTo(-expected, 14);
  });
  test('erfc keeps its digits in the tail and both forms meet', () => {
    expect(erfc(6) / 2.1519736712498913e-17).toBeCloseTo(1, 10);
    expect(erfc(-6)).toBe(2);
    expect(erfc(3) / erfc(3 - 1e-9)).toBeCloseTo(1, 7);
    expect(erfc(1)).toBeCloseTo(1 - 0.8427007929497149, 14);
  });
});

test.each([...activationFunctions, ...[0, 0.5].flatMap((given) => [leakyReluWith(given), eluWith(given)])])(
  '$name takes values up to the bounds it states and none beyond: $formula',
  ({ f, values: [low, high] }) => {
    const grid = Array.from({ length: 80_001 }, (_, i) => (i - 40_000) / 100);
    const found = grid.map(f);
    const [least, most] = [found.reduce((a, b) => Math.min(a, b)), found.reduce((a, b) => Math.max(a, b))];
    expect(least).toBeGreaterThanOrEqual(low);
    expect(most).toBeLessThanOrEqual(high);
    // softsign approaches its ends slowly.
    expect(low === -Infinity ? least < -50 : least - low < 3e-3).toBe(true);
    expect(high === Infinity ? most > 100 : high - most < 3e-3).toBe(true);
  },
);
