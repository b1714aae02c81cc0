/** What `probe` tells of a wire: statistics of what flows through it, its one figure, or in a word what it carries. */
import type { Shape } from '../base/shape.ts';
import { catalog } from '../catalog/index.ts';
import { wiredNames } from '../catalog/metrics/measured.ts';
import { rateAt } from '../catalog/schedules/wired.ts';
import { plannedSchedule } from '../compiler/program/planned-schedule.ts';
import { tensorKey } from '../compiler/types.ts';
import type { Carried, EdgePlan, Program, SchedulePlan } from '../compiler/types.ts';
import { edgeById, nodeById } from '../graph/queries.ts';
import type { GraphDocument } from '../graph/types.ts';
import { endpoint } from '../graph/types.ts';
import type { Distribution, TensorReading, WeightReading, WireReadings } from '../protocol/readings.ts';
import type { ServingReadings } from '../runtime/instruments/serving-wires.ts';

/** Everything that was measured at one step. */
export interface Measured {
  readonly document: GraphDocument;
  readonly program: Program;
  readonly step: number;
  readonly frame: WireReadings;
  /** At the first weights. */
  readonly first: WireReadings;
  readonly serving: ServingReadings;
}

export interface WireRow
  extends Partial<Omit<TensorReading, 'shape'>>, Partial<Omit<WeightReading, 'shape' | 'values'>> {
  readonly wire: string;
  readonly what: Carried['what'];
  /** The name of what was measured, or the type of the node that the wire comes from. */
  readonly value: string;
  readonly shape?: Shape;
  /** What an initializer drew, where the weight has been trained since. */
  readonly drawn?: Distribution;
  /** The one number that the wire carries; `val_figure` is the same of the held-out examples. */
  readonly figure?: number;
  readonly val_figure?: number;
}

export function rowsOfWire({ edge, carries }: EdgePlan, measured: Measured): readonly WireRow[] {
  const { document } = measured;
  const from = edgeById(document, edge)?.from;
  const type = from === undefined ? undefined : nodeById(document, endpoint(from).node)?.type;
  const rows = valuesOn(carries, measured);
  return (rows.length === 0 ? [{ value: type ?? 'nothing' }] : rows).map((row) => ({
    wire: edge,
    what: carries.what,
    ...row,
  }));
}

type Values = Omit<WireRow, 'wire' | 'what'>;

/** None where the wire carries no numbers of its own. */
function valuesOn(carries: Carried, measured: Measured): readonly Values[] {
  const { program, frame, serving } = measured;
  if (carries.what === 'features' || carries.what === 'activation') {
    const value = tensorKey(carries.tensor);
    const isRaw = carries.tensor.layer === program.data.node;
    return [{ value, shape: carries.shape, ...(frame.tensors[value] ?? (isRaw ? serving.features : {})) }];
  }
  if (carries.what === 'targets') return [{ value: 'targets', ...serving.targets }];
  if (carries.what === 'initializer') return carries.weights.flatMap((key) => drawnFor(key, measured));
  if (carries.what === 'regularizer') {
    return carries.weights.flatMap((key) => {
      const figure = frame.weights[key]?.penalty;
      return figure === undefined ? [] : [{ value: `penalty of ${key}`, figure }];
    });
  }
  if (carries.what === 'schedule') return [{ value: 'learning rate', figure: rateOf(carries, measured) }];
  if (carries.what === 'loss') return [{ value: 'loss', figure: frame.loss }];
  if (carries.what !== 'metric') return [];
  const names = wiredNames(program.metrics.map(({ type }) => ({ definition: catalog.expect(type, 'metric') })));
  const value = names[program.metrics.findIndex(({ node }) => node === carries.source)] ?? '';
  const { [value]: figure, [`val_${value}`]: heldOut } = serving.metrics;
  return figure === undefined ? [] : [{ value, figure, ...(heldOut !== undefined && { val_figure: heldOut }) }];
}

function drawnFor(key: string, { frame, first, step }: Measured): readonly Values[] {
  const reading = frame.weights[key];
  if (reading === undefined) return [];
  const { values, ...rest } = reading;
  const drawn = step > 0 ? first.weights[key]?.values : undefined;
  return [{ value: key, forward: values, ...rest, ...(drawn && { drawn }) }];
}

/** The rate that a schedule gives at this step; one inside another at the step that the outer one asks it for. */
function rateOf({ schedule }: Extract<Carried, { what: 'schedule' }>, { program, step, frame }: Measured): number {
  const outer = program.optimizer.schedule;
  if (outer === undefined || outer.node === schedule) return frame.learningRate;
  return rateInside(outer, schedule, step);
}

function rateInside(plan: SchedulePlan, wanted: string, step: number): number {
  const wired = plannedSchedule(plan, catalog);
  const { definition, params, wraps } = wired;
  if (plan.node === wanted || plan.wraps === undefined || wraps === undefined) return rateAt(wired, step);
  let asked = step;
  definition.learningRate(params, step, (at) => {
    asked = at;
    return rateAt(wraps, at);
  });
  return rateInside(plan.wraps, wanted, asked);
}
