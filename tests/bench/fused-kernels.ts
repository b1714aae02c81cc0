import type { Tensor } from '@tensorflow/tfjs';
import { tf } from '../../src/runtime/tf.ts';
import { ACTIVATIONS } from '../../src/runtime/wasm/activations.ts';
import { compiled, ratio } from './kernel-ratio.ts';
import { print } from './measure.ts';

const EPSILON = 1e-3;

/** The parts of a training step forward and back, each against the ops it takes the place of. */
export async function benchFusedKernels(rows: number, inputs: number, units: number): Promise<void> {
  const random = (...shape: number[]): Tensor => tf.randomNormal(shape);
  const room = (...shape: number[]): Tensor => tf.zeros(shape);
  const calls = Math.ceil(4e5 / (rows * units + inputs * units));
  const parts: string[] = [];
  const compare = async (label: string, ours: readonly (() => void)[], theirs: () => unknown): Promise<void> => {
    const fused = (): void => ours.forEach((each) => each());
    const unfused = (): void => tf.tidy(() => void theirs());
    parts.push(`${label} ${await ratio(fused, unfused, calls)}`);
  };
  const [x, y, z, dy] = [random(rows, inputs), room(rows, units), random(rows, units), random(rows, units)] as const;
  const [kernel, bias, gamma] = [random(inputs, units), random(units), random(units)] as const;
  const [dz, dx, dKernel] = [room(rows, units), room(rows, inputs), room(inputs, units)] as const;
  const [a, b, c, d] = [room(units), room(units), room(units), room(units)] as const;

  const { code } = ACTIVATIONS.tanh;
  const dense = (values: Tensor, k: Tensor, shift: Tensor): Tensor => tf.tanh(tf.add(tf.matMul(values, k), shift));
  await compare(
    'dense with tanh',
    [
      compiled('dense', x, kernel, bias, 0, y, rows, inputs, units, code, 0),
      compiled('denseGrad', x, kernel, y, dy, dz, dKernel, a, dx, rows, inputs, units, code, 0),
    ],
    () => tf.grads(dense)([x, kernel, bias], dy),
  );

  const normal = (values: Tensor, scale: Tensor, shift: Tensor): Tensor => {
    const { mean, variance } = tf.moments(values, 0);
    return tf.add(tf.mul(tf.sub(values, mean), tf.mul(tf.rsqrt(tf.add(variance, EPSILON)), scale)), shift);
  };
  await compare(
    'batch normalisation',
    [
      compiled('batchNorm', z, gamma, bias, a, b, y, c, d, rows, units, 0.99, EPSILON),
      compiled('batchNormGrad', z, gamma, c, d, dy, dz, a, b, rows, units),
    ],
    () => tf.grads(normal)([z, gamma, bias], dy),
  );

  const classes = tf.tensor1d(
    Array.from({ length: rows }, (_, i) => i % units),
    'int32',
  );
  const targets = tf.oneHot(classes, units, 1, 0, 'float32');
  await compare(
    'softmax cross-entropy',
    [compiled('softmaxCrossEntropy', z, targets, room(1), dz, 0, rows, units)],
    () => tf.grad((logits: Tensor) => tf.losses.softmaxCrossEntropy(targets, logits))(z),
  );

  await compare('tanh', [compiled('activation', z, y, rows * units, code, 0)], () => tf.tanh(z));

  const count = inputs * units;
  const [weights, slope, m, v] = [random(count), random(count), room(count), room(count)] as const;
  const cells = tf.tensor1d([1e-3, 1e-3]);
  const optimizer = tf.train.adam(1e-3);
  const variable = tf.variable(random(count));
  await compare('Adam', [compiled('adam', weights, slope, m, v, 0, cells, cells, count, 0.9, 0.999, 1e-7, 0)], () =>
    optimizer.applyGradients({ [variable.name]: slope as typeof variable }),
  );

  print(`kernels ${`${rows}×${inputs}×${units}`.padEnd(12)} times faster than ops: ${parts.join('   ')}`);
  optimizer.dispose();
  tf.dispose([x, y, z, dy, kernel, bias, gamma, dz, dx, dKernel, a, b, c, d, classes, targets, cells, variable]);
  tf.dispose([weights, slope, m, v]);
}
