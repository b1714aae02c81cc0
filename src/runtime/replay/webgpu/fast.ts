/*
 * The step by shaders of our own. All numbers lie in one buffer, the arena, at places that are known when the
 * shaders are written; variables are copied in before the first step of a go and out after the last. What
 * only tfjs can do is done on buffers of its own, with copies before and behind.
 */
import { must } from '../../../base/invariant.ts';
import { sizeOf } from '../../../base/shape.ts';
import { onSoftware } from '../../webgpu/adapter.ts';
import type { Prepared } from '../backend.ts';
import type { Item } from '../fuse/group.ts';
import { planMemory } from '../memory-plan.ts';
import type { Lifetime } from '../memory-plan.ts';
import type { Place, Value } from '../program.ts';
import { CannotRecord } from '../trace.ts';
import type { BufferId } from '../trace.ts';
import { Buffers } from './buffers.ts';
import { bufferOf, gpuBackend, numberOf } from './device.ts';
import { inOrder, numbersOf } from './exact.ts';
import { externalsOf } from './externals.ts';
import { RawWork } from './raw-work.ts';
import type { Dispatch } from './record.ts';
import type { Body } from './recording.ts';
import { labelOf, readsOf, schedule, writesOf } from './shaders/dispatch-levels.ts';
import type { Level } from './shaders/dispatch-levels.ts';
import { threadsFor, writeShader } from './shaders/write-shader.ts';
import { copyOf, Shuttle } from './shuttle.ts';
import type { Stretch, Work } from './work.ts';

/** On software adapters each thread of a workgroup is on its own: barriers between them cost more than they bring. */
const SOFTWARE_GROUP = 32;
const ALIGN = 64;

/** Throws `CannotRecord` where the arena would be larger than a binding may be. */
export function fastBody(prepared: Prepared<Dispatch>): Body {
  return new FastBuilder(prepared).body();
}

class FastBuilder {
  private readonly device = gpuBackend().device;
  private readonly buffers = new Buffers(this.device);
  private readonly external: ReadonlyMap<BufferId, GPUBuffer>;
  private readonly items: readonly Item<Dispatch>[];
  private readonly levels: readonly Level<Dispatch>[];
  private readonly sizes = new Map<BufferId, number>();
  /** Where buffers begin in the arena, in bytes. */
  private readonly offsets = new Map<BufferId, number>();

  constructor(private readonly prepared: Prepared<Dispatch>) {
    const { spec, trace, ordered } = prepared;
    this.external = externalsOf(spec, trace);
    this.items = [...ordered.before, ...ordered.after];
    this.levels = schedule(this.items, inOrder(ordered.copies), (buffer) => this.home(buffer));
    for (const { id, size } of trace.buffers.values()) this.sizes.set(id, size);
    for (const [id, { size }] of this.external) this.sizes.set(id, size / 4);
    for (const value of this.items.flatMap((item) => [...writesOf(item)])) {
      this.sizes.set(value.buffer, Math.max(sizeOf(value.shape), this.sizes.get(value.buffer) ?? 0));
    }
  }

  body(): Body {
    const { spec, trace, program, tier } = this.prepared;
    const { buffers } = this;
    const { bytes, slack } = this.layOut();
    if (bytes > this.device.limits.maxStorageBufferBindingSize) {
      throw new CannotRecord('the numbers of a step do not fit into one buffer of this graphics card');
    }
    const arena = buffers.storage(bytes);
    const at = (id: BufferId): number => this.offset(id);
    const stretch = (id: BufferId): Stretch => ({ buffer: arena, offset: at(id) });
    for (const [id, constant] of program.constants) {
      if (!this.offsets.has(id)) continue;
      const info = must(trace.buffers.get(id), 'a constant');
      this.device.queue.writeBuffer(arena, at(id), numbersOf(constant, info));
    }
    const raw = new RawWork(this.prepared, buffers, this.levels, stretch);
    const work = this.levels.flatMap((level, i): readonly Work[] => [...raw.at(i), ...this.shader(level, arena)]);
    const figures = must(program.outputs[0], 'the figures');
    const feedOf = ({ feed }: { readonly feed: Parameters<typeof numberOf>[0] }) => stretch(numberOf(feed));
    const shuttle = new Shuttle(
      buffers,
      spec,
      { rows: spec.rows.map(feedOf), lists: spec.lists.map(feedOf) },
      { buffer: arena, offset: at(figures.buffer) + figures.offset * 4 },
      sizeOf(figures.shape),
    );
    const dispatches = work.filter(({ is }) => is === 'run').length + shuttle.dispatches;
    const targets = [...new Set(program.commits.map(({ to }) => to))];
    const changed = targets.map((id) => must(this.external.get(id), 'the buffer of a variable'));
    const backend = gpuBackend();
    const kept = [...spec.variables, ...spec.tensors];
    return {
      buffers,
      shuttle,
      begin: kept.map((tensor) => copyOf(bufferOf(backend, tensor), 0, stretch(numberOf(tensor)), tensor.size * 4)),
      work,
      after: [],
      end: targets.map((id, i) => {
        const to = must(changed[i], 'the buffer of a variable');
        return copyOf(arena, at(id), { buffer: to, offset: 0 }, to.size);
      }),
      changed,
      stats: {
        tier,
        kernels: trace.ops.length,
        items: dispatches,
        bytes: buffers.bytes,
        leastBytes: buffers.bytes - slack - raw.slack,
      },
    };
  }

