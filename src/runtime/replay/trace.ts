/*
 * What is recorded of a pure function in tensor ops: which kernels ran, on which buffers, and the calls into
 * the backend by which each did its work. Everything here is plain data, the same for every backend; only
 * the payload of a command differs.
 */
import type { Shape } from '../../base/shape.ts';

/** A buffer's number: the backend's own id of it. */
export type BufferId = number;
export type DType = 'float32' | 'int32' | 'bool';

export interface BufferInfo {
  readonly id: BufferId;
  /** Entries, not bytes. */
  readonly size: number;
  readonly dtype: DType;
  /** Made while recording. All others exist before and after: weights, inputs. */
  readonly local: boolean;
  /** What JavaScript put into it while recording. */
  readonly constant?: ArrayLike<number>;
}

/** A buffer as a kernel sees it. Several shapes of one buffer are common: reshaping moves nothing. */
export interface Operand {
  readonly buffer: BufferId;
  readonly shape: Shape;
  readonly dtype: DType;
}

/** Something a backend can do again. */
export interface Command<Payload> {
  readonly reads: readonly BufferId[];
  readonly writes: readonly BufferId[];
  readonly payload: Payload;
}

export type Attributes = Readonly<Record<string, unknown>>;

/** One kernel that tfjs ran. */
export interface Op<Payload> {
  readonly kernel: string;
  readonly attributes: Attributes;
  readonly inputs: readonly Operand[];
  readonly outputs: readonly Operand[];
  /** Buffers that it needed for itself. */
  readonly scratch: readonly BufferId[];
  /** How the backend did it; may be empty for kernels that only move numbers or names, see `moves.ts`. */
  readonly commands: readonly Command<Payload>[];
}

export interface Trace<Payload> {
  readonly ops: readonly Op<Payload>[];
  readonly buffers: ReadonlyMap<BufferId, BufferInfo>;
}

/** The reason why something cannot be recorded; whoever asked for it goes on without a recording. */
export class CannotRecord extends Error {
  override readonly name = 'CannotRecord';
}

/** In the wasm heap. On a graphics card a flag takes four bytes too. */
export const bytesPerEntry = (dtype: DType): number => (dtype === 'bool' ? 1 : 4);
