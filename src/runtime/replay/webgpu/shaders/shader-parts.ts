/*
 * How work is cut up. Each owner does its share alone: an entry, a block of a product, a column, a row, or
 * everything. What an owner has made itself it may read again in the same kernel.
 */
import type { Item, Loop } from '../../fuse/group.ts';
import { accessOf } from '../../fuse/steps.ts';
import type { MatMulStep } from '../../fuse/steps.ts';
import type { Move } from '../../moves.ts';
import { sizeOfValue } from '../../program.ts';
import type { Value } from '../../program.ts';

export type Cut = 'entry' | 'block' | 'column' | 'row' | 'whole';

export interface Share {
  readonly cut: Cut;
  readonly owners: number;
}

/** What one kernel does at a time. */
export type Unit = Loop | MatMulStep | { readonly step: 'transfer'; readonly move: Move };

/** Rows and columns of the blocks in which large products are computed. */
export const BLOCK = 4;
/** Multiplications up to which a product may be computed together with what follows. */
const SMALL_PRODUCT = 1 << 19;
/** Threads that may share an owner's work, and multiplications that each may have to do one after the other. */
const AT_ONCE = 64;
const MOST_IN_ROW = 256;
/** Entries that one owner may have to do. */
const MOST_ENTRIES = 4096;

const reductions = ({ parts }: Loop) => new Set(parts.flatMap((part) => (part.step === 'reduce' ? [part.over] : [])));

/** Whether the unit can be cut up so. */
export function fits(unit: Unit, { cut, owners }: Share): boolean {
  if (unit.step === 'transfer') return false;
  if (unit.step === 'matmul') {
    const { batch, m, k, n } = unit;
    if (batch !== 1 || m * k * n > SMALL_PRODUCT) return false;
    const inTime = (entries: number) => k * Math.ceil(entries / AT_ONCE) <= MOST_IN_ROW;
    return cut === 'column' ? n === owners && inTime(m) : cut === 'row' && m === owners && inTime(n);
  }
  const { size, columns } = unit.domain;
  const over = reductions(unit);
  if (cut === 'whole') return !over.has('rows') && !over.has('columns') && (over.has('all') || size <= MOST_ENTRIES);
  if (over.has('all')) return false;
  if (cut === 'entry') return over.size === 0 && size === owners;
  if (cut === 'block' || size % owners !== 0 || (over.size === 0 && size / owners > MOST_ENTRIES)) return false;
  if (cut === 'column') return !over.has('columns') && (columns === undefined || columns === owners);
  return !over.has('rows') && (columns === undefined || size / columns === owners);
}

/** How a unit that begins a kernel is cut up; `readers` are those that read what it makes. */
export function shareOf(unit: Unit, readers: readonly Item<unknown>[]): Share {
  if (unit.step === 'transfer') {
    const { move } = unit;
    return {
      cut: 'entry',
      owners: move.move === 'copy' ? move.length * move.count : move.move === 'convert' ? move.length : 0,
    };
  }
  const wanted = readers.flatMap((reader): readonly Share[] => {
    if (reader.step !== 'loop' || reader.domain.columns === undefined) return [];
    const { size, columns } = reader.domain;
    const over = reductions(reader);
    if (over.has('rows')) return [{ cut: 'column', owners: columns }];
    return over.has('columns') ? [{ cut: 'row', owners: size / columns }] : [];
  });
  const found = wanted.find((share) => fits(unit, share));
  if (found !== undefined) return found;
  if (unit.step === 'matmul') {
    // Products of rows go on along the same rows: with the activation, the next layer, and all the way back.
    const rows: Share = { cut: 'row', owners: unit.m };
    if (fits(unit, rows)) return rows;
    return { cut: 'block', owners: unit.batch * Math.ceil(unit.m / BLOCK) * Math.ceil(unit.n / BLOCK) };
  }
  const over = reductions(unit);
  const { size, columns = size } = unit.domain;
  if (over.has('all')) return { cut: 'whole', owners: 1 };
  if (over.has('rows')) return { cut: 'column', owners: columns };
  if (over.has('columns')) return { cut: 'row', owners: size / columns };
  return { cut: 'entry', owners: size };
}

/** Whether each owner reads of this value only what it would have made itself, had it made the value. */
export function readsOwn(unit: Unit, value: Value, { cut, owners }: Share): boolean {
  if (cut === 'whole') return true;
  if (value.offset !== 0 || unit.step === 'transfer' || cut === 'block') return false;
  if (unit.step === 'matmul') {
    const [a, b] = unit.inputs;
    if (a.buffer === b.buffer) return false;
    if (cut === 'column') return value.buffer === b.buffer && !unit.transposeB;
    return value.buffer === a.buffer && !unit.transposeA;
  }
  return unit.parts.every((part) =>
    part.inputs.every((input) => {
      if (input.buffer !== value.buffer) return true;
      const access = accessOf(input, part);
      if (cut === 'entry') return access === 'each' && sizeOfValue(input) === owners;
      if (access === 'each') return true;
      return access === (cut === 'column' ? 'perColumn' : 'perRow') && sizeOfValue(input) === owners;
    }),
  );
}
