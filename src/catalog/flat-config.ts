/** The config of a layer as Keras writes it, with that of the layers inside it laid out beside its own. */
import { isObject } from '../base/json.ts';
import type { Json, JsonObject } from '../base/json.ts';
import { sameJson } from '../graph/commands/savable.ts';
import type { Companion, LayerDefinition } from './define/index.ts';

/**
 * The arguments in a layer's Keras config, side by side: of a layer that wraps another one the other's too,
 * and its type under the param that names it. What a second wrapped layer has of its own bears its prefix.
 */
export function flatConfig(definition: LayerDefinition, config: JsonObject): JsonObject {
  const { wraps } = definition;
  const first = wraps && configIn(config[wraps.argument]);
  if (wraps === undefined || first === undefined) return config;
  const { companion } = wraps;
  return {
    ...first.config,
    ...config,
    [wraps.param]: first.class_name,
    ...(companion && flatCompanion(definition, companion, config[companion.argument], first.config)),
  };
}

function flatCompanion(
  { params, inputs }: LayerDefinition,
  companion: Companion,
  given: Json | undefined,
  first: JsonObject,
): JsonObject {
  const { param, prefix } = companion;
  const second = configIn(given);
  if (second === undefined || isDerived(companion, second.config, first)) return { [param]: null };
  const isOwn = (name: string) => Object.hasOwn(params, name) || inputs.some((port) => port.name === name);
  // What both have in common stands with the first.
  const own = Object.entries(second.config)
    .map(([name, value]) => [`${prefix}${name}`, value, first[name]] as const)
    .filter(([name, value, common]) => isOwn(name) || !sameJson(value, common));
  return { ...Object.fromEntries(own.map(([name, value]) => [name, value])), [param]: second.class_name };
}

function configIn(given: unknown): { readonly class_name: Json; readonly config: JsonObject } | undefined {
  if (!isObject(given) || !isObject(given['config'])) return undefined;
  const { class_name = null, config } = given as { class_name?: Json; config: JsonObject };
  return { class_name, config };
}

/** Whether Keras made the second layer from the first: all is the same but what Keras sets, and it bears the same name. */
function isDerived({ derived }: Companion, second: JsonObject, first: JsonObject): boolean {
  const isSet = Object.entries(derived).some(([name, value]) => first[name] === value);
  return !isSet && stem(second) === stem(first) && sameJson(unnamed(second), unnamed({ ...first, ...derived }));
}

/** Keras puts a word for the direction in front of the name that it was given. */
const stem = ({ name }: JsonObject): string =>
  typeof name === 'string' ? name.replace(/^(forward|backward)_/, '') : '';

/** A config without what is told apart by name or number alone. */
const unnamed = (config: JsonObject): unknown =>
  JSON.parse(
    JSON.stringify({ ...config, name: null }, (key, value: unknown) =>
      key === 'shared_object_id' ? undefined : value,
    ),
  );
