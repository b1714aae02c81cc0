/** Puts the numbers of a step into its feeds from JavaScript, as a replay does for itself. */
import { must } from '../../base/invariant.ts';
import { tf } from '../tf.ts';
import type { Tensor } from '../tf.ts';
import type { StepSpec } from './recording.ts';
import { wasmHeap } from './wasm/heap.ts';

/**
 * Rows from `firstRow` on in the order in which they lie, and the numbers of step `step`. With `turn` the same rows
 * begin with that one of them and end with those before it.
 */
export function feed(spec: StepSpec, step: number, firstRow: number, turn = 0): void {
  for (const { feed: tensor, table } of spec.rows) {
    const width = table.size / spec.rowCount;
    const rows = table.dataSync<'float32'>().subarray(firstRow * width, firstRow * width + tensor.size);
    put(tensor, turn === 0 ? rows : [...rows.subarray(turn * width), ...rows.subarray(0, turn * width)]);
  }
  for (const { feed: tensor, values } of spec.lists) put(tensor, values(step));
}

function put(tensor: Tensor, values: ArrayLike<number>): void {
  const heap = wasmHeap(tf.backend());
  const { memoryOffset } = must(heap.dataIdMap.get(tensor.dataId), 'the memory of a feed');
  new Float32Array(heap.wasm.HEAPU8.buffer, memoryOffset, tensor.size).set(values);
}
