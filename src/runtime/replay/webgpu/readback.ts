/*
 * Reads numbers back without holding anything up: they are copied to a buffer that JavaScript may look into,
 * and are looked at when they are there.
 */
import type { Writer } from './work.ts';

export class Readback {
  private readonly idle: GPUBuffer[] = [];
  private disposed = false;

  constructor(
    private readonly device: GPUDevice,
    private readonly bytes: number,
  ) {}

  /** Writes the copy down; call what it gives once that was submitted. */
  take(writer: Writer, from: GPUBuffer, bytes: number): () => Promise<Float32Array> {
    const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ;
    const to = this.idle.pop() ?? this.device.createBuffer({ size: this.bytes, usage });
    writer.copy({ from, fromStart: 0, to, toStart: 0, bytes });
    return () => {
      const values = this.read(to, bytes);
      // Whoever forgets about the numbers need not hear that they never came.
      values.catch(() => undefined);
      return values;
    };
  }

  dispose(): void {
    this.disposed = true;
    for (const buffer of this.idle.splice(0)) buffer.destroy();
  }

  private async read(from: GPUBuffer, bytes: number): Promise<Float32Array> {
    try {
      await from.mapAsync(GPUMapMode.READ, 0, bytes);
    } catch (thrown) {
      // A lost device refuses before it says that it is lost, which is what everybody waits for.
      if (thrown instanceof DOMException && thrown.name === 'AbortError') await this.device.lost;
      throw thrown;
    }
    const values = new Float32Array(from.getMappedRange(0, bytes).slice(0));
    from.unmap();
    if (this.disposed) from.destroy();
    else this.idle.push(from);
    return values;
  }
}
