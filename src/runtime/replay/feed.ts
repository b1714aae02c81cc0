/** Puts the numbers of a step into its feeds from JavaScript, as a replay does for itself. */
import { must } from '../../base/invariant.ts';
import { tf } from '../tf.ts';
import type { Tensor } from '../tf.ts';
import type { StepSpec } from './recording.ts';
import { wasmHeap } from './wasm/heap.ts';

/** Rows from `firstRow` on in the order in which they lie, and the numbers of step `step`. */
export function feed(spec: StepSpec, step: number, firstRow: number): void {
  for (const { feed: tensor, table } of spec.rows) {
    const width = table.size / spec.rowCount;
    put(tensor, table.dataSync<'float32'>().subarray(firstRow * width, firstRow * width + tensor.size));
  }
  for (const { feed: tensor, values } of spec.lists) put(tensor, values(step));
}

function put(tensor: Tensor, values: ArrayLike<number>): void {
  const heap = wasmHeap(tf.backend());
  const { memoryOffset } = must(heap.dataIdMap.get(tensor.dataId), 'the memory of a feed');
  new Float32Array(heap.wasm.HEAPU8.buffer, memoryOffset, tensor.size).set(values);
}
