/*
 * Steps become items of work. Entry-by-entry steps and reductions over the same rows and columns share one
 * loop, in which what they hand each other stays in registers; products and recorded calls stand alone. A step
 * may join an earlier loop if all it needs is there by then.
 */
import { must } from '../../../base/invariant.ts';
import type { BufferId } from '../trace.ts';
import { readingOf, meet } from './access.ts';
import type { Domain } from './access.ts';
import type { MapStep, MatMulStep, ReduceStep } from './steps.ts';
import type { Meant } from './understand.ts';
import type { MoveStep, RawStep } from '../program.ts';

export interface Loop {
  readonly step: 'loop';
  domain: Domain;
  readonly parts: (MapStep | ReduceStep)[];
}

export type Item<P> = Loop | MatMulStep | MoveStep<P> | RawStep<P>;

/** Values that one loop holds at a time are in registers only as long as there are not too many. */
const MOST_PARTS = 48;

/** `mixes`: whether a reduction over everything may share a loop with others. */
export function group<P>(steps: readonly Meant<P>[], mixes: boolean): readonly Item<P>[] {
  const items: Item<P>[] = [];
  /** The item that makes a buffer. */
  const home = new Map<BufferId, number>();
  const settle = (step: Meant<P>, index: number) => {
    for (const { buffer } of step.outputs) home.set(buffer, index);
  };
  for (const step of steps) {
    if (step.step !== 'map' && step.step !== 'reduce') {
      items.push(step);
      settle(step, items.length - 1);
      continue;
    }
    let index = Math.max(0, ...step.inputs.map(({ buffer }) => home.get(buffer) ?? 0));
    while (index < items.length && !joins(step, must(items[index], 'an item'), index, home, mixes)) index++;
    const item = items[index];
    if (item?.step === 'loop') {
      item.domain = must(meet(item.domain, step.domain), 'a common domain');
      item.parts.push(step);
    } else {
      items.push({ step: 'loop', domain: step.domain, parts: [step] });
    }
    settle(step, index);
  }
  return items;
}

function joins<P>(
  step: MapStep | ReduceStep,
  item: Item<P>,
  index: number,
  home: ReadonlyMap<BufferId, number>,
  mixes: boolean,
): boolean {
  if (item.step !== 'loop' || item.parts.length >= MOST_PARTS) return false;
  if (meet(item.domain, step.domain) === undefined) return false;
  const reduced = new Set(item.parts.filter((part) => part.step === 'reduce').map(({ outputs }) => outputs[0].buffer));
  const to = step.step === 'map' ? step.outputs[0].shape : step.inputs[0].shape;
  for (const { buffer, shape } of step.inputs) {
    if (home.get(buffer) !== index) continue;
    // A sum is complete only behind its loop, and other entries than the present one are not at hand within it.
    if (reduced.has(buffer) || readingOf(shape, to)?.access !== 'each') return false;
  }
  // One loop goes either along rows or along columns first.
  const ways = new Set(
    [...item.parts, step].flatMap((part) =>
      part.step === 'reduce' && !(mixes && part.over === 'all') ? [part.over] : [],
    ),
  );
  return ways.size < 2;
}
