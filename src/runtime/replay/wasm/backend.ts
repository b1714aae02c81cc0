/** What recording on wasm consists of. */
import { must } from '../../../base/invariant.ts';
import { tf } from '../../tf.ts';
import type { Tensor } from '../../tf.ts';
import type { ReplayBackend } from '../backend.ts';
import { wasmHeap } from './heap.ts';
import { record } from './record.ts';
import type { RawCall } from './record.ts';
import { WasmRecording } from './replay.ts';

function put(feed: Tensor, values: ArrayLike<number>): void {
  const heap = wasmHeap(tf.backend());
  const { memoryOffset } = must(heap.dataIdMap.get(feed.dataId), 'the memory of a feed');
  new Float32Array(heap.wasm.HEAPU8.buffer, memoryOffset, feed.size).set(values);
}

export const wasm: ReplayBackend<RawCall> = {
  during: (_spec, work) => work(),
  record,
  bufferOf: ({ dataId }) => must(wasmHeap(tf.backend()).dataIdMap.get(dataId), 'the memory of a result').id,
  inWords(call, name) {
    if (call.is === 'copy') return `copy ${name(call.from)} ${name(call.to)} ${call.bytes}`;
    return [call.name, ...call.given.map((each) => (each.is === 'tensor' ? name(each.id) : each.value))].join(' ');
  },
  build: (prepared) => new WasmRecording(prepared),
  putRows(feed, table, first, turn) {
    const rows = table.dataSync<'float32'>().subarray(first, first + feed.size);
    put(feed, turn === 0 ? rows : [...rows.subarray(turn), ...rows.subarray(0, turn)]);
  },
  putList: put,
  mixesReductions: true,
  looksFirst: true,
};
