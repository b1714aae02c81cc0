/** What a training step is made of runs on wasm too, whose kernels are fewer, with the numbers of cpu. */
import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { beforeAll, expect, test } from 'vitest';
import { activationFunctions } from '../../src/catalog/activations/functions/index.ts';
import { defaultParams } from '../../src/catalog/catalog.ts';
import type { TargetEncoding, Tensor } from '../../src/catalog/define/index.ts';
import { catalog } from '../../src/catalog/index.ts';
import { ratesOf } from './optimizers/walk.ts';

beforeAll(() => {
  const manifest = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  setWasmPaths(manifest.replace('package.json', 'dist/'));
});

async function onBoth(compute: () => Tensor): Promise<void> {
  const found: number[][] = [];
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend);
    found.push(tf.tidy(() => [...compute().dataSync()]));
  }
  const [cpu = [], wasm = []] = found;
  expect(wasm).toHaveLength(cpu.length);
  expect(cpu.every(Number.isFinite)).toBe(true);
  cpu.forEach((value, i) => expect(wasm[i]).toBeCloseTo(value, 4));
}

const TARGETS: Readonly<Record<TargetEncoding, number[][]>> = {
  'one-hot': [
    [0, 1, 0],
    [1, 0, 0],
  ],
  classes: [[1], [0]],
  values: [
    [1, 2, 0.5],
    [0.5, 4, 3],
  ],
  binary: [[1], [0]],
  labels: [
    [1, 1],
    [2, 0],
  ],
};
const ANSWERS = [
  [0.1, 0.7, 0.2],
  [0.3, 0.25, 0.45],
];
function answersTo(encoding: TargetEncoding): Tensor {
  if (encoding === 'labels') return tf.tensor3d(ANSWERS.map((row) => [row, ...ANSWERS, row]));
  return tf.tensor2d(encoding === 'binary' ? ANSWERS.map(([first = 0]) => [first]) : ANSWERS);
}

const losses = catalog.all.filter((each) => each.role === 'loss');
test.each(losses.map((each) => [each.type, each] as const))('loss %s and its slope', (_type, loss) =>
  onBoth(() => {
    const params = defaultParams(loss);
    const encoding = loss.learns === 'classes' || loss.wants !== undefined ? loss.encoding(3, 3) : 'values';
    const truth = tf.tensor2d(TARGETS[encoding]);
    const { value, grad } = tf.valueAndGrad((x: Tensor) => loss.call(tf, params, truth, x))(answersTo(encoding));
    const onLogits = loss.callOnLogits;
    const far = onLogits && tf.grad((x: Tensor) => onLogits(tf, params, truth, tf.mul(x, 30)))(answersTo(encoding));
    return tf.concat([value, grad, ...(far === undefined ? [] : [far])].map((each) => tf.reshape(each, [-1])));
  }),
);

const metrics = catalog.all.filter((each) => each.role === 'metric');
test.each(metrics.flatMap((each) => each.reads.map((reads) => [each.type, reads, each] as const)))(
  'metric %s on %s',
  (_type, encoding, metric) =>
    onBoth(() => {
      const form = { encoding, classes: 3, width: encoding === 'binary' ? 1 : 3 };
      const measure = metric.measure(defaultParams(metric), form);
      return measure.sums(tf, tf.tensor2d(TARGETS[encoding]), answersTo(encoding));
    }),
);

const optimizers = catalog.all.filter((each) => each.role === 'optimizer');
test.each(optimizers.map((each) => [each.type, each] as const))('optimizer %s with a moving average', (_type, rule) =>
  onBoth(() => {
    const params = { ...defaultParams(rule), use_ema: true, ema_overwrite_frequency: 2 };
    let weight: Tensor = tf.tensor1d([1, -2, 3]);
    let slots: Readonly<Record<string, Tensor>> = Object.fromEntries(
      Object.entries(rule.slots(params)).map(([name, value]) => [name, tf.fill([3], value)]),
    );
    for (let t = 1; t <= 3; t++)
      ({ weight, slots } = rule.update(tf, params, weight, tf.mul(weight, 0.5), slots, ratesOf(rule, params, 0.1, t)));
    return weight;
  }),
);

test.each(activationFunctions.map((each) => [each.name, each] as const))('activation %s and its slope', (_name, fn) =>
  onBoth(() => {
    const x = tf.tensor2d([[-2.3, -0.4, 0.7, 1.6]]);
    return tf.concat([fn.apply(tf, x), tf.grad((at: Tensor) => tf.square(fn.apply(tf, at)))(x)]);
  }),
);
