import { nodeHost } from '../../src/cli/node-host.ts';
import { obtainBackend } from '../../src/runtime/obtain-backend.ts';
import { tf } from '../../src/runtime/tf.ts';
import { TRANSPOSE_A, TRANSPOSE_B } from '../../src/runtime/wasm/functions.ts';
import { compiled, ratio } from './kernel-ratio.ts';
import { median, print, timed } from './measure.ts';

/** What the compiled kernels bring against tfjs' own on wasm, side by side. */
export async function benchKernels(): Promise<readonly string[]> {
  await obtainBackend('wasm', nodeHost);
  await benchMatmul();
  await benchConvolution();
  return [];
}

async function benchMatmul(): Promise<void> {
  for (const [m, k, n] of [
    [32, 16, 16],
    [64, 64, 128],
    [128, 784, 128],
    [128, 512, 512],
  ] as const) {
    const parts: string[] = [];
    for (const [label, flags] of [
      ['A·B', 0],
      ['Aᵀ·B', TRANSPOSE_A],
      ['A·Bᵀ', TRANSPOSE_B],
    ] as const) {
      const a = tf.randomNormal(flags === TRANSPOSE_A ? [k, m] : [m, k]);
      const b = tf.randomNormal(flags === TRANSPOSE_B ? [n, k] : [k, n]);
      const c = tf.zeros([m, n]);
      const ours = compiled('matmul', a, b, c, m, n, k, flags);
      const theirs = () => tf.matMul(a, b, flags === TRANSPOSE_A, flags === TRANSPOSE_B).dispose();
      parts.push(`${label} ${await ratio(ours, theirs, Math.ceil(2e7 / (m * n * k)))}`);
      tf.dispose([a, b, c]);
    }
    print(`kernel matmul ${`${m}×${k}×${n}`.padEnd(12)} times faster than tf.matMul: ${parts.join('   ')}`);
  }
}

/** 28×28 images through two convolutions and pools, batch 64: `fit` on wasm with our kernels against `fit` on cpu. */
async function benchConvolution(): Promise<void> {
  const rows = 128;
  const times = new Map<string, number[]>();
  // One epoch on cpu takes seconds, and so much that its first-time cost does not show.
  for (const [backend, rounds] of [
    ['wasm', 5],
    ['cpu', 1],
  ] as const) {
    // Without our kernels where tfjs can do it with its own.
    if (backend === 'cpu') await tf.setBackend('cpu');
    else await obtainBackend(backend, nodeHost);
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu', inputShape: [28, 28, 1] }),
        tf.layers.maxPooling2d({ poolSize: 2 }),
        tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
        tf.layers.maxPooling2d({ poolSize: 2 }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 10, activation: 'softmax' }),
      ],
    });
    const optimizer = tf.train.adam(0.001);
    model.compile({ optimizer, loss: 'categoricalCrossentropy' });
    const x = tf.randomNormal([rows, 28, 28, 1]);
    const y = tf.oneHot(
      tf.tensor1d(
        Array.from({ length: rows }, (_, i) => i % 10),
        'int32',
      ),
      10,
    );
    const fit = () => model.fit(x, y, { epochs: 1, batchSize: 64, shuffle: false, verbose: 0, yieldEvery: 'never' });
    const measured: number[] = [];
    for (let i = 0; i < rounds; i++) measured.push((await timed(fit)) / (rows / 64));
    times.set(backend, measured);
    model.dispose();
    optimizer.dispose();
    tf.dispose([x, y]);
  }
  const [wasm, cpu] = [median(times.get('wasm') ?? []), median(times.get('cpu') ?? [])];
  print(
    `conv net 28×28, 8 and 16 filters, batch 64   wasm ${wasm.toFixed(1)} ms/step   cpu ${cpu.toFixed(1)} ms/step   ratio ${(cpu / wasm).toFixed(1)} (bar: 5)`,
  );
}
