/** Where everything that a replay needs lies in the wasm heap. */
import { must } from '../../../base/invariant.ts';
import type { Ordered } from '../fuse/order.ts';
import type { Item } from '../fuse/group.ts';
import { planMemory } from '../memory-plan.ts';
import type { Lifetime } from '../memory-plan.ts';
import type { Constant, Place, Value } from '../program.ts';
import { bytesPerEntry } from '../trace.ts';
import type { BufferId, BufferInfo, DType } from '../trace.ts';
import { scratchBytes } from './matmul.ts';
import type { RawCall } from './record.ts';

export interface Known {
  readonly buffers: ReadonlyMap<BufferId, BufferInfo>;
  readonly places: ReadonlyMap<BufferId, Place>;
  readonly constants: ReadonlyMap<BufferId, Constant>;
  /** Addresses of buffers that stand before and after: weights and feeds. */
  readonly external: ReadonlyMap<BufferId, number>;
}

export interface Layout {
  /** Bytes to ask for, and how many it would be if lifetimes fitted perfectly. */
  readonly bytes: number;
  readonly least: number;
  /** Offsets of local buffers and constants from the start of the block. */
  readonly offsets: ReadonlyMap<BufferId, number>;
  /** Room for one product at a time. */
  readonly scratch: number;
  readonly written: readonly { readonly buffer: BufferId; readonly constant: Constant; readonly info: Sized }[];
}

export interface Sized {
  readonly size: number;
  readonly dtype: DType;
}

const ALIGN = 64;
const aligned = (bytes: number) => Math.ceil(bytes / ALIGN) * ALIGN;

/** Buffers that an item touches: those of its values and, where calls are recorded, whatever these name. */
export function buffersOf(item: Item<RawCall>, places: ReadonlyMap<BufferId, Place>): readonly BufferId[] {
  const values = (item.step === 'loop' ? item.parts : [item]).flatMap(({ inputs, outputs }) => [...inputs, ...outputs]);
  const named = item.step === 'raw' ? item.commands.flatMap(({ reads, writes }) => [...reads, ...writes]) : [];
  const at = (id: BufferId) => places.get(id)?.buffer ?? id;
  return [...new Set([...values.map(({ buffer }) => buffer), ...named.map(at)])];
}

export function layOut(ordered: Ordered<RawCall>, outputs: readonly Value[], known: Known): Layout {
  const { before, after, copies, inPlace } = ordered;
  const sizes = sizesOf([...before, ...after], known);
  const lives = new Map<BufferId, { first: number; last: number }>();
  const used = new Set<BufferId>();
  const touch = (buffer: BufferId, at: number) => {
    used.add(buffer);
    const life = lives.get(buffer);
    if (life === undefined) lives.set(buffer, { first: at, last: at });
    else life.last = at;
  };
  before.forEach((item, i) => buffersOf(item, known.places).forEach((buffer) => touch(buffer, i)));
  const middle = before.length;
  for (const { buffer } of outputs) touch(buffer, middle);
  after.forEach((item, i) => buffersOf(item, known.places).forEach((buffer) => touch(buffer, middle + 1 + i)));
  for (const { value } of copies) touch(value.buffer, middle + 1 + after.length);

  const lifetimes = [...lives].flatMap(([buffer, life]): readonly Lifetime[] => {
    if (known.external.has(buffer) || inPlace.has(buffer) || known.constants.has(buffer)) return [];
    const { size, dtype } = must(sizes.get(buffer), `the size of buffer ${buffer}`);
    return [{ buffer, bytes: size * bytesPerEntry(dtype), ...life }];
  });
  const plan = planMemory(lifetimes);
  const offsets = new Map(plan.offsets);
  let bytes = aligned(plan.bytes);
  const written: Layout['written'][number][] = [];
  for (const [buffer, constant] of known.constants) {
    if (!used.has(buffer)) continue;
    const info = must(sizes.get(buffer), `the size of constant ${buffer}`);
    offsets.set(buffer, bytes);
    written.push({ buffer, constant, info });
    bytes += aligned(info.size * bytesPerEntry(info.dtype) + 16);
  }
  const scratch = bytes;
  const products = [...before, ...after].flatMap((item) => (item.step === 'matmul' ? [scratchBytes(item)] : []));
  const most = aligned(Math.max(0, ...products));
  bytes += most;
  return { bytes, least: bytes - plan.bytes + plan.least, offsets, scratch, written };
}

function sizesOf(items: readonly Item<RawCall>[], known: Known): Map<BufferId, Sized> {
  const sizes = new Map<BufferId, Sized>();
  for (const [id, { size, dtype }] of known.buffers) sizes.set(id, { size, dtype });
  // What loops make is kept as floats, and pieces are not known to tfjs at all.
  for (const item of items) {
    if (item.step === 'raw') continue;
    for (const part of item.step === 'loop' ? item.parts : [item]) {
      for (const { buffer, shape, dtype } of part.outputs) {
        const size = shape.reduce((product, n) => product * n, 1);
        sizes.set(buffer, { size: Math.max(size, sizes.get(buffer)?.size ?? 0), dtype });
      }
    }
  }
  return sizes;
}
