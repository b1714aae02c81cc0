/** Layer, group and unit normalisation: what they refuse, and what holds beyond Keras' numbers. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LayerDefinition } from '../../../../src/catalog/define/index.ts';
import { weightsOf } from '../../../../src/catalog/layer-facts.ts';
import { groupNormalization } from '../../../../src/catalog/layers/normalization/group-normalization.ts';
import { layerNormalization } from '../../../../src/catalog/layers/normalization/layer-normalization.ts';
import { unitNormalization } from '../../../../src/catalog/layers/normalization/unit-normalization.ts';
import type { ParamValues } from '../../../../src/catalog/params.ts';
import { atInputs, call, context, disposeAll, firstWeights, noise, params } from '../harness.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const refusal = (definition: LayerDefinition, given: ParamValues, shape: readonly number[]) => {
  const result = definition.outputShape(params(definition, given), { inputs: [shape] });
  return result.ok ? undefined : result.error;
};

test.each([layerNormalization, unitNormalization])('$type: axes that do not fit are refused in words', (definition) => {
  expect(refusal(definition, { axis: [3] }, [4, 3])).toBe(
    'has no dimension 3 to normalise over: found shape 4×3, expected −1 to −2 or 1 to 2',
  );
  expect(refusal(definition, { axis: [0] }, [4])).toContain('has no dimension 0');
  expect(refusal(definition, { axis: [1, 1] }, [4, 3])).toContain('names one of them twice');
  expect(refusal(definition, { axis: [1, -1] }, [4, 3])).toContain('all counted from the front or all from the end');
  expect(refusal(definition, {}, [])).toContain('found one single value');
  expect(refusal(definition, { axis: [-2, -1] }, [4, 3])).toBeUndefined();
});

describe('LayerNormalization', () => {
  test('has a γ and a β for every value that shares a mean', () => {
    const shapes = (axis: readonly number[]) =>
      weightsOf(layerNormalization, params(layerNormalization, { axis }), { inputs: [[4, 3]] }).map(
        ({ shape }) => shape,
      );
    expect(shapes([-1])).toEqual([[3], [3]]);
    expect(shapes([1, 2])).toEqual([
      [4, 3],
      [4, 3],
    ]);
  });

  test('an example does not hang on the others of its batch', () => {
    const values = params(layerNormalization);
    const weights = firstWeights(layerNormalization, values, [[5]]);
    tf.tidy(() => {
      const x = noise([4, 5]);
      const whole = call(layerNormalization, values, [x], weights, context({ training: true }));
      const alone = call(layerNormalization, values, [tf.slice(x, 2, 1)], weights, context({ training: true }));
      expect([...alone.dataSync()]).toEqual([...tf.slice(whole, 2, 1).dataSync()]);
    });
    disposeAll(weights);
  });
});

test('GroupNormalization with groups −1 brings every channel to mean 0', () => {
  const values = params(groupNormalization, { groups: -1, epsilon: 0 });
  const weights = firstWeights(groupNormalization, values, [[8, 3]]);
  tf.tidy(() => {
    const y = call(groupNormalization, values, [noise([2, 8, 3])], weights, context());
    for (const mean of tf.mean(y, 1).dataSync()) expect(mean).toBeCloseTo(0, 5);
    for (const square of tf.mean(tf.square(y), 1).dataSync()) expect(square).toBeCloseTo(1, 4);
  });
  disposeAll(weights);
});

test('GroupNormalization refuses 0 groups with both ways out', () => {
  const found = groupNormalization.refuses?.(params(groupNormalization, { groups: 0 }));
  expect(found?.remedies.map(({ params: each }) => each)).toEqual([{ groups: 1 }, { groups: -1 }]);
  expect(groupNormalization.refuses?.(params(groupNormalization))).toBeUndefined();
});

test('UnitNormalization leaves an example of zeros, and lets no gradient through it', () => {
  tf.tidy(() => {
    const on = (x: tf.Tensor) =>
      call(unitNormalization, params(unitNormalization), atInputs([x]).inputs, {}, context());
    const x = tf.tensor2d([
      [0, 0],
      [3, 4],
    ]);
    const values = [...on(x).dataSync()];
    [0, 0, 0.6, 0.8].forEach((expected, i) => expect(values[i]).toBeCloseTo(expected, 6));
    const slope = tf
      .grad((z) =>
        tf.sum(
          tf.mul(
            on(z),
            tf.tensor2d([
              [1, 2],
              [1, 2],
            ]),
          ),
        ),
      )(x)
      .dataSync();
    expect([slope[0], slope[1]]).toEqual([0, 0]);
    expect(slope.every(Number.isFinite)).toBe(true);
  });
});