  private shader({ kernels }: Level<Dispatch>, arena: GPUBuffer): readonly Work[] {
    if (kernels.length === 0) return [];
    const group = onSoftware() ? SOFTWARE_GROUP : threadsFor(kernels);
    const { code, groups } = writeShader(kernels, {
      at: (buffer) => this.offset(buffer) / 4,
      literal: ({ buffer }) => {
        const constant = this.prepared.program.constants.get(buffer);
        return constant !== undefined && 'fill' in constant ? constant.fill : undefined;
      },
      wanted: this.wanted,
      threads: onSoftware() ? 1 : group,
      workgroup: group,
    });
    return [{ is: 'run', groups, ...this.buffers.program(code, [arena], labelOf(kernels)) }];
  }

  private readonly wanted = ((): ((buffer: BufferId) => boolean) => {
    let known: ReadonlySet<BufferId> | undefined;
    return (buffer) => (known ??= this.shared()).has(buffer);
  })();

  /** Buffers that more than one item touches, or somebody from outside. */
  private shared(): ReadonlySet<BufferId> {
    const { program, ordered } = this.prepared;
    const outside = [...program.outputs, ...ordered.copies.map(({ value }) => value)].map(({ buffer }) => buffer);
    const shared = new Set([...outside, ...ordered.inPlace.keys()]);
    const seen = new Set<BufferId>();
    for (const item of this.items) {
      for (const buffer of new Set([...readsOf(item), ...writesOf(item)].map((value) => value.buffer))) {
        if (seen.has(buffer)) shared.add(buffer);
        seen.add(buffer);
      }
    }
    return shared;
  }

  /** Gives everything a place; `slack` is what lies idle because lifetimes do not fit perfectly. */
  private layOut(): { readonly bytes: number; readonly slack: number } {
    const { program } = this.prepared;
    const lives = new Map<BufferId, { first: number; last: number }>();
    const touch = ({ buffer }: Value, level: number) => {
      const { buffer: id } = this.home(buffer);
      const life = lives.get(id);
      if (life === undefined) lives.set(id, { first: level, last: level });
      else life.last = level;
    };
    this.levels.forEach(({ kernels, raw }, level) => {
      const units = [...kernels.flatMap(({ units: list }) => list), ...raw];
      for (const value of units.flatMap((unit) => [...readsOf(unit), ...writesOf(unit)])) touch(value, level);
    });
    for (const value of program.outputs) touch(value, this.levels.length);

    const lifetimes: Lifetime[] = [];
    const fixed: BufferId[] = [...this.external.keys()];
    for (const [buffer, life] of lives) {
      if (program.constants.has(buffer)) fixed.push(buffer);
      else if (!this.external.has(buffer)) lifetimes.push({ buffer, bytes: this.size(buffer) * 4, ...life });
    }
    const plan = planMemory(lifetimes);
    for (const [buffer, offset] of plan.offsets) this.offsets.set(buffer, offset);
    let end = plan.bytes;
    for (const buffer of fixed) {
      this.offsets.set(buffer, end);
      end += Math.ceil((this.size(buffer) * 4) / ALIGN) * ALIGN;
    }
    return { bytes: end, slack: plan.bytes - plan.least };
  }

  private home(buffer: BufferId): Place {
    return this.prepared.ordered.inPlace.get(buffer) ?? { buffer, offset: 0 };
  }

  /** Bytes. */
  private offset(id: BufferId): number {
    const { buffer, offset } = this.home(id);
    return must(this.offsets.get(buffer), `the place of buffer ${id}`) + offset * 4;
  }

  private size(buffer: BufferId): number {
    return must(this.sizes.get(buffer), `the size of buffer ${buffer}`);
  }
}
