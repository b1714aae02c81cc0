/*
 * Where new weights go. Whatever changes what stands in weights is done last, after the loss has been looked
 * at; a loop that computes a weight's new value writes it over the old one, where nobody reads the old one
 * any more. All other new values are copied at the end.
 */
import { sizeOfValue } from '../program.ts';
import type { Commit, Value } from '../program.ts';
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
  readonly inPlace: ReadonlyMap<BufferId, { readonly buffer: BufferId; readonly offset: number }>;
}

export function order<P>(items: readonly Item<P>[], commits: readonly Commit[], outputs: readonly Value[]): Ordered<P> {
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

  const inPlace = new Map<BufferId, { readonly buffer: BufferId; readonly offset: number }>();
  const copies: Commit[] = [];
  for (const commit of commits) {
    const { value, to, offset } = commit;
    const at = after.findIndex((item) => makes(item, value.buffer));
    const maker = after[at];
    const sole = commits.filter((each) => each.value.buffer === value.buffer).length === 1;
    const later = after.slice(at + 1).some((item) => reads(item).some(({ buffer }) => buffer === to));
    if (maker?.step === 'loop' && sole && !later && !targets.has(value.buffer) && aligned(maker, commit)) {
      inPlace.set(value.buffer, { buffer: to, offset });
    } else copies.push(commit);
  }
  // A copy must not take from a weight that has been written over by then.
  for (const { value } of copies) {
    for (const [made, { buffer }] of inPlace) if (buffer === value.buffer) inPlace.delete(made);
  }
  const rest = commits.filter(({ value }) => !inPlace.has(value.buffer));
  return { before: items.filter((item) => !last.has(item)), after, copies: readFirst(rest), inPlace };
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

/** Whether the loop reads the old value only at the entry that it is about to write. */
function aligned(loop: Loop, { value, to, offset }: Commit): boolean {
  const size = sizeOfValue(value);
  if (loop.domain.size !== size) return false;
  return loop.parts.every((part) => {
    const shape = part.step === 'map' ? part.outputs[0].shape : part.inputs[0].shape;
    return part.inputs.every((input) => {
      if (input.buffer !== to) return true;
      const apart = input.offset + sizeOfValue(input) <= offset || input.offset >= offset + size;
      return apart || (input.offset === offset && readingOf(input.shape, shape)?.access === 'each');
    });
  });
}
