/** Dispatches of tfjs among shaders of our own: their tensors have places of their own while they are used. */
import { must } from '../../../base/invariant.ts';
import type { Prepared } from '../backend.ts';
import type { Lifetime } from '../memory-plan.ts';
import type { RawStep } from '../program.ts';
import type { BufferId } from '../trace.ts';
import type { Buffers } from './buffers.ts';
import { numbersOf } from './exact.ts';
import type { Dispatch } from './record.ts';
import type { Level } from './shaders/dispatch-levels.ts';
import { leastOf, planPlaces } from './buffer-places.ts';
import { copyOf } from './shuttle.ts';
import type { Stretch, Work } from './work.ts';

export class RawWork {
  /** Bytes that lie idle because lifetimes do not fit perfectly. */
  slack = 0;
  private readonly own = new Map<BufferId, Stretch>();
  /** Tensors whose numbers are in their own place by then. */
  private readonly ready = new Set<BufferId>();
  private readonly work: readonly (readonly Work[])[];

  constructor(
    private readonly prepared: Prepared<Dispatch>,
    private readonly buffers: Buffers,
    levels: readonly Level<Dispatch>[],
    private readonly arena: (buffer: BufferId) => Stretch,
  ) {
    this.allocate(levels);
    this.work = levels.map(({ raw }) => raw.flatMap((step) => this.workOf(step)));
  }

  /** What is done at a level. */
  at(level: number): readonly Work[] {
    return this.work[level] ?? [];
  }

  private workOf({ commands, outputs }: RawStep<Dispatch>): readonly Work[] {
    const work = commands.flatMap(({ payload }): readonly Work[] => {
      const { pipeline, groups, output, inputs, uniforms } = payload;
      const fetched = inputs.flatMap((id) => this.fetch(id));
      this.ready.add(output);
      const entries: GPUBindGroupEntry[] = [output, ...inputs].map((id, binding) => ({
        binding,
        resource: { ...this.place(id), size: this.bytes(id) },
      }));
      entries.push({ binding: entries.length, resource: { buffer: this.buffers.uniform(uniforms) } });
      const { device } = this.buffers;
      const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
      return [...fetched, { is: 'run', pipeline, group, groups }];
    });
    const made = outputs.flatMap(({ buffer: id }): readonly Work[] => {
      const place = this.own.get(id);
      return place === undefined ? [] : [copyOf(place.buffer, place.offset, this.arena(id), this.bytes(id))];
    });
    return [...work, ...made];
  }

  private fetch(id: BufferId): readonly Work[] {
    if (this.ready.has(id)) return [];
    this.ready.add(id);
    const { buffer, offset } = this.prepared.program.places.get(id) ?? { buffer: id, offset: 0 };
    const from = this.arena(buffer);
    return [copyOf(from.buffer, from.offset + offset * 4, this.place(id), this.bytes(id))];
  }

  private allocate(levels: readonly Level<Dispatch>[]): void {
    const { constants } = this.prepared.program;
    const lives = new Map<BufferId, { first: number; last: number }>();
    levels.forEach(({ raw }, level) => {
      for (const id of raw.flatMap(({ commands }) => commands).flatMap(({ reads, writes }) => [...reads, ...writes])) {
        const life = lives.get(id);
        if (life === undefined) lives.set(id, { first: level, last: level });
        else life.last = level;
      }
    });
    const lifetimes: Lifetime[] = [];
    for (const [id, life] of lives) {
      const constant = constants.get(id);
      if (constant === undefined) {
        lifetimes.push({ buffer: id, bytes: this.bytes(id), ...life });
        continue;
      }
      const info = must(this.prepared.trace.buffers.get(id), 'a constant');
      this.own.set(id, { buffer: this.buffers.filled(numbersOf(constant, info)), offset: 0 });
      this.ready.add(id);
    }
    const accesses = levels
      .flatMap(({ raw }) => raw.flatMap(({ commands }) => commands))
      .map(({ payload: { output, inputs } }) => ({ writes: output, reads: inputs }));
    const places = this.buffers.places(planPlaces(lifetimes, accesses, this.buffers.limits));
    for (const [id, stretch] of places.stretches) this.own.set(id, stretch);
    this.slack = places.bytes - leastOf(lifetimes);
  }

  private bytes(id: BufferId): number {
    return must(this.prepared.trace.buffers.get(id), `buffer ${id}`).size * 4;
  }

  private place(id: BufferId): Stretch {
    return must(this.own.get(id), `the own place of ${id}`);
  }
}
