/*
 * The state of an optimizer: as a checkpoint holds it, laid end to end where one rule takes all weights at once, and
 * weight by weight, as files hold it.
 */
import { must } from '../../base/invariant.ts';
import { sizeOf } from '../../base/shape.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { learningRateAt } from '../../catalog/schedules/wired.ts';
import { plannedSchedule } from '../../compiler/program/planned-schedule.ts';
import type { Program, WeightPlan } from '../../compiler/types.ts';

/** The optimizer's numbers for one weight. */
export interface StateTensor {
  readonly slot: string;
  readonly weight: WeightPlan;
  readonly values: Float32Array;
}

/** Where training stands, for an optimizer that goes on. */
export interface OptimizerState {
  /** Steps taken. */
  readonly step: number;
  /** The learning rate of the next step. */
  readonly learningRate: number;
  /** As a checkpoint holds them: by slot, or by slot and weight. */
  readonly slots: ReadonlyMap<string, Float32Array>;
}

const trainedWeights = ({ layers }: Program): readonly WeightPlan[] =>
  layers.flatMap(({ weights }) => weights.filter(({ trainable }) => trainable));

/** Names of the numbers that the optimizer keeps for each weight. */
export const slotNames = ({ optimizer }: Program, catalog: Catalog): readonly string[] =>
  Object.keys(catalog.expect(optimizer.type, 'optimizer').slots(optimizer.params));

/** The slots of a checkpoint, weight by weight. Throws where it is not one of this program. */
export function stateTensors(
  program: Program,
  catalog: Catalog,
  slots: OptimizerState['slots'],
): readonly StateTensor[] {
  const { scope } = catalog.expect(program.optimizer.type, 'optimizer');
  const weights = trainedWeights(program);
  return slotNames(program, catalog).flatMap((slot) => {
    if (weights.length === 0) return [];
    if (scope === 'variable') {
      return weights.map((weight) => ({
        slot,
        weight,
        values: must(slots.get(`${slot}/${weight.key}`), `slot ${slot} of ${weight.key}`),
      }));
    }
    const whole = must(slots.get(slot), `slot ${slot}`);
    let at = 0;
    return weights.map((weight) => {
      const values = whole.subarray(at, at + sizeOf(weight.shape));
      at += values.length;
      return { slot, weight, values };
    });
  });
}

/** The other way round: the slots of a checkpoint from those of each weight. */
export function packSlots(
  program: Program,
  catalog: Catalog,
  valuesOf: (slot: string, weight: WeightPlan) => Float32Array,
): ReadonlyMap<string, Float32Array> {
  const { scope } = catalog.expect(program.optimizer.type, 'optimizer');
  const weights = trainedWeights(program);
  const names = weights.length === 0 ? [] : slotNames(program, catalog);
  if (scope === 'variable')
    return new Map(
      names.flatMap((slot) => weights.map((weight) => [`${slot}/${weight.key}`, valuesOf(slot, weight)] as const)),
    );
  return new Map(names.map((slot) => [slot, joined(weights.map((weight) => valuesOf(slot, weight)))]));
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The learning rate that the graph states for a step, counted from 0. */
export function plannedRate({ optimizer }: Program, catalog: Catalog, step: number): number {
  const { schedule, params } = optimizer;
  return learningRateAt({ params, schedule: schedule && plannedSchedule(schedule, catalog) }, step);
}

/** The state of an optimizer weight by weight, for whichever program it fits. */
export interface KeptOptimizer {
  readonly type: string;
  /** Steps taken. */
  readonly step: number;
  /** What became of the learning rate that the graph states: 0.5 where something has halved it. */
  readonly factor: number;
  /** By `slot/layer/weight`. */
  readonly slots: ReadonlyMap<string, Float32Array>;
}

/** What a program can go on with; undefined where its optimizer or its weights are others. */
export function stateFor(program: Program, catalog: Catalog, kept: KeptOptimizer): OptimizerState | undefined {
  if (program.optimizer.type !== kept.type) return undefined;
  let complete = true;
  const slots = packSlots(program, catalog, (slot, { key, shape }) => {
    const values = kept.slots.get(`${slot}/${key}`);
    complete &&= values?.length === sizeOf(shape);
    return values ?? new Float32Array();
  });
  const learningRate = kept.factor * plannedRate(program, catalog, kept.step);
  return complete ? { step: kept.step, learningRate, slots } : undefined;
}
