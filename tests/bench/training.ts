import { nodeHost } from '../../src/cli/node-host.ts';
import type { Program } from '../../src/compiler/types.ts';
import { obtainBackend } from '../../src/runtime/obtain-backend.ts';
import { tf } from '../../src/runtime/tf.ts';
import { Trainer } from '../../src/runtime/training/trainer.ts';
import { median, print, timed } from './measure.ts';
import { compiled, small } from './programs.ts';

const EPOCHS = 30;
const ROUNDS = 7;

/** Steps per second of our trainer (validation and events included) against tfjs' `model.fit`, in turn. */
export async function benchTraining(): Promise<void> {
  for (const backend of ['cpu', 'wasm'] as const) {
    await obtainBackend(backend, nodeHost);
    const program: Program = { ...compiled(small()), epochs: EPOCHS };
    const trainer = new Trainer(program, { backend, host: nodeHost, emit: () => undefined });
    const train = async () => {
      trainer.command({ type: 'start' });
      await trainer.settled();
    };
    const fit = fitLike(program);
    await train();
    await fit.run();
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await timed(train));
      theirs.push(await timed(fit.run));
    }
    const steps = EPOCHS * 13;
    const rate = (times: readonly number[]) => Math.round((1000 * steps) / median(times));
    const ratios = ours.map((time, i) => (theirs[i] ?? Number.NaN) / time);
    print(
      `train 2-16-2, batch 32, Adam, ${backend.padEnd(4)}   ours ${rate(ours)} steps/s   model.fit ${rate(theirs)} steps/s   ratio ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}; bar: 2)`,
    );
    await trainer.dispose();
    fit.dispose();
  }
}

/** The same network, data, optimizer and metric through `model.fit`, in its fastest setting. */
function fitLike(program: Program) {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 16, activation: 'relu', inputShape: [2] }),
      tf.layers.dense({ units: 2, activation: 'softmax' }),
    ],
  });
  const optimizer = tf.train.adam(Number(program.optimizer.params['learning_rate']));
  model.compile({ optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  const labels = (rows: number) =>
    tf
      .oneHot(
        tf.tensor1d(
          Array.from({ length: rows }, (_, i) => i % 2),
          'int32',
        ),
        2,
      )
      .toFloat();
  const data = { x: tf.randomNormal([400, 2]), y: labels(400), vx: tf.randomNormal([100, 2]), vy: labels(100) };
  return {
    run: () =>
      model.fit(data.x, data.y, {
        epochs: EPOCHS,
        batchSize: 32,
        verbose: 0,
        yieldEvery: 'never',
        validationData: [data.vx, data.vy],
      }),
    dispose() {
      model.dispose();
      optimizer.dispose();
      tf.dispose(Object.values(data));
    },
  };
}
