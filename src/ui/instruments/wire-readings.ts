/*
 * What the reading of the wires says of one tensor or one weight. Pure look-ups, shared by the canvas, the
 * inspector and the pictures; nothing is given of another program, or of a tensor whose shape the graph
 * has changed since.
 */
import { remembered } from '../../base/remembered.ts';
import { sameShape } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import { tensorKey } from '../../compiler/types.ts';
import type { EdgePlan, TensorRef } from '../../compiler/types.ts';
import { strongestOf } from '../../protocol/health.ts';
import type { TensorReading, WeightReading, WireReadings } from '../../protocol/readings.ts';
import type { RunState } from '../stores/types.ts';

/** What is known of one run. */
type Facts = Pick<RunState, 'readings' | 'program'>;
/** The shown run, and those that train beside it. */
export type Measured = Facts & { readonly side?: readonly Facts[] };

const wiresOf = ({ readings, program }: Facts) =>
  readings.wires !== undefined && readings.wires.program === program ? readings.wires.value : undefined;

/** The run that has measured something: the shown one where it has, otherwise one beside it. */
const runWith = <F extends Facts>(
  run: F & { readonly side?: readonly F[] },
  has: (wires: WireReadings) => boolean,
): F => {
  const holds = (facts: F) => {
    const wires = wiresOf(facts);
    return wires !== undefined && has(wires);
  };
  return holds(run) ? run : (run.side?.find(holds) ?? run);
};

/** The run that a reading of this tensor is of. */
export const runMeasuring = <F extends Facts>(run: F & { readonly side?: readonly F[] }, tensor: TensorRef): F =>
  runWith(run, ({ tensors }) => tensors[tensorKey(tensor)] !== undefined);

export function tensorOf(run: Measured, tensor: TensorRef, shape: Shape | undefined): TensorReading | undefined {
  const reading = wiresOf(runMeasuring(run, tensor))?.tensors[tensorKey(tensor)];
  return reading !== undefined && shape !== undefined && sameShape(reading.shape, shape) ? reading : undefined;
}

/** `key` is `layer/weight`. */
export function weightOf(run: Measured, key: string, shape?: Shape): WeightReading | undefined {
  const reading = wiresOf(runWith(run, ({ weights }) => weights[key] !== undefined))?.weights[key];
  return reading === undefined || shape === undefined || sameShape(reading.shape, shape) ? reading : undefined;
}

const strongest = remembered(({ tensors }: WireReadings) => strongestOf(Object.values(tensors)));

/** The largest gradient norm on any wire of the run, with which each is compared; 0 before anything was measured. */
export function strongestGradient(run: Facts): number {
  const wires = wiresOf(run);
  return wires === undefined ? 0 : strongest(wires);
}

/** Whether a program that is trained uses this wire. */
const covers = (plan: EdgePlan, { program, side = [] }: Measured): boolean =>
  [program, ...side.map((facts) => facts.program)].some((each) => each !== undefined && plan.programs.includes(each));

/** The reading of a wire that carries numbers of the network. */
export function tensorReading(plan: EdgePlan, run: Measured): TensorReading | undefined {
  const { carries } = plan;
  if (!covers(plan, run) || (carries.what !== 'activation' && carries.what !== 'features')) return undefined;
  return tensorOf(run, carries.tensor, carries.shape);
}

/** What a regularizer wire adds to the loss for the weights that it leads to; undefined before it was measured. */
export function penaltyReading(
  plan: EdgePlan,
  run: Measured,
): { penalty: number; step: number | undefined } | undefined {
  if (!covers(plan, run) || plan.carries.what !== 'regularizer') return undefined;
  const readings = plan.carries.weights.flatMap((key) => weightOf(run, key) ?? []);
  const charged = readings.flatMap(({ penalty }) => penalty ?? []);
  if (charged.length === 0) return undefined;
  return {
    penalty: charged.reduce((sum, each) => sum + each),
    step: readings.find(({ step }) => step !== undefined)?.step,
  };
}

/** The weights that an initializer wire starts, as they are now. */
export function weightReading(plan: EdgePlan, run: Measured): WeightReading | undefined {
  if (!covers(plan, run) || !('weights' in plan.carries)) return undefined;
  for (const key of plan.carries.weights) {
    const reading = weightOf(run, key);
    if (reading !== undefined) return reading;
  }
  return undefined;
}
