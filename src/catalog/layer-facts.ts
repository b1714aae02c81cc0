/** What follows from a layer's definition and params, with the parts that a definition may leave out filled in. */
import { isObject } from '../base/json.ts';
import type { Json, JsonObject } from '../base/json.ts';
import type { Result } from '../base/result.ts';
import { ok } from '../base/result.ts';
import type { Shape } from '../base/shape.ts';
import type { ActivationFunction } from './activations/functions/define.ts';
import { linear } from './activations/functions/linear.ts';
import { sameJson } from '../graph/commands/values.ts';
import type { AtPorts, Companion, LayerDefinition, RandomSpec, WeightSpec } from './define/index.ts';
import type { ParamValues } from './params.ts';
import { inputPort } from './catalog.ts';
import type { PortSpec } from './ports.ts';

/** The output port that every layer has. */
export const MAIN_OUTPUT = 'outputs';

/** Shapes at all output ports that are open with these params, in the order of the ports. */
export function outputShapes(
  definition: LayerDefinition,
  params: ParamValues,
  inputs: AtPorts<Shape>,
): Result<Readonly<Record<string, Shape>>, string> {
  const main = definition.outputShape(params, inputs);
  return main.ok ? ok({ [MAIN_OUTPUT]: main.value, ...definition.moreShapes?.(params, inputs) }) : main;
}

export const weightsOf = (
  definition: LayerDefinition,
  params: ParamValues,
  inputs: AtPorts<Shape>,
): readonly WeightSpec[] => definition.weights?.(params, inputs) ?? [];

export const randomOf = (
  definition: LayerDefinition,
  params: ParamValues,
  inputs: AtPorts<Shape>,
): Readonly<Record<string, RandomSpec>> => definition.random?.(params, inputs) ?? {};

/** The function the layer ends with. */
export const activationOf = (definition: LayerDefinition, params: ParamValues): ActivationFunction =>
  definition.activation?.(params) ?? linear;

/** The port of layers whose values can be charged for, as Keras' argument of this name does. */
export const ACTIVITY_PORT = 'activity_regularizer';

export type WeightPortKind = 'initializer' | 'regularizer' | 'constraint';

/** `kernel_initializer`, `bias_constraint`, …; as in Keras, `recurrent_kernel` has `recurrent_initializer`. */
export const portNameOf = (
  { portsOf }: LayerDefinition,
  params: ParamValues,
  weight: string,
  kind: WeightPortKind,
): string => `${portsOf?.(params)[weight] ?? weight.replace(/_kernel$/, '')}_${kind}`;

/** The port that decides about a weight, if the layer has it. */
export const portOfWeight = (
  definition: LayerDefinition,
  params: ParamValues,
  weight: string,
  kind: WeightPortKind,
): PortSpec | undefined => inputPort(definition, portNameOf(definition, params, weight, kind));

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
  { param, prefix, isDerived }: Companion,
  given: Json | undefined,
  first: JsonObject,
): JsonObject {
  const second = configIn(given);
  if (second === undefined || isDerived(second.config, first)) return { [param]: null };
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
