/*
 * Brings numbers to a step and its figures away, for many steps in a row without JavaScript: rows by their
 * place in the order, lists that were uploaded beforehand, figures one behind the other.
 */
import { must } from '../../../base/invariant.ts';
import type { StepSpec } from '../recording.ts';
import type { Buffers } from './buffers.ts';
import { bufferOf, gpuBackend } from './device.ts';
import { FrameShare } from './frame-share.ts';
import type { BufferCopy, Run, Stretch, Work, Writer } from './work.ts';

const THREADS = 64;
/** Numbers that are uploaded for one go: the masks of a net with dropout are some hundred kilobytes a step. */
const LIST_BYTES = 1 << 22;
/** The most steps in one go. */
const MOST_STEPS = 64;
/** Workgroups in a row; more of them go into further rows. */
const ACROSS = 32_768;

interface List {
  readonly size: number;
  values(step: number): ArrayLike<number>;
}

/** Storage buffers that a shader may have, whatever the card, and those of them that are no tables. */
const MOST_TABLES = 8 - 4;

export class Shuttle {
  readonly ring: GPUBuffer;
  /** The most steps that there is room for. */
  readonly room: number;
  private readonly order: GPUBuffer;
  /** Place in the order, and number of the step in this go. */
  private readonly place: GPUBuffer;
  /** The numbers of all lists for one step, and so on for the next steps. */
  private readonly uploaded: GPUBuffer;
  private readonly gathers: readonly Run[];
  private readonly figures: Run;
  private readonly lists: readonly List[];
  private readonly share: FrameShare;

  /** Feeds are given in the order of the step's rows and lists. */
  constructor(
    private readonly buffers: Buffers,
    spec: StepSpec,
    feeds: { readonly rows: readonly Stretch[]; readonly lists: readonly Stretch[] },
    figures: Stretch,
    private readonly figureCount: number,
  ) {
    this.lists = spec.lists.map(({ feed, values }) => ({ size: feed.size, values }));
    const listBytes = this.listSize * 4;
    const most = Math.min(MOST_STEPS, spec.most ?? MOST_STEPS);
    this.room = Math.max(1, Math.min(most, Math.floor(LIST_BYTES / Math.max(1, listBytes))));
    this.share = new FrameShare(this.room);
    this.order = buffers.storage(spec.rowCount * 4);
    this.place = buffers.storage(8);
    this.uploaded = buffers.storage(listBytes * this.room);
    this.ring = buffers.storage(this.room * figureCount * 4);
    const backend = gpuBackend();
    const rows = spec.rows.map(({ feed, table }, i): Fed => ({
      to: feeds.rows[i] ?? { buffer: bufferOf(backend, feed), offset: 0 },
      size: feed.size,
      from: { table: bufferOf(backend, table), width: table.size / spec.rowCount },
    }));
    let at = 0;
    const lists = spec.lists.map(({ feed }, i): Fed => {
      const to = feeds.lists[i] ?? { buffer: bufferOf(backend, feed), offset: 0 };
      const fed = { to, size: feed.size, from: { list: at } };
      at += feed.size;
      return fed;
    });
    this.gathers = this.together([...lists, ...rows]).map((fed) => this.gather(fed));
    const code = figuresCode(figureCount, figures.offset / 4, spec.rowsPerStep);
    const bound = [figures.buffer, this.ring, this.place];
    this.figures = { is: 'run', groups: [1, 1, 1], ...buffers.program(code, bound) };
  }

  /** Feeds that lie in one buffer are filled by one dispatch, as far as it can be bound to their tables. */
  private together(all: readonly Fed[]): readonly (readonly Fed[])[] {
    const groups: Fed[][] = [];
    for (const fed of all) {
      const tables = (group: readonly Fed[]) =>
        new Set(group.flatMap(({ from }) => ('table' in from ? from.table : [])));
      const group = groups.find(
        (each) => each[0]?.to.buffer === fed.to.buffer && tables([...each, fed]).size <= MOST_TABLES,
      );
      if (group === undefined) groups.push([fed]);
      else group.push(fed);
    }
    return groups;
  }

