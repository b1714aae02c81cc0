/** A recorded step on the wasm backend: memory, module and the little that is done in JavaScript for each run. */
import { must } from '../../../base/invariant.ts';
import { sizeOf } from '../../../base/shape.ts';
import { tf } from '../../tf.ts';
import type { Tensor, Variable } from '../../tf.ts';
import type { KernelFunction } from '../../wasm/argument-words.ts';
import { FUNCTIONS } from '../../wasm/functions.ts';
import { kernelsOf } from '../../wasm/kernels.ts';
import type { Prepared } from '../backend.ts';
import type { Value } from '../program.ts';
import type { ListFeed, Recording, RecordingStats, Taken } from '../recording.ts';
import { bytesPerEntry, CannotRecord } from '../trace.ts';
import type { BufferId, DType } from '../trace.ts';
import { emit, ENTRY } from './emit.ts';
import type { FeedPlan } from './emit-feed.ts';
import { wasmHeap } from './heap.ts';
import type { RawFunction, WasmBackend } from './heap.ts';
import { buffersOf, layOut } from './heap-layout.ts';
import type { Sized } from './heap-layout.ts';
import type { RawCall } from './record.ts';

/** Lists of a run, in bytes, and the most steps that it may take. */
const LIST_BYTES = 1 << 20;
const MOST_STEPS = 256;

export class WasmRecording implements Recording {
  readonly stats: RecordingStats;
  readonly most: number;
  private readonly heap: WasmBackend;
  private readonly entry: (count: number, firstRow: number) => number;
  private readonly block: number;
  private readonly pointers: number[] = [];
  private readonly registered: number[] = [];
  private readonly orderAt: number;
  private readonly ringAt: number;
  private readonly listsAt: readonly number[];
  /** Those that the step reads. */
  private readonly lists: readonly ListFeed[];
  private readonly figureCount: number;
  /** Hold the memory that the module writes to, whatever is assigned to the variables meanwhile. */
  private readonly holders: readonly { readonly variable: Variable; readonly holder: Tensor }[];

