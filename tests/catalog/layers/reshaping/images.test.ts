/** Layers that change the size or the order of an image, beyond the numbers from Keras. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LayerDefinition, Tensor } from '../../../../src/catalog/define/index.ts';
import { cropping2d } from '../../../../src/catalog/layers/reshaping/cropping2d.ts';
import { permute } from '../../../../src/catalog/layers/reshaping/permute.ts';
import { repeatVector } from '../../../../src/catalog/layers/reshaping/repeat-vector.ts';
import { upSampling2d } from '../../../../src/catalog/layers/reshaping/up-sampling2d.ts';
import { zeroPadding2d } from '../../../../src/catalog/layers/reshaping/zero-padding2d.ts';
import type { ParamValues } from '../../../../src/catalog/params.ts';
import { call, context, gradientError, noise, params } from '../harness.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const run = (definition: LayerDefinition, given: ParamValues, x: Tensor) =>
  call(definition, params(definition, given), [x], {}, context());
const refusal = (definition: LayerDefinition, given: ParamValues, input: readonly number[]) => {
  const shape = definition.outputShape(params(definition, given), { inputs: [input] });
  return shape.ok ? undefined : shape.error;
};

test('what is padded and cropped again is the same image', () => {
  tf.tidy(() => {
    const x = noise([2, 3, 4, 2]);
    const padded = run(zeroPadding2d, { padding: [1, 2, 3, 0] }, x);
    expect(padded.shape).toEqual([2, 6, 7, 2]);
    expect([...run(cropping2d, { cropping: [1, 2, 3, 0] }, padded).dataSync()]).toEqual([...x.dataSync()]);
    expect(tf.sum(tf.abs(padded)).dataSync()[0]).toBeCloseTo(tf.sum(tf.abs(x)).dataSync()[0] ?? NaN, 4);
  });
});

describe('enlarging', () => {
  test('straight lines stay straight, and edges do not run over', () => {
    tf.tidy(() => {
      const found = run(upSampling2d, { size: [1, 2], interpolation: 'bilinear' }, tf.tensor4d([[[[0], [4], [8]]]]));
      expect([...found.dataSync()]).toEqual([0, 1, 3, 5, 7, 8]);
    });
  });

  test.each(['nearest', 'bilinear'])('%s: several images have the slopes of finite differences', (interpolation) => {
    tf.tidy(() => {
      const x = noise([2, 2, 3, 2]);
      const pull = noise([2, 6, 6, 2], 'pull');
      const f = (at: Tensor) => tf.sum(tf.mul(run(upSampling2d, { size: [3, 2], interpolation }, at), pull));
      expect(gradientError(f, x)).toBeLessThan(1e-2);
    });
  });
});

test('refusals say what was found and what would do', () => {
  expect(refusal(cropping2d, { cropping: 2 }, [4, 9, 1])).toBe(
    'must leave at least one pixel: found cropping 2, 2, 2, 2 of an image of 4×9, which leaves nothing',
  );
  expect(refusal(permute, { dims: [2, 1] }, [2, 3, 4])).toBe(
    'names every dimension of its input once: found dims 2, 1 for shape 2×3×4, expected 3, 2, 1 or another order of it',
  );
  expect(refusal(permute, { dims: [1, 1] }, [2, 3])).toContain('found dims 1, 1');
  expect(refusal(repeatVector, {}, [2, 3])).toBe(
    'repeats one row of values: found shape 2×3, expected a single dimension',
  );
  expect(refusal(upSampling2d, {}, [5])).toContain('three dimensions');
});
