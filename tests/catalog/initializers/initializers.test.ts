import { describe, expect, test } from 'vitest';
import { random, weightRandom } from '../../../src/base/random.ts';
import type { Shape } from '../../../src/base/shape.ts';
import type { InitializerDefinition } from '../../../src/catalog/define/index.ts';
import { parseParams } from '../../../src/catalog/define/index.ts';
import { constant } from '../../../src/catalog/initializers/constant.ts';
import { glorotNormal } from '../../../src/catalog/initializers/glorot-normal.ts';
import { glorotUniform } from '../../../src/catalog/initializers/glorot-uniform.ts';
import { heNormal } from '../../../src/catalog/initializers/he-normal.ts';
import { heUniform } from '../../../src/catalog/initializers/he-uniform.ts';
import { identity } from '../../../src/catalog/initializers/identity.ts';
import { lecunNormal } from '../../../src/catalog/initializers/lecun-normal.ts';
import { lecunUniform } from '../../../src/catalog/initializers/lecun-uniform.ts';
import { ones } from '../../../src/catalog/initializers/ones.ts';
import { orthogonal } from '../../../src/catalog/initializers/orthogonal.ts';
import { randomNormal } from '../../../src/catalog/initializers/random-normal.ts';
import { randomUniform } from '../../../src/catalog/initializers/random-uniform.ts';
import { truncatedNormal } from '../../../src/catalog/initializers/truncated-normal.ts';
import { varianceScaling as varianceScalingNode } from '../../../src/catalog/initializers/variance-scaling.ts';
import { zeros } from '../../../src/catalog/initializers/zeros.ts';
import * as initializers from '../../../src/catalog/initializers/index.ts';
import { fans, varianceScaling } from '../../../src/catalog/initializers/variance-scaling-rule.ts';
import type { ParamValues } from '../../../src/catalog/params.ts';
import { spreadOf } from './statistics.ts';
import golden from '../../golden/keras-golden.json' with { type: 'json' };

const { first: _first, ...definitions } = initializers;
const all: readonly InitializerDefinition[] = Object.values(definitions);

function draw(
  definition: InitializerDefinition,
  shape: Shape,
  given: ParamValues = {},
  key: string | number = 'k',
): Float32Array {
  const params = parseParams(definition, given);
  if (!params.success) throw new Error(params.error.message);
  return definition.values(params.data, shape, random('test', key));
}

test('all fifteen of Keras are here', () => {
  expect(all.map((each) => each.type).toSorted()).toEqual([
    'Constant',
    'GlorotNormal',
    'GlorotUniform',
    'HeNormal',
    'HeUniform',
    'Identity',
    'LecunNormal',
    'LecunUniform',
    'Ones',
    'Orthogonal',
    'RandomNormal',
    'RandomUniform',
    'TruncatedNormal',
    'VarianceScaling',
    'Zeros',
  ]);
});

describe('spread of a 400 × 600 weight against Keras', () => {
  // Orthogonal has its own test below; here it would take half a second.
  test.each(Object.entries(golden.initializers).filter(([type]) => type !== 'Orthogonal'))('%s', (type, keras) => {
    const definition = all.find((each) => each.type === type);
    if (definition === undefined) throw new Error(`${type} is missing`);
    const { mean, std } = spreadOf(draw(definition, keras.shape));
    expect(Math.abs(std - keras.std)).toBeLessThanOrEqual(0.01 * keras.std);
    expect(Math.abs(mean - keras.mean)).toBeLessThanOrEqual((6 * keras.std) / Math.sqrt(240_000));
  });
});

