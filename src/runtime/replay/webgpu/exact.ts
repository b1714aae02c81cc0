/*
 * The step as tfjs does it, dispatch by dispatch. Each value has a place of its own while it lives; new
 * values of variables are copied to where the old ones were when all is done.
 */
import { must } from '../../../base/invariant.ts';
import { sizeOf } from '../../../base/shape.ts';
import type { Prepared } from '../backend.ts';
import type { Lifetime } from '../memory-plan.ts';
import { sizeOfValue } from '../program.ts';
import type { Commit, Constant } from '../program.ts';
import type { BufferId, BufferInfo } from '../trace.ts';
import { Buffers } from './buffers.ts';
import { gpuBackend } from './device.ts';
import { externalsOf } from './externals.ts';
import type { Dispatch } from './record.ts';
import type { Body } from './recording.ts';
import { Shuttle, copyOf } from './shuttle.ts';
import { leastOf, planPlaces } from './buffer-places.ts';
import { Uniforms } from './uniforms.ts';
import type { Stretch, Work } from './work.ts';

/** A dispatch, or a stretch of one value that has to stand alone, because shaders cannot be pointed at its place. */
type Command =
  | { readonly is: 'dispatch'; readonly payload: Dispatch }
  | { readonly is: 'piece'; readonly of: BufferId };

export function exactBody(prepared: Prepared<Dispatch>): Body {
  return new ExactBuilder(prepared).body();
}

class ExactBuilder {
  private readonly device = gpuBackend().device;
  private readonly buffers = new Buffers(this.device);
  private readonly external: ReadonlyMap<BufferId, GPUBuffer>;
  private readonly commands: readonly Command[];
  private readonly pieces = new Set<BufferId>();
  private readonly local = new Map<BufferId, Stretch>();

  constructor(private readonly prepared: Prepared<Dispatch>) {
    const { spec, trace, ordered } = prepared;
    this.external = externalsOf(spec, trace);
    this.commands = [...ordered.before, ...ordered.after]
      .flatMap((item) => ('commands' in item ? item.commands : []))
      .flatMap(({ payload }): readonly Command[] => [...this.cutOut(payload), { is: 'dispatch', payload }]);
  }

  body(): Body {
    const { spec, trace, program, ordered, tier } = this.prepared;
    const { buffers } = this;
    const least = this.allocate();
    const uniforms = new Uniforms(this.device);
    const bytes = this.commands.map((command) =>
      command.is === 'dispatch' ? uniforms.add(command.payload.uniforms) : 0,
    );
    const uniformBuffer = buffers.uniform(uniforms.bytes());
    const work = this.commands.map((command, i): Work => {
      if (command.is === 'piece') return this.copyPiece(command.of);
      const { payload } = command;
      const { pipeline, groups, output, inputs } = payload;
      const bound: GPUBufferBinding[] = [output, ...inputs].map((id) => this.binding(id));
      bound.push({ buffer: uniformBuffer, offset: bytes[i] ?? 0, size: payload.uniforms.length });
      const entries = bound.map((resource, binding) => ({ binding, resource }));
      const group = this.device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
      return { is: 'run', pipeline, group, groups };
    });
    const figures = must(program.outputs[0], 'the figures');
    const shuttle = new Shuttle(
      buffers,
      spec,
      { rows: [], lists: [] },
      this.stretch(figures.buffer, figures.offset),
      sizeOf(figures.shape),
    );
    return {
      buffers,
      shuttle,
      begin: [],
      work,
      after: inOrder(ordered.copies).flatMap((commit) => this.commit(commit)),
      end: [],
      changed: [...new Set(program.commits.map(({ to }) => this.stretch(to).buffer))],
      stats: {
        tier,
        kernels: trace.ops.length,
        items: work.length + shuttle.dispatches,
        bytes: buffers.bytes,
        leastBytes: buffers.bytes - this.planned + least,
      },
    };
  }

  private planned = 0;

