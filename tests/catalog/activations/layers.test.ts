import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { activation } from '../../../src/catalog/activations/activation.ts';
import { eluLayer } from '../../../src/catalog/activations/elu.ts';
import { leakyReLU } from '../../../src/catalog/activations/leaky-relu.ts';
import { maxout } from '../../../src/catalog/activations/maxout.ts';
import { linear } from '../../../src/catalog/activations/functions/linear.ts';
import { softmaxLayer } from '../../../src/catalog/activations/softmax.ts';
import { prelu } from '../../../src/catalog/activations/prelu.ts';
import type { LayerDefinition } from '../../../src/catalog/define/index.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { activationOf } from '../../../src/catalog/layer-facts.ts';
import type { ParamValues } from '../../../src/catalog/params.ts';
import { call, context, disposeAll, firstWeights, gradientError, noise, params } from '../layers/harness.ts';
import golden from '../../golden/keras-golden.json' with { type: 'json' };

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const xs = golden.activations.x;
const on = (definition: LayerDefinition, values: ParamValues, row = xs) =>
  tf.tidy(() => call(definition, params(definition, values), [tf.tensor2d([row])], {}, context()).dataSync());
const close = (found: ArrayLike<number>, expected: readonly number[]) =>
  expected.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 5));

const { functions } = golden.activations;

/** Every layer that is one curve, with every param of it at work. */
const recorded: Readonly<Record<string, { type: string; params: ParamValues; value: readonly number[] }>> =
  golden.layers.curves;

test.each(Object.entries(recorded))('%s agrees with Keras', (_label, { type, params: given, value }) =>
  close(on(catalog.expect(type, 'layer'), given), value),
);

test('the layer LeakyReLU differs from the function', () => {
  close(on(activation, { activation: 'leaky_relu' }), functions.leaky_relu.value);
  expect(recorded['LeakyReLU']?.value).not.toEqual(functions.leaky_relu.value);
});

test('ELU takes any alpha', () => {
  close(on(eluLayer, {}), functions.elu.value);
  close(
    on(eluLayer, { alpha: 2 }),
    functions.elu.value.map((y) => (y < 0 ? 2 * y : y)),
  );
});

test('the named curve is the one the layer computes', () => {
  for (const [definition, values] of [
    [leakyReLU, { negative_slope: 0.07 }],
    [eluLayer, { alpha: 1e-9 }],
    [eluLayer, { alpha: 1.3 }],
    [activation, { activation: 'swish' }],
  ] as const) {
    const curve = activationOf(definition, params(definition, values));
    expect(curve, definition.type).not.toBe(linear);
    close(on(definition, values), xs.map(curve.f));
  }
});

describe('Activation', () => {
  test('is left out when the fused loss asks for logits', () => {
    const y = tf.tidy(() =>
      call(
        activation,
        params(activation, { activation: 'sigmoid' }),
        [tf.tensor2d([[2]])],
        {},
        context({ logits: true }),
      ).dataSync(),
    );
    expect([...y]).toEqual([2]);
  });
  test('softmax needs a row', () => {
    const shape = (name: string) => activation.outputShape(params(activation, { activation: name }), { inputs: [[]] });
    expect(shape('softmax')).toMatchObject({ ok: false });
    expect(shape('relu')).toEqual({ ok: true, value: [] });
  });
});