describe('bounds', () => {
  test.each([
    ['GlorotUniform', Math.sqrt(6 / 1000)],
    ['HeUniform', Math.sqrt(6 / 400)],
    ['LecunUniform', Math.sqrt(3 / 400)],
    ['RandomUniform', 0.05],
    ['TruncatedNormal', 0.1],
    ['GlorotNormal', (2 * Math.sqrt(2 / 1000)) / 0.87962566103423978],
    ['HeNormal', (2 * Math.sqrt(2 / 400)) / 0.87962566103423978],
    ['LecunNormal', (2 * Math.sqrt(1 / 400)) / 0.87962566103423978],
  ])('%s lies within ±%d and comes close to it', (type, limit) => {
    const definition = all.find((each) => each.type === type);
    if (definition === undefined) throw new Error(`${type} is missing`);
    const { min, max } = spreadOf(draw(definition, [400, 600]));
    expect(max).toBeLessThanOrEqual(Math.fround(limit));
    expect(min).toBeGreaterThanOrEqual(-Math.fround(limit));
    expect(max).toBeGreaterThan(limit * 0.99);
    expect(min).toBeLessThan(-limit * 0.99);
  });

  test('limits and spreads of 0 are meant', () => {
    expect(spreadOf(draw(randomUniform, [50, 50], { minval: 0, maxval: 1 })).min).toBeGreaterThanOrEqual(0);
    expect(spreadOf(draw(randomNormal, [9], { mean: 3, stddev: 0 }))).toMatchObject({ min: 3, max: 3 });
    expect(spreadOf(draw(randomNormal, [200, 200], { mean: 3, stddev: 0.5 })).mean).toBeCloseTo(3, 1);
  });

  test('minval above maxval is refused', () => {
    expect(randomUniform.refuses?.({ minval: 1, maxval: 0 })?.message).toContain('found 1 and 0');
    expect(randomUniform.refuses?.({ minval: 0, maxval: 0 })).toBeUndefined();
  });
});

describe('randomness', () => {
  test.each(all.map((each) => [each.type, each] as const))(
    '%s: the same key gives the same bits',
    (_type, definition) => {
      expect(draw(definition, [7, 5])).toEqual(draw(definition, [7, 5]));
    },
  );
  const drawn = all.filter((each) => !['Zeros', 'Ones', 'Constant', 'Identity'].includes(each.type));
  test.each(drawn.map((each) => [each.type, each] as const))(
    '%s: another key gives other numbers',
    (_type, definition) => {
      expect(draw(definition, [7, 5], {}, 'a')).not.toEqual(draw(definition, [7, 5], {}, 'b'));
    },
  );
  test('seed, layer and weight all count', () => {
    const first = (...key: [number, string, string]) => weightRandom(...key).uniform();
    const values = [first(1, 'd', 'kernel'), first(2, 'd', 'kernel'), first(1, 'e', 'kernel'), first(1, 'd', 'bias')];
    expect(new Set(values).size).toBe(4);
  });
});

describe('VarianceScaling', () => {
  test('fans are those of Keras', () => {
    expect(fans([])).toEqual({ fanIn: 1, fanOut: 1 });
    expect(fans([7])).toEqual({ fanIn: 7, fanOut: 7 });
    expect(fans([3, 5])).toEqual({ fanIn: 3, fanOut: 5 });
    expect(fans([3, 3, 8, 16])).toEqual({ fanIn: 72, fanOut: 144 });
  });

  test.each([
    ['fan_in', 1 / 300],
    ['fan_out', 1 / 500],
    ['fan_avg', 1 / 400],
  ] as const)('every distribution has variance 1/%s', (mode, variance) => {
    for (const distribution of ['truncated_normal', 'untruncated_normal', 'uniform', 'normal'])
      expect(
        spreadOf(draw(varianceScalingNode, [300, 500], { mode, distribution })).std / Math.sqrt(variance),
        distribution,
      ).toBeCloseTo(1, 2);
  });

  test('the named initializers are its cases', () => {
    for (const [named, scale, mode, distribution] of [
      [glorotNormal, 1, 'fan_avg', 'truncated_normal'],
      [glorotUniform, 1, 'fan_avg', 'uniform'],
      [heNormal, 2, 'fan_in', 'truncated_normal'],
      [heUniform, 2, 'fan_in', 'uniform'],
      [lecunNormal, 1, 'fan_in', 'truncated_normal'],
      [lecunUniform, 1, 'fan_in', 'uniform'],
    ] as const)
      expect(draw(named, [6, 9]), named.type).toEqual(
        varianceScaling(scale, mode, distribution, [6, 9], random('test', 'k')),
      );
  });

  test('a fan below 1 counts as 1', () => {
    expect(varianceScaling(1, 'fan_in', 'uniform', [0], random(1))).toHaveLength(0);
  });
});

