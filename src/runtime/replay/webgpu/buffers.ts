/** Buffers and programs of a recording: made here, and all given back together. */
import { must } from '../../../base/invariant.ts';
import type { BufferId } from '../trace.ts';
import type { Limits, Places } from './buffer-places.ts';
import type { Stretch } from './work.ts';

export class Buffers {
  /** All that was asked for. */
  bytes = 0;
  private readonly made: GPUBuffer[] = [];

  constructor(readonly device: GPUDevice) {}

  /** Rounded up to whole numbers of four bytes, as all buffers are. */
  storage(bytes: number): GPUBuffer {
    return this.make(bytes, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST);
  }

  /** Numbers that never change. */
  filled(numbers: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>): GPUBuffer {
    const buffer = this.storage(numbers.byteLength);
    this.device.queue.writeBuffer(buffer, 0, numbers);
    return buffer;
  }

  /** What bindings and buffers may be. */
  get limits(): Limits {
    const { minStorageBufferOffsetAlignment: align, maxBufferSize: most } = this.device.limits;
    return { align, most };
  }

  /** The buffers of a plan. */
  places({ sizes, placeOf }: Places): { readonly stretches: ReadonlyMap<BufferId, Stretch>; readonly bytes: number } {
    const made = sizes.map((size) => this.storage(size));
    const stretches = [...placeOf].map(([id, { at, offset }]): [BufferId, Stretch] => [
      id,
      { buffer: must(made[at], 'a buffer of the plan'), offset },
    ]);
    return { stretches: new Map(stretches), bytes: sizes.reduce((sum, size) => sum + size, 0) };
  }

  uniform(bytes: Uint8Array<ArrayBuffer>): GPUBuffer {
    const buffer = this.make(bytes.length, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST);
    this.device.queue.writeBuffer(buffer, 0, bytes);
    return buffer;
  }

  /** One program with its only bind group; bindings in the order in which they are given. Profilers show the label. */
  program(
    code: string,
    bound: readonly GPUBuffer[],
    label = '',
  ): { pipeline: GPUComputePipeline; group: GPUBindGroup } {
    const { device } = this;
    const module = device.createShaderModule({ code });
    const pipeline = device.createComputePipeline({ label, layout: 'auto', compute: { module, entryPoint: 'main' } });
    const entries = bound.map((buffer, binding) => ({ binding, resource: { buffer } }));
    return { pipeline, group: device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }) };
  }

  dispose(): void {
    for (const buffer of this.made.splice(0)) buffer.destroy();
  }

  private make(bytes: number, usage: number): GPUBuffer {
    const size = Math.max(4, Math.ceil(bytes / 4) * 4);
    const buffer = this.device.createBuffer({ size, usage });
    this.made.push(buffer);
    this.bytes += size;
    return buffer;
  }
}
