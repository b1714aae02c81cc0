/*
 * A recording on its way to something that can be replayed: a list of steps on values. A value is a piece
 * of a buffer; shapes are static. The first list has one step for each kernel, later ones fewer.
 */
import { sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import type { Move } from './moves.ts';
import type { Attributes, BufferId, Command, DType } from './trace.ts';

/** `sizeOf(shape)` entries of a buffer from `offset` on. */
export interface Value {
  readonly buffer: BufferId;
  readonly offset: number;
  readonly shape: Shape;
  readonly dtype: DType;
}

/** The kernel's own way, done again call by call. */
export interface RawStep<Payload> {
  readonly step: 'raw';
  readonly kernel: string;
  readonly attributes: Attributes;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly scratch: readonly BufferId[];
  readonly commands: readonly Command<Payload>[];
}

export interface MoveStep<Payload> {
  readonly step: 'move';
  readonly moves: readonly Move[];
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  /** How the backend did it, where it did it by calls. */
  readonly commands: readonly Command<Payload>[];
}

export type Step<Payload> = RawStep<Payload> | MoveStep<Payload>;

/** What stands in a buffer from the start and is never written: one number throughout, or one for each entry. */
export type Constant = { readonly fill: number } | { readonly values: ArrayLike<number> };

/** At the end of each replay `value` becomes the content of the buffer `to` from `offset` on. */
export interface Commit {
  readonly value: Value;
  readonly to: BufferId;
  readonly offset: number;
}

/** Where a tensor that was recorded lies now. */
export interface Place {
  readonly buffer: BufferId;
  readonly offset: number;
}

export interface Program<S> {
  readonly steps: readonly S[];
  /** Tensors that lie in the buffer of another one; recorded calls name them by their own number. */
  readonly places: ReadonlyMap<BufferId, Place>;
  readonly constants: ReadonlyMap<BufferId, Constant>;
  /** Values that are read after a replay. */
  readonly outputs: readonly Value[];
  readonly commits: readonly Commit[];
}

/** Entries, not bytes. */
export const sizeOfValue = ({ shape }: Value): number => sizeOf(shape);

/** Entries of a buffer, from one place up to another. */
export interface Range {
  readonly buffer: BufferId;
  readonly from: number;
  readonly to: number;
}

export const rangeOf = (value: Value): Range => ({
  buffer: value.buffer,
  from: value.offset,
  to: value.offset + sizeOfValue(value),
});

export const overlap = (a: Range, b: Range): boolean => a.buffer === b.buffer && a.from < b.to && b.from < a.to;
