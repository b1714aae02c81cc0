/** A recorded step on the webgpu backend: what is done in JavaScript for each go of several steps. */
import { tf } from '../../tf.ts';
import type { Tensor, Variable } from '../../tf.ts';
import type { Recording, RecordingStats, StepSpec, Taken } from '../recording.ts';
import type { Buffers } from './buffers.ts';
import { bufferOf, flush, gpuBackend } from './device.ts';
import type { GpuBackend } from './device.ts';
import { editionOf, newEdition } from './editions.ts';
import { Readback } from './readback.ts';
import type { Shuttle } from './shuttle.ts';
import { Writer } from './work.ts';
import type { BufferCopy, Work } from './work.ts';

/** The work of a step, however it is done. */
export interface Body {
  readonly buffers: Buffers;
  readonly shuttle: Shuttle;
  readonly stats: RecordingStats;
  /** Copies to be made before the first step of a go from what has been written since they were made last. */
  readonly begin: readonly BufferCopy[];
  readonly work: readonly Work[];
  /** Each step, when its figures have been taken. */
  readonly after: readonly Work[];
  /** Once for each go, after its last step. */
  readonly end: readonly Work[];
  /** What stands differently in the variables after a go. */
  readonly changed: readonly GPUBuffer[];
}

export class GpuRecording implements Recording {
  readonly stats: RecordingStats;
  private readonly backend: GpuBackend = gpuBackend();
  private readonly readback: Readback;
  /** Hold the buffers that replays write to, whatever is assigned to the variables meanwhile. */
  private readonly holders: readonly { readonly variable: Variable; readonly holder: Tensor }[];

  /** Editions that were copied already. */
  private readonly known = new Map<GPUBuffer, number>();

  constructor(
    spec: StepSpec,
    private readonly body: Body,
  ) {
    const { shuttle, stats } = body;
    this.stats = stats;
    this.readback = new Readback(this.backend.device, shuttle.figureBytes(shuttle.room));
    this.holders = spec.variables.map((variable) => ({
      variable,
      holder: tf.keep(tf.reshape(variable, variable.shape)),
    }));
  }

  get most(): number {
    return this.body.shuttle.most;
  }

  setOrder(order: Int32Array): void {
    this.body.shuttle.setOrder(order);
  }

  /** Waits for nothing, and so cannot tell whether the steps are sound: their figures do, when they are there. */
  run(count: number, step: number, firstRow: number): Taken {
    const { shuttle, begin, work, after, end, changed } = this.body;
    this.sync();
    shuttle.load(count, step, firstRow);
    const writer = new Writer(this.backend.device);
    writer.add(begin.filter(({ from }) => this.known.get(from) !== editionOf(from)));
    shuttle.write(writer, count, work, after);
    writer.add(end);
    const read = this.readback.take(writer, shuttle.ring, shuttle.figureBytes(count));
    writer.submit();
    for (const buffer of changed) newEdition(buffer);
    for (const { from } of begin) this.known.set(from, editionOf(from));
    const figures = read();
    void shuttle.time(count, figures);
    return { steps: count, sound: true, figures };
  }

  /** What was assigned to a variable from outside goes to where replays read it, and what tfjs knew is forgotten. */
  sync(): void {
    const changed = this.holders.filter(({ variable, holder }) => variable.dataId !== holder.dataId);
    const copies = changed.map(({ variable, holder }) => ({
      from: bufferOf(this.backend, variable),
      fromStart: 0,
      to: bufferOf(this.backend, holder),
      toStart: 0,
      bytes: variable.size * 4,
    }));
    flush(this.backend);
    if (copies.length > 0) {
      const writer = new Writer(this.backend.device);
      for (const copy of copies) writer.copy(copy);
      writer.submit();
      for (const { to } of copies) newEdition(to);
    }
    for (const { variable, holder } of changed) variable.assign(holder);
    for (const { holder } of this.holders) bufferOf(this.backend, holder);
  }

  dispose(): void {
    tf.dispose(this.holders.map(({ holder }) => holder));
    this.readback.dispose();
    this.body.buffers.dispose();
  }
}
