/*
 * An optimizer on its own on a landscape, by the very rule, settings and schedule that it trains networks with, in the
 * order that a training step has: clip, decay, update.
 */
import type { Rates, Slots, Tensor, Use } from '../define/index.ts';
import type { Landscape, Point } from '../landscapes/landscape.ts';
import { learningRateAt } from '../schedules/wired.ts';
import type { WiredSchedule } from '../schedules/wired.ts';
import { clipGradients, decayWeights } from './common.ts';
import { entries, onNumbers, scalar, vector } from './on-numbers.ts';

/** An optimizer as it stands in a graph: with all its params, and with the schedule that is wired into it. */
export interface WiredOptimizer extends Use<'optimizer'> {
  readonly schedule?: WiredSchedule;
}

/** The start and the place after each step; it ends with the first place that is no pair of finite numbers. */
export function walk(optimizer: WiredOptimizer, landscape: Landscape, start: Point, steps: number): readonly Point[] {
  const { definition, params } = optimizer;
  let weight = vector(start);
  let slots: Slots = Object.fromEntries(
    Object.entries(definition.slots(params)).map(([name, value]) => [name, vector([value, value])]),
  );
  const path = [placeOf(weight)];
  for (let step = 0; step < steps; step++) {
    const here = placeOf(weight);
    if (!here.every(Number.isFinite)) break;
    const rates = ratesOf(optimizer, step);
    const gradient = vector(landscape.gradient(here));
    const [clipped = gradient] = clipGradients(onNumbers, params, [gradient]);
    const decayed = decayWeights(onNumbers, params, weight, rates.learning_rate);
    ({ weight, slots } = definition.update(onNumbers, params, decayed, clipped, slots, rates));
    path.push(placeOf(weight));
  }
  return path;
}

function ratesOf(optimizer: WiredOptimizer, step: number): Rates {
  const rate = learningRateAt(optimizer, step);
  const more = optimizer.definition.rates?.(optimizer.params, rate, step + 1) ?? {};
  return {
    ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, scalar(value)])),
    learning_rate: scalar(rate),
    iteration: scalar(step + 1),
  };
}

function placeOf(weight: Tensor): Point {
  const [x = Number.NaN, y = Number.NaN] = entries(weight);
  return [x, y];
}
