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

export type Measured = Pick<RunState, 'readings' | 'program'>;

const wiresOf = ({ readings, program }: Measured) =>
  readings.wires !== undefined && readings.wires.program === program ? readings.wires.value : undefined;

export function tensorOf(run: Measured, tensor: TensorRef, shape: Shape | undefined): TensorReading | undefined {
  const reading = wiresOf(run)?.tensors[tensorKey(tensor)];
  return reading !== undefined && shape !== undefined && sameShape(reading.shape, shape) ? reading : undefined;
}

/** `key` is `layer/weight`. */
export function weightOf(run: Measured, key: string, shape?: Shape): WeightReading | undefined {
  const reading = wiresOf(run)?.weights[key];
  return reading === undefined || shape === undefined || sameShape(reading.shape, shape) ? reading : undefined;
}

const strongest = remembered(({ tensors }: WireReadings) => strongestOf(Object.values(tensors)));

/** The largest gradient norm on any wire of the run, with which each is compared; 0 before anything was measured. */
export function strongestGradient(run: Measured): number {
  const wires = wiresOf(run);
  return wires === undefined ? 0 : strongest(wires);
}

/** Whether the program that the run trains uses this wire. */
const covers = (plan: EdgePlan, { program }: Measured): boolean =>
  program !== undefined && plan.programs.includes(program);

/** The reading of a wire that carries numbers of the network. */
export function tensorReading(plan: EdgePlan, run: Measured): TensorReading | undefined {
  const { carries } = plan;
  if (!covers(plan, run) || (carries.what !== 'activation' && carries.what !== 'features')) return undefined;
  return tensorOf(run, carries.tensor, carries.shape);
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