  /** Gives everything that is used a buffer, and says how much is needed at least. */
  private allocate(): number {
    const { program, ordered } = this.prepared;
    const lives = new Map<BufferId, { first: number; last: number }>();
    const touch = (id: BufferId, at: number) => {
      const life = lives.get(id);
      if (life === undefined) lives.set(id, { first: at, last: at });
      else life.last = at;
    };
    this.commands.forEach((command, at) => {
      if (command.is === 'piece') {
        touch(command.of, at);
        touch(this.place(command.of).buffer, at);
      } else for (const id of [command.payload.output, ...command.payload.inputs]) touch(this.home(id), at);
    });
    const values = [...program.outputs, ...ordered.copies.map(({ value }) => value)];
    for (const { buffer } of values) touch(buffer, this.commands.length);

    const lifetimes: Lifetime[] = [];
    for (const [id, life] of lives) {
      if (this.external.has(id)) continue;
      const constant = program.constants.get(id);
      if (constant === undefined) lifetimes.push({ buffer: id, bytes: this.info(id).size * 4, ...life });
      else this.local.set(id, { buffer: this.buffers.filled(numbersOf(constant, this.info(id))), offset: 0 });
    }
    const accesses = this.commands.map((command) =>
      command.is === 'piece'
        ? { writes: command.of, reads: [this.place(command.of).buffer] }
        : { writes: command.payload.output, reads: command.payload.inputs.map((id) => this.home(id)) },
    );
    const places = this.buffers.places(planPlaces(lifetimes, accesses, this.buffers.limits));
    for (const [id, stretch] of places.stretches) this.local.set(id, stretch);
    this.planned = places.bytes;
    return leastOf(lifetimes);
  }

  /** Inputs that begin where a binding may not. */
  private cutOut({ inputs }: Dispatch): readonly Command[] {
    return inputs.flatMap((of): readonly Command[] => {
      const { offset } = this.place(of);
      if ((offset * 4) % this.device.limits.minStorageBufferOffsetAlignment === 0 || this.pieces.has(of)) return [];
      this.pieces.add(of);
      return [{ is: 'piece', of }];
    });
  }

  private copyPiece(of: BufferId): Work {
    const { buffer, offset } = this.place(of);
    const from = this.stretch(buffer, offset);
    return copyOf(from.buffer, from.offset, this.stretch(of), this.info(of).size * 4);
  }

  private commit({ value, to, offset }: Commit): readonly Work[] {
    if (value.buffer === to) return [];
    const from = this.stretch(value.buffer, value.offset);
    return [copyOf(from.buffer, from.offset, this.stretch(to, offset), sizeOfValue(value) * 4)];
  }

  private binding(id: BufferId): GPUBufferBinding {
    const { offset } = this.pieces.has(id) ? { offset: 0 } : this.place(id);
    return { ...this.stretch(this.home(id), offset), size: this.info(id).size * 4 };
  }

  private place(id: BufferId) {
    return this.prepared.program.places.get(id) ?? { buffer: id, offset: 0 };
  }

  /** The buffer in which a tensor's numbers are found. */
  private home(id: BufferId): BufferId {
    return this.pieces.has(id) ? id : this.place(id).buffer;
  }

  /** Where a buffer's numbers are, from entry `offset` on. */
  private stretch(id: BufferId, offset = 0): Stretch {
    const buffer = this.external.get(id);
    if (buffer !== undefined) return { buffer, offset: offset * 4 };
    const place = must(this.local.get(id), `the place of buffer ${id}`);
    return { buffer: place.buffer, offset: place.offset + offset * 4 };
  }

  private info(id: BufferId): BufferInfo {
    return must(this.prepared.trace.buffers.get(id), `buffer ${id}`);
  }
}

/** One number of four bytes for each entry, flags too. */
export function numbersOf(constant: Constant, { size, dtype }: Pick<BufferInfo, 'size' | 'dtype'>) {
  const numbers = dtype === 'float32' ? new Float32Array(size) : new Int32Array(size);
  if ('fill' in constant) numbers.fill(constant.fill);
  else numbers.set(constant.values);
  return numbers;
}

/** Copies that take from a variable go before those that change variables. */
export const inOrder = (commits: readonly Commit[]): readonly Commit[] => {
  const targets = new Set(commits.map(({ to }) => to));
  const takes = ({ value }: Commit) => (targets.has(value.buffer) ? 0 : 1);
  return commits.toSorted((a, b) => takes(a) - takes(b));
};
