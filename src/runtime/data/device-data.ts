/** The rows of each split as tensors that stay on the device for the whole run. */
import { must } from '../../base/invariant.ts';
import type { Tensor } from '../../catalog/define/index.ts';
import type { Program } from '../../compiler/types.ts';
import type { SplitName } from '../../protocol/data-view.ts';
import { tf } from '../tf.ts';
import type { PreparedData, PreparedSplit } from './prepare.ts';

export interface Rows {
  readonly count: number;
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly targets: Tensor;
}

export type DeviceData = Readonly<Record<SplitName, Rows>>;

/** Inputs as [rows, …shape] and targets as [rows, width] of each split; the caller disposes each with `disposeRows`. */
export function uploadData(program: Program, data: PreparedData): DeviceData {
  const upload = (split: PreparedSplit): Rows => ({
    count: split.count,
    inputs: uploadInputs(program, split.inputs, split.count),
    targets: tf.tensor(split.targets, [split.count, program.data.width], 'float32'),
  });
  const { train, validation, test } = data.splits;
  return { train: upload(train), validation: upload(validation), test: upload(test) };
}

/** Tensors of some rows for each model input; the caller disposes them. */
export function uploadInputs(
  program: Program,
  inputs: Readonly<Record<string, Float32Array>>,
  count: number,
): Record<string, Tensor> {
  return Object.fromEntries(
    program.inputs.map(({ name, shape }) => [
      name,
      tf.tensor(inputs[name] ?? new Float32Array(), [count, ...shape], 'float32'),
    ]),
  );
}

/** `count` rows from `start`. Call inside `tf.tidy` or dispose the result. */
export function sliceRows(rows: Rows, start: number, count: number): Rows {
  const slice = (tensor: Tensor) =>
    tf.slice(tensor, [start, ...tensor.shape.slice(1).map(() => 0)], [count, ...tensor.shape.slice(1)]);
  return {
    count,
    inputs: Object.fromEntries(Object.entries(rows.inputs).map(([name, tensor]) => [name, slice(tensor)])),
    targets: slice(rows.targets),
  };
}

/** All rows cut into batches, in one operation per column group. The caller disposes the batches. */
export function splitRows(rows: Rows, batchSize: number): readonly Rows[] {
  const sizes: number[] = [];
  for (let start = 0; start < rows.count; start += batchSize) sizes.push(Math.min(batchSize, rows.count - start));
  const split = (tensor: Tensor) => (sizes.length === 1 ? [tf.clone(tensor)] : tf.split(tensor, sizes));
  const inputs = Object.entries(rows.inputs).map(([name, tensor]) => [name, split(tensor)] as const);
  const targets = split(rows.targets);
  return sizes.map((count, i) => ({
    count,
    inputs: Object.fromEntries(inputs.map(([name, parts]) => [name, must(parts[i], `batch ${i} of ${name}`)])),
    targets: must(targets[i], `batch ${i} of the targets`),
  }));
}

/** The rows with these numbers, in this order. The caller disposes the result with `disposeRows`. */
export function reorderRows(rows: Rows, order: Int32Array): Rows {
  return tf.tidy(() => {
    const indices = tf.tensor1d(order, 'int32');
    const gather = (tensor: Tensor) => tf.keep(tf.gather(tensor, indices));
    return {
      count: order.length,
      inputs: Object.fromEntries(Object.entries(rows.inputs).map(([name, tensor]) => [name, gather(tensor)])),
      targets: gather(rows.targets),
    };
  });
}

export function disposeRows(rows: Rows): void {
  tf.dispose([...Object.values(rows.inputs), rows.targets]);
}
