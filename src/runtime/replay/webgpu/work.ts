/** What a replay tells the device, in order. */

export interface Run {
  readonly is: 'run';
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  readonly groups: readonly [x: number, y: number, z: number];
}

/** Offsets and length in bytes. */
export interface BufferCopy {
  readonly is: 'copy';
  readonly from: GPUBuffer;
  readonly fromStart: number;
  readonly to: GPUBuffer;
  readonly toStart: number;
  readonly bytes: number;
}

export type Work = Run | BufferCopy;

/** A stretch of a buffer, in bytes. */
export interface Stretch {
  readonly buffer: GPUBuffer;
  readonly offset: number;
}

/** Writes work into a list of commands; copies stand between passes. */
export class Writer {
  private readonly encoder: GPUCommandEncoder;
  private pass: GPUComputePassEncoder | undefined;
  private pipeline: GPUComputePipeline | undefined;

  constructor(private readonly device: GPUDevice) {
    this.encoder = device.createCommandEncoder();
  }

  add(work: readonly Work[]): void {
    for (const each of work) {
      if (each.is === 'copy') this.copy(each);
      else this.run(each);
    }
  }

  copy({ from, fromStart, to, toStart, bytes }: Omit<BufferCopy, 'is'>): void {
    this.endPass();
    this.encoder.copyBufferToBuffer(from, fromStart, to, toStart, bytes);
  }

  submit(): void {
    this.endPass();
    this.device.queue.submit([this.encoder.finish()]);
  }

  private run({ pipeline, group, groups }: Run): void {
    this.pass ??= this.encoder.beginComputePass();
    if (this.pipeline !== pipeline) this.pass.setPipeline(pipeline);
    this.pipeline = pipeline;
    this.pass.setBindGroup(0, group);
    this.pass.dispatchWorkgroups(...groups);
  }

  private endPass(): void {
    this.pass?.end();
    this.pass = undefined;
    this.pipeline = undefined;
  }
}
