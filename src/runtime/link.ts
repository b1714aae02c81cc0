/*
 * A program names its parts by type; linking looks each up in the catalog, once. Everything behind
 * this file works with definitions and never asks a catalog.
 */
import { must } from '../base/invariant.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Role, Use } from '../catalog/define/index.ts';
import type { WiredSchedule } from '../catalog/schedules/wired.ts';
import { plannedSchedule } from '../compiler/program/planned-schedule.ts';
import type { LayerPlan, Part, Plugged, Program, WeightPlan } from '../compiler/types.ts';

export interface LinkedWeight {
  readonly plan: WeightPlan;
  readonly initializer: Use<'initializer'>;
  readonly regularizer?: Use<'regularizer'>;
  readonly constraint?: Use<'constraint'>;
}

export interface LinkedLayer extends Use<'layer'> {
  readonly plan: LayerPlan;
  readonly weights: readonly LinkedWeight[];
  /** What its values are charged for. */
  readonly activityRegularizer?: Use<'regularizer'>;
}

export interface LinkedInput {
  readonly name: string;
  readonly shape: readonly number[];
  /** Names of the preprocessing nodes go with their uses, for messages. */
  readonly preprocessing: readonly (Use<'preprocessing'> & { readonly node: string })[];
}

export interface Linked {
  readonly program: Program;
  readonly dataset: Use<'dataset'>;
  readonly inputs: readonly LinkedInput[];
  readonly layers: readonly LinkedLayer[];
  /** The layer that gives y_pred. */
  readonly output: LinkedLayer;
  readonly loss: Use<'loss'>;
  readonly optimizer: Use<'optimizer'>;
  readonly schedule?: WiredSchedule;
  readonly metrics: readonly Use<'metric'>[];
  readonly callbacks: readonly Use<'callback'>[];
}

/** Throws if the catalog lacks a part: the compiler has checked that it does not. */
export function link(program: Program, catalog: Catalog): Linked {
  const find = <R extends Role>({ type, params }: Part | Plugged, role: R): Use<R> => ({
    definition: catalog.expect(type, role),
    params,
  });
  const weight = (plan: WeightPlan): LinkedWeight => ({
    plan,
    initializer: find(plan.initializer, 'initializer'),
    ...(plan.regularizer && { regularizer: find(plan.regularizer, 'regularizer') }),
    ...(plan.constraint && { constraint: find(plan.constraint, 'constraint') }),
  });
  const layers = program.layers.map((plan): LinkedLayer => ({
    ...find(plan, 'layer'),
    plan,
    weights: plan.weights.map(weight),
    ...(plan.activityRegularizer && { activityRegularizer: find(plan.activityRegularizer, 'regularizer') }),
  }));
  const { schedule } = program.optimizer;
  return {
    program,
    dataset: find(program.data, 'dataset'),
    inputs: program.inputs.map(({ name, shape, preprocessing }) => ({
      name,
      shape,
      preprocessing: preprocessing.map((part) => ({ ...find(part, 'preprocessing'), node: part.node })),
    })),
    layers,
    output: must(
      layers.find(({ plan }) => plan.node === program.output.layer),
      `the layer ${program.output.layer}`,
    ),
    loss: find(program.loss, 'loss'),
    optimizer: find(program.optimizer, 'optimizer'),
    ...(schedule && { schedule: plannedSchedule(schedule, catalog) }),
    metrics: program.metrics.map((part) => find(part, 'metric')),
    callbacks: program.callbacks.map((part) => find(part, 'callback')),
  };
}
