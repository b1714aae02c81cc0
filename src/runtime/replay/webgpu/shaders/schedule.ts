/*
 * Which units share a kernel and which kernels a dispatch. A unit joins a kernel if its owners read of what
 * was made there only what they have made themselves; kernels that do not wait for each other are one dispatch.
 */
import { must } from '../../../../base/invariant.ts';
import type { Item } from '../../fuse/group.ts';
import { sizeOfValue } from '../../program.ts';
import type { Commit, RawStep, Value } from '../../program.ts';
import type { BufferId } from '../../trace.ts';
import { fits, readsOwn, shareOf } from './layout.ts';
import type { Share, Unit } from './layout.ts';

export interface Kernel {
  readonly share: Share;
  readonly units: Unit[];
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

export const readsOf = (item: Unit | Item<unknown>): readonly Value[] => {
  if (item.step === 'loop') return item.parts.flatMap(({ inputs }) => [...inputs]);
  if (item.step !== 'transfer') return item.inputs;
  return item.move.move === 'fill' ? [] : [stretch(item.move.from)];
};

export const writesOf = (item: Unit | Item<unknown>): readonly Value[] => {
  if (item.step === 'loop') return item.parts.flatMap(({ outputs }) => [...outputs]);
  return item.step === 'transfer' ? [stretch(item.move.to)] : item.outputs;
};

/** Moves name buffers alone; no kernel is joined because of them. */
const stretch = (buffer: BufferId): Value => ({ buffer, offset: -1, shape: [], dtype: 'float32' });

/** `home`: the buffer that a value lies in, for values that are written over weights. */
export function schedule<P>(
  items: readonly Item<P>[],
  copies: readonly Commit[],
  home: (buffer: BufferId) => BufferId,
): readonly Level<P>[] {
  const levels: Level<P>[] = [];
  const writer = new Map<BufferId, { readonly placed: Placed; readonly size: number }>();
  const readers = new Map<BufferId, Placed[]>();

  const settle = (item: Unit | RawStep<P>, placed: Placed) => {
    for (const value of readsOf(item)) {
      const id = home(value.buffer);
      readers.set(id, [...(readers.get(id) ?? []), placed]);
    }
    for (const value of writesOf(item)) writer.set(home(value.buffer), { placed, size: sizeOfValue(value) });
  };
  /** The first level at which everything is there that is read, and nobody reads any more what is written over. */
  const earliest = (item: Unit | RawStep<P>): number => {
    const after = [
      ...readsOf(item).flatMap(({ buffer }) => writer.get(home(buffer))?.placed ?? []),
      ...writesOf(item).flatMap(({ buffer }) => [
        ...(writer.has(home(buffer)) ? [must(writer.get(home(buffer)), 'a writer').placed] : []),
        ...(readers.get(home(buffer)) ?? []),
      ]),
    ];
    return Math.max(-1, ...after.map(({ level }) => level)) + 1;
  };
  const joins = (unit: Unit, kernel: Kernel, level: number): boolean => {
    if (!fits(unit, kernel.share)) return false;
    const ready = readsOf(unit).every((value) => {
      const made = writer.get(home(value.buffer));
      if (made === undefined || made.placed.level < level) return true;
      const own =
        made.placed.kernel === kernel && made.size === sizeOfValue(value) && home(value.buffer) === value.buffer;
      return own && readsOwn(unit, value, kernel.share);
    });
    return (
      ready &&
      writesOf(unit).every(({ buffer }) => {
        const before = [writer.get(home(buffer))?.placed, ...(readers.get(home(buffer)) ?? [])];
        return before.every((placed) => placed === undefined || placed.level < level);
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
