/*
 * What stands on a wire: at rest what is known from the graph alone, in a run what was measured. Pure
 * look-ups from the compiler's edge plan into the latest probe frame.
 */
import { compact, plural } from '../../../base/format.ts';
import { formatShape, sameShape } from '../../../base/shape.ts';
import type { Catalog } from '../../../catalog/catalog.ts';
import type { Carried, Compilation, EdgePlan } from '../../../compiler/types.ts';
import type { GraphNode } from '../../../graph/types.ts';
import type { TensorReading, WeightReading } from '../../../protocol/readings.ts';
import type { RunState } from '../../stores/types.ts';

type Measured = Pick<RunState, 'frame' | 'program'>;

/** Whether the latest frame belongs to a program that uses this wire. */
const covers = (plan: EdgePlan, { frame, program }: Measured): boolean =>
  frame !== undefined && frame.program === program && plan.programs.includes(frame.program);

/** The reading of a wire that carries numbers of the network; none if the graph changed shape since. */
export function tensorReading(plan: EdgePlan, run: Measured): TensorReading | undefined {
  const { carries } = plan;
  if (!covers(plan, run) || (carries.what !== 'activation' && carries.what !== 'features')) return undefined;
  const reading = run.frame?.tensors[carries.what === 'activation' ? carries.layer : carries.source];
  return reading !== undefined && sameShape(reading.shape, carries.shape) ? reading : undefined;
}

/** The weights that an initializer wire starts, as they are now. */
export function weightReading(
  plan: EdgePlan,
  run: Measured,
): { readonly key: string; readonly reading: WeightReading } | undefined {
  if (!covers(plan, run) || !('weights' in plan.carries)) return undefined;
  for (const key of plan.carries.weights) {
    const reading = run.frame?.weights[key];
    if (reading !== undefined) return { key, reading };
  }
  return undefined;
}

/** The chip of a wire while nothing is measured; `undefined` for wires that stay bare. */
export function restingText(
  carries: Carried,
  compilation: Compilation,
  catalog: Catalog,
  typeOf: (node: GraphNode['id']) => string | undefined,
): string | undefined {
  if (carries.what === 'features' || carries.what === 'activation') return formatShape(carries.shape);
  if (carries.what === 'targets') {
    const { kind, names } = carries.info;
    return kind === 'classes' ? plural(names.length, 'class', 'classes') : plural(names.length, 'value');
  }
  if (carries.what !== 'schedule') return undefined;
  const definition = catalog.get(typeOf(carries.schedule) ?? '');
  const facts = compilation.nodes.get(carries.schedule);
  if (definition?.role !== 'schedule' || facts === undefined) return undefined;
  return compact(definition.learningRate(facts.params, 0));
}

/** Room that the instrument needs beside the ports, with everything on it and with shape and histogram only. */
export const ROOM_FOR_ALL = 102;
export const ROOM_FOR_BARS = 84;
export const instrumentSize = (room: number): 'full' | 'slim' | 'small' =>
  room >= ROOM_FOR_ALL ? 'full' : room >= ROOM_FOR_BARS ? 'slim' : 'small';

/** What the two ports and a little air beside them take of the room. */
const AIR = 30;

/**
 * How far an instrument may grow while the canvas is zoomed out, so that it stays readable without
 * touching the cards it hangs between.
 */
export const largestScale = (room: number): number =>
  Math.round(Math.min(LARGEST_SCALE, Math.max(1, (room - AIR) / (ROOM_FOR_ALL - 10))) * 100) / 100;

/** Beyond this, instruments would outgrow the cards. */
export const LARGEST_SCALE = 1.5;
