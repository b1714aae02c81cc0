/*
 * Brings numbers to a step and its figures away, for many steps in a row without JavaScript: rows by their
 * place in the order, lists that were uploaded beforehand, figures one behind the other.
 */
import type { StepSpec } from '../recording.ts';
import type { Buffers } from './buffers.ts';
import { bufferOf, gpuBackend } from './device.ts';
import type { BufferCopy, Run, Stretch, Work, Writer } from './work.ts';

const THREADS = 64;
const LIST_BYTES = 1 << 20;
/** The most steps in one go, and for how long the device may be busy with them: about a frame. */
const MOST_STEPS = 64;
const GO_MS = 12;
/** Workgroups in a row; more of them go into further rows. */
const ACROSS = 32_768;

interface List {
  readonly buffer: GPUBuffer;
  readonly bytes: number;
  readonly to: Stretch;
  values(step: number): ArrayLike<number>;
}

export class Shuttle {
  readonly ring: GPUBuffer;
  /** The most steps that there is room for. */
  readonly room: number;
  private readonly order: GPUBuffer;
  /** Place in the order, and number of the step in this go. */
  private readonly place: GPUBuffer;
  private readonly gathers: readonly Run[];
  private readonly figures: Run;
  private readonly lists: readonly List[];
  private perStep = GO_MS;
  private done = 0;

  /** Feeds are given in the order of the step's rows and lists. */
  constructor(
    private readonly buffers: Buffers,
    spec: StepSpec,
    feeds: { readonly rows: readonly Stretch[]; readonly lists: readonly Stretch[] },
    figures: Stretch,
    private readonly figureCount: number,
  ) {
    const listBytes = spec.lists.reduce((sum, { feed }) => sum + feed.size * 4, 0);
    const most = Math.min(MOST_STEPS, spec.most ?? MOST_STEPS);
    this.room = Math.max(1, Math.min(most, Math.floor(LIST_BYTES / Math.max(1, listBytes))));
    this.order = buffers.storage(spec.rowCount * 4);
    this.place = buffers.storage(8);
    this.ring = buffers.storage(this.room * figureCount * 4);
    const backend = gpuBackend();
    this.gathers = spec.rows.map(({ feed, table }, i) => {
      const to = feeds.rows[i] ?? { buffer: bufferOf(backend, feed), offset: 0 };
      const count = Math.ceil(feed.size / THREADS);
      const groups = [Math.min(count, ACROSS), Math.ceil(count / ACROSS), 1] as const;
      const bound = [to.buffer, bufferOf(backend, table), this.order, this.place];
      const code = gatherCode(feed.size, table.size / spec.rowCount, to.offset / 4);
      return { is: 'run', groups, ...buffers.program(code, bound) };
    });
    this.lists = spec.lists.map(({ feed, values }, i) => ({
      buffer: buffers.storage(feed.size * 4 * this.room),
      bytes: feed.size * 4,
      to: feeds.lists[i] ?? { buffer: bufferOf(backend, feed), offset: 0 },
      values,
    }));
    const code = figuresCode(figureCount, figures.offset / 4, spec.rowsPerStep);
    const bound = [figures.buffer, this.ring, this.place];
    this.figures = { is: 'run', groups: [1, 1, 1], ...buffers.program(code, bound) };
  }

  /** How many steps the device does in about a frame, from how long it took for the last ones. */
  get most(): number {
    return Math.max(1, Math.min(this.room, Math.floor(GO_MS / this.perStep)));
  }

  setOrder(order: Int32Array): void {
    this.buffers.device.queue.writeBuffer(this.order, 0, Int32Array.from(order));
  }

  /** Uploads what `count` steps need. */
  load(count: number, step: number, firstRow: number): void {
    const { queue } = this.buffers.device;
    queue.writeBuffer(this.place, 0, new Uint32Array([firstRow, 0]));
    for (const { buffer, bytes, values } of this.lists) {
      const all = new Float32Array((count * bytes) / 4);
      for (let i = 0; i < count; i++) all.set(values(step + i), (i * bytes) / 4);
      queue.writeBuffer(buffer, 0, all);
    }
  }

  /** Writes `count` steps down: `work` each time, then what `after` the figures has to be done. */
  write(writer: Writer, count: number, work: readonly Work[], after: readonly Work[]): void {
    for (let i = 0; i < count; i++) {
      writer.add(this.lists.map(({ buffer, bytes, to }) => copyOf(buffer, i * bytes, to, bytes)));
      writer.add(this.gathers);
      writer.add(work);
      writer.add([this.figures]);
      writer.add(after);
    }
  }

  /** Bytes of the figures of `count` steps. */
  figureBytes(count: number): number {
    return count * this.figureCount * 4;
  }

  /** Looks at how long the device takes. Several goes may be under way, one after the other. */
  async time(count: number, figures: Promise<unknown>): Promise<void> {
    const start = performance.now();
    try {
      await figures;
    } catch {
      return;
    }
    const now = performance.now();
    const each = (now - Math.max(start, this.done)) / count;
    this.done = now;
    this.perStep = Math.max(GO_MS / MOST_STEPS / 2, (this.perStep + each) / 2);
  }

  get dispatches(): number {
    return this.gathers.length + 1;
  }
}

export const copyOf = (from: GPUBuffer, fromStart: number, to: Stretch, bytes: number): BufferCopy => ({
  is: 'copy',
  from,
  fromStart,
  to: to.buffer,
  toStart: to.offset,
  bytes,
});

/** Numbers are moved as bits, which no device rounds. */
const gatherCode = (size: number, width: number, to: number): string => `
@group(0) @binding(0) var<storage, read_write> feed: array<u32>;
@group(0) @binding(1) var<storage, read> rows: array<u32>;
@group(0) @binding(2) var<storage, read> order: array<u32>;
@group(0) @binding(3) var<storage, read> place: array<u32>;
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * ${ACROSS * THREADS}u;
  if (i < ${size}u) {
    feed[${to}u + i] = rows[order[place[0] + i / ${width}u] * ${width}u + i % ${width}u];
  }
}`;

const figuresCode = (count: number, from: number, rows: number): string => `
@group(0) @binding(0) var<storage, read_write> figures: array<u32>;
@group(0) @binding(1) var<storage, read_write> ring: array<u32>;
@group(0) @binding(2) var<storage, read_write> place: array<u32>;
@compute @workgroup_size(1)
fn main() {
  let step = place[1];
  for (var i = 0u; i < ${count}u; i++) {
    ring[step * ${count}u + i] = figures[${from}u + i];
  }
  place[0] += ${rows}u;
  place[1] = step + 1u;
}`;