describe('constants', () => {
  test('Zeros, Ones, Constant', () => {
    expect([...draw(zeros, [2, 2])]).toEqual([0, 0, 0, 0]);
    expect([...draw(ones, [3])]).toEqual([1, 1, 1]);
    expect([...draw(constant, [2], { value: -2.5 })]).toEqual([-2.5, -2.5]);
    expect([...draw(constant, [])]).toEqual([0]);
  });
});

describe('Identity', () => {
  test('has gain on the diagonal, square or not', () => {
    expect([...draw(identity, [2, 2])]).toEqual([1, 0, 0, 1]);
    expect([...draw(identity, [2, 3], { gain: 2 })]).toEqual([2, 0, 0, 0, 2, 0]);
    expect([...draw(identity, [3, 2])]).toEqual([1, 0, 0, 1, 0, 0]);
  });
  test('refuses all but two dimensions, and says so', () => {
    expect(identity.refusesShape?.({ gain: 1 }, [3, 2])).toBeUndefined();
    expect(identity.refusesShape?.({ gain: 1 }, [3])).toContain('found shape 3');
    expect(identity.refusesShape?.({ gain: 1 }, [3, 3, 1])).toContain('3×3×1');
  });
});

describe('Orthogonal', () => {
  /** Largest entry of |G − gain²·I|, G the products of all rows or all columns, whichever are fewer. */
  function error(w: Float32Array, rows: number, columns: number, gain: number): number {
    const wide = rows < columns;
    const at = (vector: number, i: number) => (wide ? w[vector * columns + i] : w[i * columns + vector]) ?? NaN;
    let worst = 0;
    for (let a = 0; a < Math.min(rows, columns); a++)
      for (let b = 0; b <= a; b++) {
        let sum = 0;
        for (let i = 0; i < Math.max(rows, columns); i++) sum += at(a, i) * at(b, i);
        worst = Math.max(worst, Math.abs(sum - (a === b ? gain * gain : 0)));
      }
    return worst;
  }

  test.each([
    [128, 128, 1],
    [40, 60, 1],
    [60, 40, 1.5],
    [1, 5, 1],
    [5, 1, 2],
  ])('%d × %d with gain %d', (rows, columns, gain) => {
    expect(error(draw(orthogonal, [rows, columns], { gain }), rows, columns, gain)).toBeLessThan(1e-6);
  });

  test('wider weights count all but the last dimension as rows', () => {
    expect(error(draw(orthogonal, [3, 4, 10]), 12, 10, 1)).toBeLessThan(1e-6);
  });

  test('has the spread of Keras', () => {
    const { std } = spreadOf(draw(orthogonal, [80, 120]));
    // 400 × 600: 1/√600 = 0.040825, Keras' figure; here 1/√120.
    expect(golden.initializers.Orthogonal.std).toBeCloseTo(1 / Math.sqrt(600), 5);
    expect(std).toBeCloseTo(1 / Math.sqrt(120), 3);
  });

  test('has no preferred sign: a 1 × 1 weight is ±1, about half each', () => {
    const signs = Array.from({ length: 200 }, (_, i) => draw(orthogonal, [1, 1], {}, i)[0] ?? NaN);
    expect(new Set(signs)).toEqual(new Set([1, -1]));
    expect(signs.filter((sign) => sign === 1).length).toBeGreaterThan(70);
    expect(signs.filter((sign) => sign === -1).length).toBeGreaterThan(70);
  });

  test('refuses biases', () => expect(orthogonal.refusesShape?.({ gain: 1 }, [4])).toContain('found shape 4'));
});

describe('spread lines', () => {
  test.each([
    [heNormal, {}, 'sd √(2/fan_in)'],
    [randomNormal, { stddev: 0.01 }, 'sd 0.01'],
    [randomNormal, { mean: -1, stddev: 1 }, 'mean −1, sd 1'],
    [truncatedNormal, {}, 'sd 0.044, at most ±0.1'],
    [randomUniform, {}, '−0.05 to 0.05'],
    [varianceScalingNode, { scale: 0.1, distribution: 'uniform' }, '±√(0.3/fan_in)'],
    [constant, { value: 1 / 3 }, 'all 0.333'],
  ] as const)('$type %j', (definition, given, line) => {
    const params = parseParams(definition, given);
    expect(params.success && definition.spread(params.data)).toBe(line);
  });
});