describe('Softmax', () => {
  const shares = (axis: readonly number[], x: tf.Tensor) =>
    call(softmaxLayer, params(softmaxLayer, { axis }), [x], {}, context());

  test('along other axes than the last the values along those add up to 1', () => {
    tf.tidy(() => {
      const x = noise([2, 3, 4, 5]);
      const ones = (axes: number[], y: tf.Tensor) =>
        close(tf.sum(y, axes).dataSync(), Array.from(tf.ones(tf.sum(y, axes).shape).dataSync()));
      ones([1], shares([1], x));
      ones([1, 2], shares([1, 2], x));
      ones([1, 2], shares([-3, -2], x));
      close(shares([2], x).dataSync(), [
        ...tf.transpose(tf.softmax(tf.transpose(x, [0, 1, 3, 2])), [0, 1, 3, 2]).dataSync(),
      ]);
      close(shares([3], x).dataSync(), [...shares([-1], x).dataSync()]);
      expect(gradientError((z) => shares([1, 2], z), x)).toBeLessThan(1e-2);
    });
  });

  test('takes no axis that is not there', () => {
    const shape = (axis: readonly number[]) =>
      softmaxLayer.outputShape(params(softmaxLayer, { axis }), { inputs: [[3, 4]] });
    expect(shape([1, 2])).toEqual({ ok: true, value: [3, 4] });
    expect(shape([3])).toMatchObject({ ok: false, error: expect.stringContaining('has no dimension 3') });
  });

  test('only along the last axis does it end a network as the function does', () => {
    const ends = (axis: readonly number[]) => activationOf(softmaxLayer, params(softmaxLayer, { axis })).name;
    expect([ends([-1]), ends([1]), ends([1, 2])]).toEqual(['softmax', 'linear', 'linear']);
  });
});

describe('PReLU', () => {
  test('starts as ReLU and has one slope per value', () => {
    const w = firstWeights(prelu, {}, [[2, 3]]);
    expect(w['alpha']?.shape).toEqual([2, 3]);
    tf.tidy(() => {
      const x = noise([4, 2, 3]);
      close(call(prelu, {}, [x], w, context()).dataSync(), [...tf.relu(x).dataSync()]);
    });
    disposeAll(w);
  });

  test('y = max(0, x) − α·max(0, −x), with the gradient of x and α', () => {
    const w = firstWeights(prelu, {}, [[3]]);
    w['alpha']?.assign(tf.tensor1d([0.1, 0.5, -1]));
    tf.tidy(() => {
      const x = tf.tensor2d([
        [1, -2, -3],
        [-1, 2, 4],
      ]);
      close(call(prelu, {}, [x], w, context()).dataSync(), [1, -1, 3, -0.1, 2, 4]);
      const { grads } = tf.variableGrads(() => tf.sum(call(prelu, {}, [x], w, context())).asScalar());
      close(Object.values(grads)[0]?.dataSync() ?? [], [-1, -2, -3]);
      expect(gradientError((z) => call(prelu, {}, [z], w, context()), x)).toBeLessThan(1e-3);
    });
    disposeAll(w);
  });
});

describe('Maxout', () => {
  const values = params(maxout, { units: 2, pieces: 3 });

  test('takes the largest of its pieces, which lie side by side in the kernel', () => {
    const w = firstWeights(maxout, values, [[1]]);
    expect(w['kernel']?.shape).toEqual([1, 6]);
    w['kernel']?.assign(tf.tensor2d([[1, -1, 0, 2, 3, -4]]));
    w['bias']?.assign(tf.tensor1d([0, 0, 0.5, 0, 0, 1]));
    const y = tf.tidy(() => call(maxout, values, [tf.tensor2d([[2], [-2], [0.1]])], w, context()).dataSync());
    close(y, [2, 6, 2, 9, 0.5, 0.6]);
    disposeAll(w);
  });

  test('can be the absolute value', () => {
    const abs = params(maxout, { units: 1, pieces: 2, use_bias: false });
    const w = firstWeights(maxout, abs, [[1]]);
    w['kernel']?.assign(tf.tensor2d([[1, -1]]));
    const y = tf.tidy(() => call(maxout, abs, [tf.tensor2d([[3], [-4]])], w, context()).dataSync());
    expect([...y]).toEqual([3, 4]);
    disposeAll(w);
  });

  test('keeps the dimensions before the last, and has the right gradient', () => {
    const w = firstWeights(maxout, values, [[4, 5]]);
    tf.tidy(() => {
      const x = noise([2, 4, 5]);
      const f = (z: tf.Tensor) => call(maxout, values, [z], w, context());
      expect(f(x).shape).toEqual([2, 4, 2]);
      expect(maxout.outputShape(values, { inputs: [[4, 5]] })).toEqual({ ok: true, value: [4, 2] });
      expect(gradientError(f, x, 1e-3)).toBeLessThan(1e-2);
    });
    disposeAll(w);
  });
});
