/** Recorded steps on real WebGPU, on a software adapter. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import twoSpirals from '../../../examples/two-spirals.json?raw';
import xor from '../../../examples/xor.json?raw';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { readAll } from '../../../src/runtime/read-all.ts';
import { capture } from '../../../src/runtime/replay/capture.ts';
import { feed } from '../../../src/runtime/replay/feed.ts';
import type { Recording, StepSpec, Tier } from '../../../src/runtime/replay/recording.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { stepSpec } from '../../../src/runtime/training/step-spec.ts';
import { browserHost } from '../../support/browser-host.ts';
import { withTraining } from '../../support/recording.ts';

/** Has kernels that only tfjs knows, and random numbers. */
const images = JSON.stringify({
  format: 'edgewise',
  version: 1,
  name: 'Images',
  seed: 1,
  nodes: [
    { id: 'data', type: 'Dataset', position: [0, 0], params: { name: 'digits' } },
    { id: 'image', type: 'Reshape', position: [0, 0], params: { target_shape: [8, 8, 1] } },
    { id: 'conv', type: 'Conv2D', position: [0, 0], params: { filters: 3, kernel_size: 3 } },
    { id: 'relu', type: 'Activation', position: [0, 0], params: { activation: 'relu' } },
    { id: 'flat', type: 'Flatten', position: [0, 0] },
    { id: 'drop', type: 'Dropout', position: [0, 0], params: { rate: 0.3 } },
    { id: 'out', type: 'Dense', position: [0, 0], params: { units: 10 } },
    { id: 'prob', type: 'Activation', position: [0, 0], params: { activation: 'softmax' } },
    { id: 'loss', type: 'CategoricalCrossentropy', position: [0, 0] },
    { id: 'train', type: 'Train', position: [0, 0], params: { batch_size: 8 } },
    { id: 'opt', type: 'Adam', position: [0, 0] },
  ],
  edges: [
    { from: 'data.features', to: 'image.inputs' },
    { from: 'image.outputs', to: 'conv.inputs' },
    { from: 'conv.outputs', to: 'relu.inputs' },
    { from: 'relu.outputs', to: 'flat.inputs' },
    { from: 'flat.outputs', to: 'drop.inputs' },
    { from: 'drop.outputs', to: 'out.inputs' },
    { from: 'out.outputs', to: 'prob.inputs' },
    { from: 'prob.outputs', to: 'loss.y_pred' },
    { from: 'data.targets', to: 'loss.y_true' },
    { from: 'loss.loss', to: 'train.loss' },
    { from: 'opt.optimizer', to: 'train.optimizer' },
  ],
});

const EXAMPLES = { xor, 'two-spirals': twoSpirals, images };
const STEPS = 12;

// Recordings do all on the card; tfjs would do sums on a few numbers in JavaScript, with other last bits.
beforeAll(async () => {
  const obtained = await obtainBackend('webgpu', browserHost);
  if (!obtained.ok) throw new Error(obtained.error);
  tf.env().set('WEBGPU_CPU_FORWARD', false);
});
afterAll(() => tf.env().set('WEBGPU_CPU_FORWARD', true));

interface Bench {
  readonly spec: StepSpec;
  readonly recording: Recording;
  /** The row of the order at which a step begins. */
  firstRow(step: number): number;
  numbers(): Promise<Float32Array[]>;
  set(values: readonly Float32Array[]): void;
  eagerStep(step: number): Promise<number>;
}

async function recorded<T>(text: string, tier: Tier, look: (bench: Bench) => Promise<T>): Promise<T> {
  return withTraining(JSON.parse(text) as GraphDocument, async (training) => {
    const rows = Math.min(training.linked.program.batchSize, training.table.count);
    const spec = stepSpec(training, rows);
    const perEpoch = Math.floor(spec.rowCount / rows);
    const recording = await capture(spec, tier);
    recording.setOrder(Int32Array.from({ length: spec.rowCount }, (_x, i) => i));
    const firstRow = (step: number) => (step % perEpoch) * rows;
    try {
      return await look({
        spec,
        recording,
        firstRow,
        async numbers() {
          recording.sync();
          return readAll(spec.variables);
        },
        set: (values) => training.setWeights(values),
        async eagerStep(step) {
          feed(spec, step, firstRow(step));
          const { figures, commits } = spec.compute();
          for (const { variable, value } of commits) variable.assign(value);
          const [loss = Number.NaN] = await figures.data();
          tf.dispose([figures, ...commits.map(({ value }) => value)]);
          return loss;
        },
      });
    } finally {
      recording.dispose();
      spec.dispose();
    }
  });
}

async function bothWays({ recording, numbers, set, eagerStep, firstRow }: Bench) {
  const start = await numbers();
  const replayed: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    replayed.push((await recording.run(1, step, firstRow(step)).figures)[0] ?? Number.NaN);
  }
  const replayedNumbers = await numbers();
  set(start);
  recording.sync();
  const eager: number[] = [];
  for (let step = 0; step < STEPS; step++) eager.push(await eagerStep(step));
  return { replayed, eager, replayedNumbers, eagerNumbers: await numbers() };
}

describe.each(Object.entries(EXAMPLES))('%s on webgpu', (_name, text) => {
  test('is tfjs bit for bit in the exact tier, and leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    await recorded(text, 'exact', async (bench) => {
      const { replayed, eager, replayedNumbers, eagerNumbers } = await bothWays(bench);
      expect(new Set(replayed).size).toBeGreaterThan(1);
      expect(replayed).toEqual(eager);
      expect(replayedNumbers).toEqual(eagerNumbers);
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  test('stays within rounding of tfjs in the fast tier', async () => {
    await recorded(text, 'fast', async (bench) => {
      expect(bench.recording.stats.items).toBeLessThan(bench.recording.stats.kernels / 2);
      const { replayed, eager } = await bothWays(bench);
      const largest = Math.max(...eager);
      replayed.forEach((loss, i) => expect(Math.abs(loss - (eager[i] ?? Number.NaN))).toBeLessThan(2e-3 * largest));
      expect(replayed.at(-1)).not.toBe(replayed[0]);
    });
  });

  test.each(['exact', 'fast'] as const)('takes several steps at once as one by one: %s', async (tier) => {
    await recorded(text, tier, async ({ recording, numbers, set, firstRow, spec }) => {
      const count = Math.min(3, Math.floor(spec.rowCount / spec.rowsPerStep));
      const start = await numbers();
      const single: number[] = [];
      for (let step = 0; step < count; step++) {
        single.push(...(await recording.run(1, step, firstRow(step)).figures));
      }
      const after = await numbers();
      expect(after).not.toEqual(start);
      set(start);
      expect([...(await recording.run(count, 0, 0).figures)]).toEqual(single);
      expect(await numbers()).toEqual(after);
    });
  });

  test.each(['exact', 'fast'] as const)('goes on from what is assigned from outside: %s', async (tier) => {
    await recorded(text, tier, async ({ recording, numbers, set }) => {
      const start = await numbers();
      const [first] = await recording.run(1, 0, 0).figures;
      set(start.map((values) => values.map((value) => value * 1.5)));
      const [other] = await recording.run(1, 0, 0).figures;
      set(start);
      const [again] = await recording.run(1, 0, 0).figures;
      expect(other).not.toBe(first);
      expect(again).toBe(first);
    });
  });
});