  private gather(all: readonly Fed[]): Run {
    const { buffers, order, place, uploaded, listSize } = this;
    const to = must(all[0], 'something to feed').to.buffer;
    const tables = [...new Set(all.flatMap(({ from }) => ('table' in from ? from.table : [])))];
    const ofTables = tables.length > 0 ? [order] : [];
    const ofLists = all.some(({ from }) => 'list' in from) ? [uploaded] : [];
    const code = gatherCode(all, tables, listSize);
    const count = Math.ceil(all.reduce((sum, { size }) => sum + size, 0) / THREADS);
    const groups = [Math.min(count, ACROSS), Math.ceil(count / ACROSS), 1] as const;
    return { is: 'run', groups, ...buffers.program(code, [to, place, ...ofTables, ...ofLists, ...tables]) };
  }

  private get listSize(): number {
    return this.lists.reduce((sum, { size }) => sum + size, 0);
  }

  /** How many steps fit into one go. */
  get most(): number {
    return this.share.steps;
  }

  setOrder(order: Int32Array): void {
    this.buffers.device.queue.writeBuffer(this.order, 0, Int32Array.from(order));
  }

  /** Uploads what `count` steps need. */
  load(count: number, step: number, firstRow: number): void {
    const { queue } = this.buffers.device;
    queue.writeBuffer(this.place, 0, new Uint32Array([firstRow, 0]));
    if (this.lists.length === 0) return;
    const all = new Float32Array(count * this.listSize);
    let at = 0;
    for (let i = 0; i < count; i++) {
      for (const { size, values } of this.lists) {
        all.set(values(step + i), at);
        at += size;
      }
    }
    queue.writeBuffer(this.uploaded, 0, all);
  }

  /** Writes `count` steps down: `work` each time, then what `after` the figures has to be done. */
  write(writer: Writer, count: number, work: readonly Work[], after: readonly Work[]): void {
    for (let i = 0; i < count; i++) {
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

  /** Looks at how long the device takes. */
  time(count: number, figures: Promise<unknown>): Promise<void> {
    return this.share.time(count, figures);
  }

  get dispatches(): number {
    return this.gathers.length + 1;
  }
}

/** Places and lengths in bytes. */
export const copyOf = (from: GPUBuffer, fromStart: number, to: Stretch, bytes: number): BufferCopy => ({
  is: 'copy',
  from,
  fromStart,
  to: to.buffer,
  toStart: to.offset,
  bytes,
});

/** Where the numbers of a feed come from: rows of a table, or a place in the lists. */
interface Fed {
  readonly to: Stretch;
  readonly size: number;
  readonly from: { readonly table: GPUBuffer; readonly width: number } | { readonly list: number };
}

/** Numbers are moved as bits, which no device rounds. */
function gatherCode(all: readonly Fed[], tables: readonly GPUBuffer[], listSize: number): string {
  let begin = 0;
  const branches = all.map(({ to, size, from }) => {
    const k = `(i - ${begin}u)`;
    begin += size;
    const value =
      'table' in from
        ? `table${tables.indexOf(from.table)}[order[place[0] + ${k} / ${from.width}u] * ${from.width}u + ${k} % ${from.width}u]`
        : `lists[place[1] * ${listSize}u + ${from.list}u + ${k}]`;
    return `if (i < ${begin}u) { feed[${to.offset / 4}u + ${k}] = ${value}; }`;
  });
  const ofLists = all.some(({ from }) => 'list' in from) ? ['lists'] : [];
  const read = ['place', ...(tables.length > 0 ? ['order'] : []), ...ofLists, ...tables.map((_t, i) => `table${i}`)];
  const bindings = read.map((name, i) => `@group(0) @binding(${i + 1}) var<storage, read> ${name}: array<u32>;`);
  return `
@group(0) @binding(0) var<storage, read_write> feed: array<u32>;
${bindings.join('\n')}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * ${ACROSS * THREADS}u;
  ${branches.join(' else ')}
}`;
}

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
