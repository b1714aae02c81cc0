/** Kernels that only move numbers, replayed, against tfjs: every axis of every rank, and types that change. */
import { beforeAll, describe, expect, it } from 'vitest';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import type { Tier } from '../../../src/runtime/replay/recording.ts';
import { tf } from '../../../src/runtime/tf.ts';
import type { Tensor } from '../../../src/runtime/tf.ts';
import { nodeHost } from '../../support/node-host.ts';
import { bothWays } from './small-steps.ts';

beforeAll(async () => {
  await obtainBackend('wasm', nodeHost);
});

const counted = (shape: readonly number[], from = 0): Tensor => {
  const size = shape.reduce((product, n) => product * n, 1);
  return tf.tensor(
    Array.from({ length: size }, (_x, i) => from + i),
    [...shape],
    'float32',
  );
};
/** Behind a kernel that computes, so that moves do not fall away with the names. */
const made = (x: Tensor): Tensor => tf.add(x, 0.5);

const SHAPES = [[5], [3, 4], [2, 3, 4], [2, 3, 2, 5], [2, 1, 3, 2, 4]];
const axesOf = (shape: readonly number[]) => shape.map((_n, axis) => axis);

async function expectSame(tensors: readonly Tensor[], compute: () => readonly Tensor[], tier: Tier) {
  const { eager, replayed } = await bothWays(tensors, compute, tier);
  expect(eager.length).toBeGreaterThan(0);
  expect(replayed).toEqual(eager);
  tf.dispose([...tensors]);
}

describe.each<Tier>(['exact', 'fast'])('in the %s tier', (tier) => {
  it.each(SHAPES.map((shape) => [shape.join(' × '), shape] as const))('concat of %s', async (_name, shape) => {
    const [a, b] = [counted(shape), counted(shape, 1000)];
    await expectSame([a, b], () => axesOf(shape).map((axis) => tf.concat([made(a), made(b), a], axis)), tier);
  });

  it.each(SHAPES.map((shape) => [shape.join(' × '), shape] as const))('split of %s', async (_name, shape) => {
    const x = counted(shape);
    const compute = () =>
      axesOf(shape).flatMap((axis) => {
        const n = shape[axis] ?? 1;
        const sizes = n === 1 ? [1] : [1, n - 1];
        // What is cut lies one after another again, the other way round.
        return tf.split(made(x), sizes, axis).toReversed().map(made);
      });
    await expectSame([x], compute, tier);
  });

  it.each(SHAPES.map((shape) => [shape.join(' × '), shape] as const))('slices of %s', async (_name, shape) => {
    const x = counted(shape);
    const cuts = axesOf(shape).flatMap((axis) => {
      const begin = shape.map((n, i) => (i === axis && n > 1 ? 1 : 0));
      const middle = shape.map((n) => (n > 2 ? 1 : 0));
      return [
        { begin, size: shape.map((n, i) => n - (begin[i] ?? 0)) },
        { begin: middle, size: shape.map((n, i) => (i === axis ? 1 : n - (middle[i] ?? 0))) },
      ];
    });
    await expectSame([x], () => cuts.flatMap(({ begin, size }) => [tf.slice(made(x), begin, size)]), tier);
  });

  it.each(SHAPES.slice(0, 4).map((shape) => [shape.join(' × '), shape] as const))(
    'stack and unstack of %s',
    async (_name, shape) => {
      const [a, b] = [counted(shape), counted(shape, 500)];
      const compute = () => [
        ...[...axesOf(shape), shape.length].map((axis) => tf.stack([made(a), b, made(b)], axis)),
        ...axesOf(shape).flatMap((axis) => tf.unstack(made(a), axis).toReversed()),
      ];
      await expectSame([a, b], compute, tier);
    },
  );

  it('other shapes of the same numbers', async () => {
    const x = counted([2, 3, 4]);
    const compute = () => [
      tf.reshape(made(x), [4, 6]),
      tf.expandDims(tf.squeeze(tf.reshape(made(x), [1, 24]), [0]), 1),
      tf.add(tf.reshape(x, [24]), tf.reshape(made(x), [24])),
      tf.clone(made(x)),
    ];
    await expectSame([x], compute, tier);
  });

  it('types that change', async () => {
    const x = tf.tensor1d([-3.7, -0.2, 0, 0.9, 1, 2.5, 7.9, 100.2, 250]);
    const whole = tf.tensor1d([-3, 0, 5, 100, 77, 1, 0, 2, 9], 'int32');
    const flags = tf.tensor1d([true, false, true, true, false, false, true, false, true], 'bool');
    const compute = () => [
      tf.cast(tf.cast(made(x), 'int32'), 'float32'),
      tf.cast(whole, 'float32'),
      tf.cast(tf.cast(whole, 'float32'), 'int32'),
      tf.cast(flags, 'float32'),
      tf.cast(flags, 'int32'),
      tf.cast(tf.cast(tf.greater(made(x), 1), 'int32'), 'float32'),
    ];
    await expectSame([x, whole, flags], compute, tier);
  });

  it('what is filled is a constant', async () => {
    const x = counted([2, 5]);
    const compute = () => [
      tf.add(made(x), tf.fill([2, 5], 3.25)),
      tf.mul(tf.onesLike(x), made(x)),
      tf.concat([tf.zerosLike(x), made(x), tf.tensor2d([[1, 2, 3, 4, 5]])]),
    ];
    await expectSame([x], compute, tier);
  });

  it('long stretches, which are moved by another way than short ones', async () => {
    const x = counted([3, 101]);
    await expectSame(
      [x],
      () => [tf.concat([made(x), x], 1), tf.slice(made(x), [0, 3], [3, 97]), tf.tile(x, [2, 2])],
      tier,
    );
  });
});