  /** Throws `CannotRecord` where there is no room, or where the step reads a tensor that was not declared. */
  constructor(private readonly prepared: Prepared<RawCall>) {
    const { spec, trace, program, ordered, tier } = prepared;
    const heap = wasmHeap(tf.backend());
    this.heap = heap;
    const external = this.externals();
    const figures = must(program.outputs[0], 'the figures');
    this.figureCount = sizeOf(figures.shape);
    const known = { buffers: trace.buffers, places: program.places, constants: program.constants, external };
    const layout = layOut(ordered, program.outputs, known);
    const read = new Map<BufferId, number>();
    for (const item of [...ordered.before, ...ordered.after]) {
      for (const buffer of buffersOf(item, program.places)) read.set(buffer, (read.get(buffer) ?? 0) + 1);
    }
    const outside = new Set(
      [...program.outputs, ...ordered.copies.map(({ value }) => value)].map(({ buffer }) => buffer),
    );
    this.lists = spec.lists.filter(({ feed }) => read.has(this.idOf(feed)) || outside.has(this.idOf(feed)));
    const listBytes = this.lists.map(({ feed }) => feed.size * 4);
    const perStep = listBytes.reduce((sum, bytes) => sum + bytes, 0);
    const most = Math.min(MOST_STEPS, spec.most ?? MOST_STEPS);
    this.most = Math.max(1, Math.min(most, Math.floor(LIST_BYTES / Math.max(1, perStep))));

    let end = layout.bytes;
    const room = (bytes: number): number => {
      const at = end;
      end += Math.ceil(bytes / 64) * 64;
      return at;
    };
    const offsets = {
      order: room(spec.rowCount * 4),
      ring: room(this.most * this.figureCount * 4),
      lists: listBytes.map((bytes) => room(bytes * this.most)),
    };
    const block = heap.wasm._malloc(end + 64) >>> 0;
    if (block === 0) throw new CannotRecord(`there is no room for ${end} bytes more`);
    this.block = block;
    const start = Math.ceil(block / 64) * 64;
    this.orderAt = start + offsets.order;
    this.ringAt = start + offsets.ring;
    this.listsAt = offsets.lists.map((offset) => start + offset);

    const local = (id: BufferId): number => {
      const weight = ordered.inPlace.get(id);
      if (weight !== undefined) return must(external.get(weight.buffer), 'the address of a weight') + weight.offset * 4;
      return external.get(id) ?? start + must(layout.offsets.get(id), `the place of buffer ${id}`);
    };
    for (const { buffer, constant, info } of layout.written) this.write(local(buffer), info, constant);
    const typeOf = (id: BufferId): DType => trace.buffers.get(id)?.dtype ?? 'float32';
    const addressOfId = (id: BufferId): number => {
      const place = program.places.get(id) ?? { buffer: id, offset: 0 };
      return local(place.buffer) + place.offset * bytesPerEntry(typeOf(id));
    };
    this.registerNamed(addressOfId, external);

    const { bytes, imports } = emit({
      ordered,
      feeds: this.feedPlans(external),
      order: this.orderAt,
      rows: spec.rowsPerStep,
      figures,
      ring: this.ringAt,
      scratch: start + layout.scratch,
      base: local,
      tensor: addressOfId,
      typeOf,
      literal: ({ buffer }: Value) => {
        const constant = program.constants.get(buffer);
        return constant !== undefined && 'fill' in constant ? constant.fill : undefined;
      },
      wanted: (buffer) => (read.get(buffer) ?? 0) > 1 || outside.has(buffer) || ordered.inPlace.has(buffer),
      pointer: (given) => this.pointer(given),
      registered: (id) => {
        const info = trace.buffers.get(id);
        if (info === undefined || (info.constant !== undefined && info.local)) return undefined;
        return { size: info.size, address: addressOfId(id) };
      },
      raw: (name) => heap.wasm.asm[name] as RawFunction,
      kernel: (name, args) => {
        const kernels = must(kernelsOf(tf.backend()), 'our own kernels');
        const { scratch }: KernelFunction = FUNCTIONS[name];
        if (scratch !== undefined) kernels.reserve(scratch(...args));
        return kernels.instance.exports[name] as RawFunction;
      },
    });
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
      env: { memory: heap.wasm.asm.memory, ...imports },
    });
    this.entry = instance.exports[ENTRY] as (count: number, firstRow: number) => number;
    this.holders = spec.variables.map((variable) => ({
      variable,
      holder: tf.keep(tf.reshape(variable, variable.shape)),
    }));
    const items = ordered.before.length + ordered.after.length;
    this.stats = { tier, kernels: trace.ops.length, items, bytes: end, leastBytes: end - layout.bytes + layout.least };
  }

  setOrder(order: Int32Array): void {
    new Int32Array(this.heap.wasm.HEAPU8.buffer, this.orderAt, order.length).set(order);
  }

  run(count: number, step: number, firstRow: number): Taken {
    const { rowsPerStep, rowCount } = this.prepared.spec;
    if (count > this.most || firstRow + count * rowsPerStep > rowCount) {
      throw new Error(
        `${count} steps from row ${firstRow} on are more than the ${this.most} steps and ${rowCount} rows there are`,
      );
    }
    this.adopt();
    const { buffer } = this.heap.wasm.HEAPU8;
    this.lists.forEach(({ feed: { size }, values }, i) => {
      const list = new Float32Array(buffer, must(this.listsAt[i], 'a list'), size * count);
      for (let at = 0; at < count; at++) {
        const given = values(step + at);
        // A call would take longer than one number.
        if (size === 1) list[at] = given[0] ?? Number.NaN;
        else list.set(given, at * size);
      }
    });
    const sound = this.entry(count, firstRow);
    const steps = Math.min(count, sound + 1);
    // Calls into tfjs may have let the heap grow, which takes the old view away.
    const figures = new Float32Array(this.heap.wasm.HEAPU8.buffer, this.ringAt, steps * this.figureCount).slice();
    return { steps, sound: sound === count, figures };
  }

  /** XNNPACK keeps packed copies of weights under their numbers: they are given out anew. */
  sync(): void {
    this.adopt();
    for (const { variable } of this.holders) {
      const { id, memoryOffset } = must(this.heap.dataIdMap.get(variable.dataId), 'the memory of a variable');
      this.heap.wasm.tfjs.disposeData(id);
      this.heap.wasm.tfjs.registerTensor(id, variable.size, memoryOffset);
    }
  }

  dispose(): void {
    tf.dispose(this.holders.map(({ holder }) => holder));
    for (const id of this.registered.splice(0)) this.heap.wasm.tfjs.disposeData(id);
    for (const pointer of this.pointers.splice(0)) this.heap.wasm._free(pointer);
    this.heap.wasm._free(this.block);
  }

  /** What was assigned to a variable from outside goes to where the module reads it. */
  private adopt(): void {
    for (const { variable, holder } of this.holders) {
      if (variable.dataId === holder.dataId) continue;
      const from = must(this.heap.dataIdMap.get(variable.dataId), 'the memory of a variable').memoryOffset;
      const to = must(this.heap.dataIdMap.get(holder.dataId), 'the memory of a recording').memoryOffset;
      this.heap.wasm.HEAPU8.copyWithin(to, from, from + variable.size * 4);
      variable.assign(holder);
    }
  }

  private idOf({ dataId }: Tensor): BufferId {
    return must(this.heap.dataIdMap.get(dataId), 'the memory of a tensor').id;
  }

  private externals(): Map<BufferId, number> {
    const { spec, trace } = this.prepared;
    const feeds = [...spec.rows, ...spec.lists].map(({ feed }) => feed);
    const declared = [...feeds, ...spec.variables, ...spec.tensors];
    const found = new Map<BufferId, number>();
    for (const { dataId } of declared) {
      const { id, memoryOffset } = must(this.heap.dataIdMap.get(dataId), 'the memory of a tensor');
      found.set(id, memoryOffset);
    }
    for (const { id, local } of trace.buffers.values()) {
      if (!local && !found.has(id)) throw new CannotRecord('the step reads a tensor that was not declared');
    }
    return found;
  }

  private feedPlans(external: ReadonlyMap<BufferId, number>): readonly FeedPlan[] {
    const { spec } = this.prepared;
    const memory = (tensor: Tensor) => must(this.heap.dataIdMap.get(tensor.dataId), 'the memory of a tensor');
    const to = (tensor: Tensor) => must(external.get(this.idOf(tensor)), 'the address of a feed');
    return [
      ...spec.rows.map(({ feed, table }): FeedPlan => {
        const rowBytes = (table.size / spec.rowCount) * 4;
        return {
          to: to(feed),
          source: { from: 'rows', table: memory(table).memoryOffset, rowBytes, rows: spec.rowsPerStep },
        };
      }),
      ...this.lists.map(({ feed }, i): FeedPlan => {
        const list = must(this.listsAt[i], 'a list');
        return { to: to(feed), source: { from: 'list', list, bytes: feed.size * 4 } };
      }),
    ];
  }

  /** Tells tfjs where the tensors lie that recorded calls name. */
  private registerNamed(addressOf: (id: BufferId) => number, external: ReadonlyMap<BufferId, number>): void {
    const { ordered, trace } = this.prepared;
    const named = new Set(
      [...ordered.before, ...ordered.after].flatMap((item) =>
        item.step === 'raw' ? item.commands.flatMap(({ reads, writes }) => [...reads, ...writes]) : [],
      ),
    );
    for (const id of named) {
      if (external.has(id)) continue;
      this.heap.wasm.tfjs.registerTensor(id, must(trace.buffers.get(id), 'a buffer').size, addressOf(id));
      this.registered.push(id);
    }
  }

  private pointer(bytes: Uint8Array): number {
    const at = this.heap.wasm._malloc(bytes.length) >>> 0;
    this.heap.wasm.HEAPU8.set(bytes, at);
    this.pointers.push(at);
    return at;
  }

  private write(address: number, { size, dtype }: Sized, constant: Parameters<typeof fillWith>[1]): void {
    const { buffer } = this.heap.wasm.HEAPU8;
    const view =
      dtype === 'float32'
        ? new Float32Array(buffer, address, size)
        : dtype === 'int32'
          ? new Int32Array(buffer, address, size)
          : new Uint8Array(buffer, address, size);
    fillWith(view, constant);
  }
}

function fillWith(
  view: Float32Array | Int32Array | Uint8Array,
  constant: { readonly fill: number } | { readonly values: ArrayLike<number> },
): void {
  if ('fill' in constant) view.fill(constant.fill);
  else view.set(constant.values);
}
