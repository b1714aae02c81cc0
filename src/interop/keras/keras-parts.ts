/*
 * The parts of a program as Keras has them. A type of ours that Keras lacks goes out as the class that its
 * catalog file names for it; one without such a class is refused by name.
 */
import type { JsonObject } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { NodeDefinition } from '../../catalog/define/index.ts';
import { parseParams } from '../../catalog/define/index.ts';
import type { KerasObject, Part, Plugged, Program } from '../../compiler/types.ts';
import type { Refusal } from '../refusal.ts';

/** How a part is called where something is to be said of it. */
interface Named extends Plugged {
  readonly at: string;
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
    ...(schedule === undefined ? [] : [named(schedule)]),
  ];
}

/** What of a program Keras cannot say. */
export function refusedParts(program: Program, catalog: Catalog): readonly Refusal[] {
  return partsOf(program).flatMap((part) => {
    const definition = catalog.get(part.type);
    const form = definition === undefined ? undefined : formOf(definition, part.params);
    return form === undefined || typeof form !== 'string' ? [] : [refused(part.at, part.type, form)];
  });
}

const refused = (node: string, type: string, why: string): Refusal => ({
  node,
  message: `Keras has no ${type}.`,
  hint: why,
});

/** The class and config for a type that Keras lacks, or why there is none; undefined for types that Keras has. */
function formOf(definition: NodeDefinition, params: unknown): JsonObject | string | undefined {
  if (definition.keras !== undefined) return undefined;
  const parsed = parseParams(definition, params);
  const form = parsed.success ? definition.inKeras?.(parsed.data) : undefined;
  if (form === undefined) return 'Exchange it for a type that Keras has, and export again.';
  if ('none' in form) return form.none;
  return { module: form.module, class_name: form.className, config: form.config, registered_name: null };
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
  const form = definition === undefined ? undefined : formOf(definition, paramsOf(definition, value.config));
  if (form === undefined || typeof form === 'string') return inner;
  // A layer keeps its name and its place.
  const { name, trainable, dtype } = value.config;
  const kept = Object.entries({ name, trainable, dtype }).filter(([, each]) => each !== undefined);
  return { ...inner, ...form, config: { ...Object.fromEntries(kept), ...(form['config'] as JsonObject) } };
}

const isKerasObject = (value: Record<string, unknown>): value is Record<string, unknown> & KerasObject =>
  typeof value['class_name'] === 'string' && isObject(value['config']);

const paramsOf = ({ params }: NodeDefinition, config: JsonObject) =>
  Object.fromEntries(Object.entries(config).filter(([name]) => Object.hasOwn(params, name)));
