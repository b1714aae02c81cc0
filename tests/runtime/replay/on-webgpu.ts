/** A recorded step beside the same step by tfjs, on WebGPU. */
import type { GraphDocument } from '../../../src/graph/types.ts';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { readAll } from '../../../src/runtime/read-all.ts';
import { capture } from '../../../src/runtime/replay/capture.ts';
import type { Recording, StepSpec, Tier } from '../../../src/runtime/replay/recording.ts';
import { tf } from '../../../src/runtime/tf.ts';
import type { Tensor } from '../../../src/runtime/tf.ts';
import { stepSpec } from '../../../src/runtime/training/step-spec.ts';
import { browserHost } from '../../support/browser-host.ts';
import { stepByTfjs, withTraining } from '../../support/recording.ts';

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
  /** Takes a step by tfjs; its figures, which the caller disposes. */
  eagerStep(step: number): Tensor;
}

/** `most`: of how many rows a step is, at the most. */
export async function recorded<T>(
  document: GraphDocument,
  tier: Tier,
  look: (bench: Bench) => Promise<T>,
  most = Infinity,
): Promise<T> {
  return withTraining(document, async (training) => {
    const rows = Math.min(training.linked.program.batchSize, training.table.count, most);
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
        eagerStep: (step) => stepByTfjs(spec, step, firstRow(step)),
      });
    } finally {
      recording.dispose();
      spec.dispose();
    }
  });
}

/** Figures that are read together: each look waits for everything before it. */
const TOGETHER = 16;

/** Losses and weights of so many steps, replayed and by tfjs. */
export async function bothWays(
  { recording, numbers, set, eagerStep, firstRow }: Bench,
  steps: number,
  together = TOGETHER,
) {
  const start = await numbers();
  const replayed: number[] = [];
  const eager: number[] = [];
  const inTurns = async (take: (step: number) => () => Promise<number>, losses: number[]) => {
    for (let first = 0; first < steps; first += together) {
      const reads = Array.from({ length: Math.min(together, steps - first) }, (_x, i) => take(first + i));
      for (const read of reads) losses.push(await read());
    }
  };
  await inTurns((step) => {
    const { figures } = recording.run(1, step, firstRow(step));
    return async () => (await figures)[0] ?? Number.NaN;
  }, replayed);
  const replayedNumbers = await numbers();
  set(start);
  recording.sync();
  await inTurns((step) => {
    const figures = eagerStep(step);
    return async () => {
      const [loss = Number.NaN] = await figures.data();
      figures.dispose();
      return loss;
    };
  }, eager);
  return { replayed, eager, replayedNumbers, eagerNumbers: await numbers() };
}
