/** What a single layer may need at most, and what of it is too much. */
import { bytes, count } from '../../base/format.ts';
import type { Shape } from '../../base/shape.ts';
import { sizeOf } from '../../base/shape.ts';
import { MAX_UNITS } from '../../catalog/limits.ts';
import type { Resolved } from '../graph.ts';
import { slotCount } from '../program/cost.ts';
import type { Draft } from '../program/draft.ts';
import { ASSUMED_BATCH, ASSUMED_SLOTS, MAX_BYTES, MAX_PARAMETERS, trainingBytes } from '../program/memory-limits.ts';

/** How the program that a layer belongs to trains. */
export interface Setting {
  readonly slots: number;
  readonly batch: number;
}

/** Of a layer in several programs the last one counts; of one in none, what is assumed before there is a training. */
export function settingOf(layer: Resolved, drafts: readonly Draft[]): Setting {
  const draft = drafts.findLast(({ nodes }) => nodes.has(layer));
  return draft === undefined
    ? { slots: ASSUMED_SLOTS, batch: ASSUMED_BATCH }
    : { slots: slotCount(draft), batch: draft.batchSize };
}

export interface Need {
  readonly outputShape?: Shape;
  readonly weights: readonly { readonly shape: Shape }[];
  /** Values that are held on the way to the output. */
  readonly working: number;
}

export interface Excess {
  readonly code: 'too-many-units' | 'too-many-parameters' | 'too-much-memory';
  readonly what: string;
}

/** The first limit that is passed, as the end of a sentence; undefined if none is, or if the shape is not known. */
export function excessOf(need: Need, setting: Setting): Excess | undefined {
  if (need.outputShape === undefined) return undefined;
  // Only matrices: a vector of weights is as long as what comes in, and that was somebody else's choice.
  const columns = need.weights.filter(({ shape }) => shape.length > 1).map(({ shape }) => shape.at(-1) ?? 0);
  const units = Math.max(0, ...columns);
  if (units > MAX_UNITS)
    return {
      code: 'too-many-units',
      what: `has ${count(units)} units, more than the ${count(MAX_UNITS)} that are supported`,
    };
  const parameters = parametersOf(need);
  if (parameters > MAX_PARAMETERS)
    return {
      code: 'too-many-parameters',
      what: `has ${count(parameters)} parameters, more than the ${count(MAX_PARAMETERS)} that are supported`,
    };
  if (neededBytes(need, setting) > MAX_BYTES)
    return { code: 'too-much-memory', what: `is larger than the ${bytes(MAX_BYTES)} that are allowed` };
  return undefined;
}

const parametersOf = ({ weights }: Need): number => weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);

/** To train it, beside the examples. */
export const neededBytes = (need: Need, { slots, batch }: Setting): number =>
  trainingBytes(parametersOf(need), slots, sizeOf(need.outputShape ?? [0]) + need.working, batch);
