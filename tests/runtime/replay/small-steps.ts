/** Steps written by hand, small enough to see what a recording must make of them. */
import { capture } from '../../../src/runtime/replay/capture.ts';
import { feed } from '../../../src/runtime/replay/feed.ts';
import { understandAll } from '../../../src/runtime/replay/fuse/understand.ts';
import { resolve } from '../../../src/runtime/replay/passes/resolve-results.ts';
import type { ListFeed, Recording, StepOutcome, StepSpec, Tier } from '../../../src/runtime/replay/recording.ts';
import { wasmHeap } from '../../../src/runtime/replay/wasm/heap.ts';
import { record } from '../../../src/runtime/replay/wasm/record.ts';
import { tf } from '../../../src/runtime/tf.ts';
import type { Tensor, Variable } from '../../../src/runtime/tf.ts';

/** All numbers of some results in a row, behind a zero that says that the step is sound. */
const inARow = (results: readonly Tensor[]): Tensor =>
  tf.concat([
    tf.zeros([1]),
    ...results.map((result) => tf.reshape(result.dtype === 'float32' ? result : tf.cast(result, 'float32'), [-1])),
  ]);

/** A step that changes nothing: its figures are what `compute` gives. */
export const looking = (tensors: readonly Tensor[], compute: () => readonly Tensor[]): StepSpec => ({
  variables: [],
  tensors,
  rows: [],
  lists: [],
  rowsPerStep: 0,
  rowCount: 0,
  compute: () => ({ figures: tf.tidy(() => inARow(compute())), commits: [] }),
});

/** What tfjs computes, and what a replay gives. */
export async function bothWays(
  tensors: readonly Tensor[],
  compute: () => readonly Tensor[],
  tier: Tier = 'fast',
): Promise<{ readonly eager: Float32Array; readonly replayed: Float32Array }> {
  const spec = looking(tensors, compute);
  const { figures } = spec.compute();
  const eager = figures.dataSync<'float32'>().slice(1);
  figures.dispose();
  const recording = await capture(spec, tier);
  const replayed = (await recording.run(1, 0, 0).figures).slice(1);
  recording.dispose();
  return { eager, replayed };
}

/** Kernels that stay as tfjs does them in the fast tier. */
export function leftAsRecorded(compute: () => readonly Tensor[]): readonly string[] {
  const { result, trace, release } = record(() => tf.tidy(() => inARow(compute())));
  const id = wasmHeap(tf.backend()).dataIdMap.get(result.dataId)?.id ?? Number.NaN;
  const program = resolve(trace, { outputs: [{ buffer: id, shape: result.shape, dtype: 'float32' }], commits: [] });
  result.dispose();
  release();
  let next = -1;
  const meant = understandAll(program, () => next--);
  return meant.steps.flatMap((step) => (step.step === 'raw' ? [step.kernel] : []));
}

/** A tensor that is filled in again for each step. */
export const listed = (feedOf: Tensor, values: (step: number) => ArrayLike<number>): ListFeed => ({
  feed: feedOf,
  values,
});

/** Least squares on six rows by gradient descent, with its rate as a feed. */
export interface Line {
  readonly spec: StepSpec;
  readonly weight: Variable;
  readonly bias: Variable;
  dispose(): void;
}

const ROWS = 6;

/** `also` may compute something beside the loss; what it gives is added to it. */
export function line(rows: number, also?: (inputs: Tensor, weight: Tensor) => Tensor): Line {
  const table = tf.tensor2d(
    Array.from({ length: ROWS * 3 }, (_x, i) => Math.sin(1 + i * 1.7)),
    [ROWS, 3],
  );
  const targets = tf.tensor2d(
    Array.from({ length: ROWS * 2 }, (_x, i) => Math.cos(2 + i)),
    [ROWS, 2],
  );
  const weight = tf.variable(tf.tensor2d([0.1, -0.2, 0.3, 0.4, -0.5, 0.6], [3, 2]));
  const bias = tf.variable(tf.tensor1d([0.05, -0.05]));
  const inputs = tf.zeros([rows, 3]);
  const wanted = tf.zeros([rows, 2]);
  const rate = tf.scalar(0);
  const compute = (): StepOutcome =>
    tf.tidy(() => {
      const error = tf.sub(tf.add(tf.matMul(inputs, weight), bias), wanted);
      const beside = also?.(inputs, weight);
      const loss = beside === undefined ? tf.mean(tf.square(error)) : tf.add(tf.mean(tf.square(error)), beside);
      const step = tf.div(rate, rows);
      return {
        figures: tf.reshape(loss, [1]),
        commits: [
          { variable: weight, value: tf.sub(weight, tf.mul(step, tf.matMul(inputs, error, true, false))) },
          { variable: bias, value: tf.sub(bias, tf.mul(step, tf.sum(error, 0))) },
        ],
      };
    });
  return {
    spec: {
      variables: [weight, bias],
      tensors: [],
      rows: [
        { feed: inputs, table },
        { feed: wanted, table: targets },
      ],
      lists: [listed(rate, (step) => [0.1 / (1 + step)])],
      rowsPerStep: rows,
      rowCount: ROWS,
      compute,
    },
    weight,
    bias,
    dispose: () => tf.dispose([table, targets, weight, bias, inputs, wanted, rate]),
  };
}

/** Takes a step by tfjs and gives its figures. */
export function eagerStep(spec: StepSpec, step: number, firstRow: number): Float32Array {
  feed(spec, step, firstRow);
  const { figures, commits } = spec.compute();
  for (const { variable, value } of commits) variable.assign(value);
  const values = figures.dataSync<'float32'>().slice();
  tf.dispose([figures, ...commits.map(({ value }) => value)]);
  return values;
}

/** A recording that takes the rows as they lie. */
export async function inOrder(spec: StepSpec, tier: Tier): Promise<Recording> {
  const recording = await capture(spec, tier);
  recording.setOrder(Int32Array.from({ length: spec.rowCount }, (_x, i) => i));
  return recording;
}
