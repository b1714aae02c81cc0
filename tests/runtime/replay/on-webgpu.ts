/** A recorded step beside the same step by tfjs, on WebGPU. */
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

/** Recordings do all on the card; tfjs would do sums on a few numbers in JavaScript, with other last bits. */
export async function allOnTheCard(): Promise<() => void> {
  const obtained = await obtainBackend('webgpu', browserHost);
  if (!obtained.ok) throw new Error(obtained.error);
  tf.env().set('WEBGPU_CPU_FORWARD', false);
  return () => tf.env().set('WEBGPU_CPU_FORWARD', true);
}

export interface Bench {
  readonly spec: StepSpec;
  readonly recording: Recording;
  /** The row of the order at which a step begins. */
  firstRow(step: number): number;
  numbers(): Promise<Float32Array[]>;
  set(values: readonly Float32Array[]): void;
  eagerStep(step: number): Promise<number>;
}

export async function recorded<T>(document: GraphDocument, tier: Tier, look: (bench: Bench) => Promise<T>): Promise<T> {
  return withTraining(document, async (training) => {
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

/** Losses and weights of so many steps, replayed and by tfjs. */
export async function bothWays({ recording, numbers, set, eagerStep, firstRow }: Bench, steps: number) {
  const start = await numbers();
  const replayed: number[] = [];
  for (let step = 0; step < steps; step++) {
    replayed.push((await recording.run(1, step, firstRow(step)).figures)[0] ?? Number.NaN);
  }
  const replayedNumbers = await numbers();
  set(start);
  recording.sync();
  const eager: number[] = [];
  for (let step = 0; step < steps; step++) eager.push(await eagerStep(step));
  return { replayed, eager, replayedNumbers, eagerNumbers: await numbers() };
}
