/*
 * Where new weights go. Where the loss is looked at first, whatever changes what stands in weights is done last. A loop
 * that computes a weight's new value writes it over the old one, where nobody reads the old one any more. All other new
 * values are copied at the end.
 */
import { overlap, rangeOf, sizeOfValue } from '../program.ts';
import type { Commit, Place, Range, Value } from '../program.ts';
import { CannotRecord } from '../trace.ts';
import type { BufferId } from '../trace.ts';
import { readingOf } from './access.ts';
import type { Item, Loop } from './group.ts';

export interface Ordered<P> {
  /** Leave all weights as they are. */
  readonly before: readonly Item<P>[];
  /** Write weights. */
  readonly after: readonly Item<P>[];
  /** To be copied at the end. */
  readonly copies: readonly Commit[];
  /** Buffers that are part of a weight. */
  readonly inPlace: ReadonlyMap<BufferId, Place>;
}

/** `looksFirst`: whether weights stay as they are until the loss has been looked at. */
export function order<P>(
  items: readonly Item<P>[],
  commits: readonly Commit[],
  outputs: readonly Value[],
  looksFirst: boolean,
): Ordered<P> {
  const reads = (item: Item<P>): readonly Value[] =>
    item.step === 'loop' ? item.parts.flatMap(({ inputs }) => [...inputs]) : item.inputs;
  const makes = (item: Item<P>, buffer: BufferId): boolean =>
    (item.step === 'loop' ? item.parts : [item]).some((part) =>
      part.outputs.some((output) => output.buffer === buffer),
    );
  const wanted = new Set(outputs.map(({ buffer }) => buffer));
  const targets = new Set(commits.map(({ to }) => to));

  // Loops that make new weights and that nothing else waits for.
  let last = new Set(
    items.filter((item) => item.step === 'loop' && commits.some(({ value }) => makes(item, value.buffer))),
  );
  for (;;) {
    const stay = items.filter((item) => !last.has(item));
    const needed = new Set([...stay.flatMap(reads).map(({ buffer }) => buffer), ...wanted]);
    const kept = new Set([...last].filter((item) => ![...needed].some((buffer) => makes(item, buffer))));
    if (kept.size === last.size) break;
    last = kept;
  }
  const after = items.filter((item) => last.has(item));
  const before = items.filter((item) => !last.has(item));
  const all = [...before, ...after];
  /** Whether the item may write over weights: nothing but itself wants what it makes of them. */
  const mayWrite = (maker: Item<P>, { buffer }: Value): boolean =>
    last.has(maker) ||
    (!looksFirst &&
      !wanted.has(buffer) &&
      !all.some((item) => item !== maker && reads(item).some((read) => read.buffer === buffer)));

  const inPlace = new Map<BufferId, Place>();
  const written = new Map<BufferId, Range>();
  const copies: Commit[] = [];
  for (const commit of commits) {
    const { value, to, offset } = commit;
    const at = all.findIndex((item) => makes(item, value.buffer));
    const maker = all[at];
    const sole = commits.filter((each) => each.value.buffer === value.buffer).length === 1;
    const target = targetOf(commit);
    const later = all.slice(at + 1).some((item) => reads(item).some((read) => overlap(rangeOf(read), target)));
    const possible = maker?.step === 'loop' && mayWrite(maker, value) && sole && !later && !targets.has(value.buffer);
    if (possible && aligned(maker, commit)) {
      inPlace.set(value.buffer, { buffer: to, offset });
      written.set(value.buffer, target);
    } else copies.push(commit);
  }
  // A copy must not take from a weight that has been written over by then.
  for (const { value } of copies) {
    for (const [made, target] of written) if (overlap(target, rangeOf(value))) inPlace.delete(made);
  }
  const rest = commits.filter(({ value }) => !inPlace.has(value.buffer));
  return { before, after, copies: readFirst(rest), inPlace };
}

/** The copies in an order in which each weight is read before it is written over. */
function readFirst(copies: readonly Commit[]): readonly Commit[] {
  const left = [...copies];
  const sorted: Commit[] = [];
  while (left.length > 0) {
    const at = left.findIndex(({ to }, i) => left.every(({ value }, j) => i === j || value.buffer !== to));
    if (at < 0) throw new CannotRecord('weights change places with one another');
    sorted.push(...left.splice(at, 1));
  }
  return sorted;
}

/** Where a commit goes. */
const targetOf = ({ value, to, offset }: Commit): Range => ({
  buffer: to,
  from: offset,
  to: offset + sizeOfValue(value),
});

/** Whether the loop reads the old value only at the entry that it is about to write. */
function aligned(loop: Loop, commit: Commit): boolean {
  const target = targetOf(commit);
  if (loop.domain.size !== sizeOfValue(commit.value)) return false;
  return loop.parts.every((part) => {
    const shape = part.step === 'map' ? part.outputs[0].shape : part.inputs[0].shape;
    return part.inputs.every((input) => {
      const range = rangeOf(input);
      if (!overlap(range, target)) return true;
      return range.from === target.from && readingOf(input.shape, shape)?.access === 'each';
    });
  });
}
