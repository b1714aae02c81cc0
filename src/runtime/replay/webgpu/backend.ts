/** What recording on webgpu consists of. */
import { tf } from '../../tf.ts';
import type { Tensor } from '../../tf.ts';
import { compileAhead } from '../../webgpu/compile-ahead.ts';
import type { ReplayBackend } from '../backend.ts';
import type { Recording } from '../recording.ts';
import { CannotRecord } from '../trace.ts';
import { bufferOf, flush, gpuBackend, numberOf } from './device.ts';
import { fastBody } from './fast.ts';
import { record } from './record.ts';
import { GpuRecording } from './recording.ts';
import type { Dispatch } from './record.ts';
import { exactBody } from './exact.ts';

/** tfjs computes on few numbers in JavaScript where it can. */
const IN_JAVASCRIPT = 'WEBGPU_CPU_FORWARD';

export const webgpu: ReplayBackend<Dispatch> = {
  /**
   * What a recording replays is the way over the card, with every shader compiled. What the card refuses is a
   * reason not to record; nobody else need hear of it.
   */
  async during(spec, work) {
    const { device } = gpuBackend();
    const before = tf.env().getBool(IN_JAVASCRIPT);
    tf.env().set(IN_JAVASCRIPT, false);
    device.pushErrorScope('validation');
    let recording: Recording | undefined;
    try {
      await compileAhead(() => {
        const { figures, commits } = spec.compute();
        tf.dispose([figures, ...commits.map(({ value }) => value)]);
      });
      recording = await work();
    } finally {
      tf.env().set(IN_JAVASCRIPT, before);
      const refused = await device.popErrorScope();
      if (refused !== null) {
        recording?.dispose();
        recording = undefined;
      }
    }
    if (recording === undefined) throw new CannotRecord('the graphics card refuses what was recorded');
    return recording;
  },
  record,
  bufferOf: numberOf,
  inWords: ({ key, groups, output, inputs, uniforms }, name) =>
    [key, groups.join(), name(output), ...inputs.map(name), uniforms.join()].join(' '),
  build: (prepared) =>
    new GpuRecording(prepared.spec, prepared.tier === 'fast' ? fastBody(prepared) : exactBody(prepared)),
  putRows(feed: Tensor, table: Tensor, first: number, turn: number) {
    const backend = gpuBackend();
    const [from, to] = [bufferOf(backend, table), bufferOf(backend, feed)];
    flush(backend);
    const encoder = backend.device.createCommandEncoder();
    const kept = feed.size - turn;
    encoder.copyBufferToBuffer(from, (first + turn) * 4, to, 0, kept * 4);
    if (turn > 0) encoder.copyBufferToBuffer(from, first * 4, to, kept * 4, turn * 4);
    backend.queue.submit([encoder.finish()]);
  },
  putList(feed: Tensor, values: ArrayLike<number>) {
    const backend = gpuBackend();
    const to = bufferOf(backend, feed);
    flush(backend);
    backend.queue.writeBuffer(to, 0, Float32Array.from(values));
  },
  mixesReductions: false,
  looksFirst: false,
};
