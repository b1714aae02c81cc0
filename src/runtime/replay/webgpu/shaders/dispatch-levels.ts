/*
 * Which units share a kernel and which kernels a dispatch. A unit joins a kernel if its owners read of what
 * was made there only what they have made themselves; kernels that do not wait for each other are one dispatch.
 */
import { must } from '../../../../base/invariant.ts';
import type { Item } from '../../fuse/group.ts';
import { overlap, sizeOfValue } from '../../program.ts';
import type { Commit, Place, Range, RawStep, Value } from '../../program.ts';
import type { BufferId } from '../../trace.ts';
import { fits, readsOwn, shareOf } from './shader-parts.ts';
import type { Share, Unit } from './shader-parts.ts';

export interface Kernel {
  readonly share: Share;
  readonly units: Unit[];
}

/** What kernels do, in a line: how each is cut up, and its units. */
export const labelOf = (kernels: readonly Kernel[]): string =>
  kernels.map(({ share: { cut, owners }, units }) => `${owners} × ${cut}: ${units.map(nameOf).join(', ')}`).join(' | ');

function nameOf(unit: Unit): string {
  if (unit.step === 'matmul') return `${unit.batch > 1 ? `${unit.batch}×` : ''}${unit.m}×${unit.k}×${unit.n}`;
  return unit.step === 'loop' ? `loop of ${unit.parts.length} over ${unit.domain.size}` : unit.move.move;
}

export interface Level<P> {
  readonly kernels: Kernel[];
  readonly raw: RawStep<P>[];
}

/** Where a unit is done; recorded dispatches have no kernel. */
interface Placed {
  readonly level: number;
  readonly kernel?: Kernel;
}

/** All values that it reads, those among them that parts of a loop make for one another. */
export const readsOf = (item: Unit | Item<unknown>): readonly Value[] => {
  if (item.step === 'loop') return item.parts.flatMap(({ inputs }) => [...inputs]);
  if (item.step !== 'transfer') return item.inputs;
  const { move } = item;
  if (move.move === 'fill') return [];
  const end =
    move.fromStart + (move.move === 'convert' ? move.length : reach(move.count, move.fromStride, move.length));
  return [stretch(move.from, move.fromStart, end)];
};

export const writesOf = (item: Unit | Item<unknown>): readonly Value[] => {
  if (item.step === 'loop') return item.parts.flatMap(({ outputs }) => [...outputs]);
  if (item.step !== 'transfer') return item.outputs;
  const { move } = item;
  if (move.move !== 'copy') return [stretch(move.to, 0, move.move === 'convert' ? move.length : 0)];
  const { to, toStart, toStride, count, length } = move;
  return [stretch(to, toStart, toStart + reach(count, toStride, length))];
};

/** From the first to the last entry of runs; what lies between them counts with them. */
const reach = (count: number, stride: number, length: number): number => (count - 1) * stride + length;
const stretch = (buffer: BufferId, from: number, to: number): Value => ({
  buffer,
  offset: from,
  shape: [to - from],
  dtype: 'float32',
});

/** A stretch of a buffer that was read or written, and where. */
interface Touch extends Range {
  readonly placed: Placed;
}

/** Everything that touches some stretch, by buffer. */
class Touches {
  private readonly byBuffer = new Map<BufferId, Touch[]>();

  add(range: Range, placed: Placed): void {
    const known = this.byBuffer.get(range.buffer);
    if (known === undefined) this.byBuffer.set(range.buffer, [{ ...range, placed }]);
    else known.push({ ...range, placed });
  }

  of(range: Range): readonly Touch[] {
    return (this.byBuffer.get(range.buffer) ?? []).filter((each) => overlap(each, range));
  }
}

/** `home`: where a value lies, for values that are written over weights. */
export function schedule<P>(
  items: readonly Item<P>[],
  copies: readonly Commit[],
  home: (buffer: BufferId) => Place,
): readonly Level<P>[] {
  const levels: Level<P>[] = [];
  const [written, read] = [new Touches(), new Touches()];
  const range = (value: Value): Range => {
    const { buffer, offset } = home(value.buffer);
    const from = offset + value.offset;
    return { buffer, from, to: from + sizeOfValue(value) };
  };

  const settle = (item: Unit | RawStep<P>, placed: Placed) => {
    for (const value of readsOf(item)) read.add(range(value), placed);
    for (const value of writesOf(item)) written.add(range(value), placed);
  };
  /** The first level at which everything is there that is read, and nobody reads any more what is written over. */
  const earliest = (item: Unit | RawStep<P>): number => {
    const before = [
      ...readsOf(item).flatMap((value) => written.of(range(value))),
      ...writesOf(item).flatMap((value) => [...written.of(range(value)), ...read.of(range(value))]),
    ];
    return Math.max(-1, ...before.map(({ placed }) => placed.level)) + 1;
  };
  const joins = (unit: Unit, kernel: Kernel, level: number): boolean => {
    if (!fits(unit, kernel.share)) return false;
    const ready = readsOf(unit).every((value) => {
      const wanted = range(value);
      return written.of(wanted).every(({ placed, from, to }) => {
        if (placed.level < level) return true;
        const own = placed.kernel === kernel && from === wanted.from && to === wanted.to;
        return own && home(value.buffer).buffer === value.buffer && readsOwn(unit, value, kernel.share);
      });
    });
    return (
      ready &&
      writesOf(unit).every((value) => {
        const before = [...written.of(range(value)), ...read.of(range(value))];
        return before.every(({ placed }) => placed.level < level);
      })
    );
  };
  const levelAt = (at: number): Level<P> => {
    while (levels.length <= at) levels.push({ kernels: [], raw: [] });
    return must(levels[at], 'a level');
  };
  const place = (unit: Unit, wanted: readonly Item<P>[]): void => {
    const at = earliest(unit);
    for (let level = 0; level <= Math.min(at, levels.length - 1); level++) {
      const kernel = levelAt(level).kernels.find((each) => joins(unit, each, level));
      if (kernel === undefined) continue;
      kernel.units.push(unit);
      settle(unit, { level, kernel });
      return;
    }
    const kernel: Kernel = { share: shareOf(unit, wanted), units: [unit] };
    levelAt(at).kernels.push(kernel);
    settle(unit, { level: at, kernel });
  };

  items.forEach((item, i) => {
    if (item.step === 'raw') {
      const at = earliest(item);
      levelAt(at).raw.push(item);
      settle(item, { level: at });
      return;
    }
    if (item.step === 'move') {
      for (const move of item.moves) place({ step: 'transfer', move }, []);
      return;
    }
    const made = new Set(writesOf(item).map(({ buffer }) => buffer));
    const later = items.slice(i + 1).filter((other) => readsOf(other).some(({ buffer }) => made.has(buffer)));
    place(item, later);
  });
  for (const { value, to, offset } of copies) {
    if (value.buffer === to) continue;
    const length = sizeOfValue(value);
    const ends = { from: value.buffer, fromStart: value.offset, to, toStart: offset };
    place({ step: 'transfer', move: { move: 'copy', ...ends, length, count: 1, fromStride: 0, toStride: 0 } }, []);
  }
  return levels;
}
