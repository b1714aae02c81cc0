/** What follows from a layer's definition and params, with the parts that a definition may leave out filled in. */
import type { Result } from '../base/result.ts';
import { ok } from '../base/result.ts';
import type { Shape } from '../base/shape.ts';
import type { ActivationFunction } from './activations/functions/define.ts';
import { linear } from './activations/functions/linear.ts';
import type { AtPorts, LayerDefinition, RandomSpec, WeightSpec } from './define/index.ts';
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
