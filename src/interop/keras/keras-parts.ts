/*
 * The parts of a program as Keras has them. A type of ours that Keras lacks goes out as the class that its
 * catalog file names for it; one without such a class is refused by name.
 */
import { isObject } from '../../base/json.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { KerasForm, NodeDefinition } from '../../catalog/define/index.ts';
import { parseParams } from '../../catalog/define/index.ts';
import { kerasParams, paramsIn } from '../../catalog/keras-params.ts';
import type { KerasObject, Part, Plugged, Program, SchedulePlan } from '../../compiler/types.ts';
import type { Refusal } from '../refusal.ts';

/** How a part is called where something is to be said of it. */
interface Named extends Plugged {
  readonly at: string;
  /** The schedule that is wired into this one. */
  readonly wraps?: SchedulePlan;
}

function partsOf(program: Program): readonly Named[] {
  const named = (part: Part): Named => ({ ...part, at: part.node });
  const { schedule } = program.optimizer;
  return [
    ...program.layers.map(named),
    ...program.layers.flatMap(({ node, weights }) =>
      weights
        .flatMap(({ initializer, regularizer, constraint }) => [initializer, regularizer, constraint])
        .flatMap((plug) => (plug === undefined ? [] : [{ ...plug, at: plug.node ?? node }])),
    ),
    named(program.loss),
    named(program.optimizer),
    ...schedulesFrom(schedule).map((each) => ({ ...named(each), ...(each.wraps && { wraps: each.wraps }) })),
    ...program.metrics.map(named),
  ];
}

const schedulesFrom = (schedule: SchedulePlan | undefined): readonly SchedulePlan[] =>
  schedule === undefined ? [] : [schedule, ...schedulesFrom(schedule.wraps)];

/** What a wired schedule is in Keras; undefined where it is nothing there. */
function wiredForm(schedule: SchedulePlan | undefined, catalog: Catalog): KerasForm | undefined {
  const definition = schedule && catalog.get(schedule.type);
  if (definition === undefined) return undefined;
  const { keras, type } = definition;
  if (keras !== undefined)
    return {
      module: keras.module,
      className: keras.className ?? type,
      config: kerasParams(definition, schedule?.params ?? {}),
    };
  const form = formOf(definition, schedule?.params, wiredForm(schedule?.wraps, catalog));
  return typeof form === 'string' ? undefined : form;
}

/** What of a program Keras cannot say. */
export function refusedParts(program: Program, catalog: Catalog): readonly Refusal[] {
  return partsOf(program).flatMap((part) => {
    const definition = catalog.get(part.type);
    const form = definition === undefined ? undefined : formOf(definition, part.params, wiredForm(part.wraps, catalog));
    return form === undefined || typeof form !== 'string' ? [] : [refused(part.at, part.type, form)];
  });
}

const refused = (node: string, type: string, why: string): Refusal => ({
  node,
  message: `Keras has no ${type}.`,
  hint: why,
});

/** The class and config for a type that Keras lacks, or why there is none; undefined for what Keras has. */
function formOf(definition: NodeDefinition, params: unknown, wired: KerasForm | undefined) {
  // A metric such as accuracy is a word in Keras.
  if (definition.keras !== undefined || (definition.role === 'metric' && definition.alias !== undefined))
    return undefined;
  const parsed = parseParams(definition, params);
  const form = parsed.success ? definition.inKeras?.(parsed.data, wired) : undefined;
  if (form === undefined) return 'Exchange it for a type that Keras has, and export again.';
  return 'none' in form ? form.none : form;
}

/** The same JSON with every object of a type that Keras lacks exchanged for its class in Keras. */
export function asKeras<T>(value: T, catalog: Catalog): T {
  return exchanged(value, catalog) as T;
}

function exchanged(value: unknown, catalog: Catalog): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => exchanged(each, catalog));
  if (!isObject(value)) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, exchanged(each, catalog)]));
  if (!isKerasObject(value)) return inner;
  const definition = catalog.get(value.class_name);
  const form =
    definition === undefined
      ? undefined
      : formOf(definition, paramsIn(definition, value.config), wiredIn(definition, inner['config']));
  if (form === undefined || typeof form === 'string') return inner;
  // A layer keeps its name and its place.
  const { name, trainable, dtype } = value.config;
  const kept = Object.entries({ name, trainable, dtype }).filter(([, each]) => each !== undefined);
  const { module, className, config } = form;
  return {
    ...inner,
    module,
    class_name: className,
    config: { ...Object.fromEntries(kept), ...config },
    registered_name: null,
  };
}

/** The schedule among the arguments of another, in its form for Keras. */
function wiredIn({ inputs }: NodeDefinition, config: unknown): KerasForm | undefined {
  const port = inputs.find(({ kind }) => kind === 'schedule');
  const wired = port === undefined || !isObject(config) ? undefined : config[port.name];
  if (!isObject(wired) || !isKerasObject(wired)) return undefined;
  return { module: wired.module, className: wired.class_name, config: wired.config };
}

const isKerasObject = (value: Record<string, unknown>): value is Record<string, unknown> & KerasObject =>
  typeof value['class_name'] === 'string' && isObject(value['config']);
