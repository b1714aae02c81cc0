/*
 * The model as it stands in a file: Keras' functional config with the data set as its entry and the
 * preprocessing as layers, so that it takes examples as they are.
 */
import { must } from '../../base/invariant.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Shape } from '../../base/shape.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { FittedStep } from '../../catalog/data/fit-steps.ts';
import type { StepLayer } from '../../catalog/define/index.ts';
import { activationLayer } from '../../compiler/fixes/find-layer.ts';
import type { KerasLayer, KerasModel, Program } from '../../compiler/types.ts';
import { freshId } from '../../graph/unique-id.ts';
import type { Refusal } from '../refusal.ts';
import { asKeras, refusedParts } from './keras-parts.ts';
import { snakeCase } from './variables.ts';

/** The fitted preprocessing of each input, by the name of the input. */
export type FittedInputs = ReadonlyMap<string, readonly FittedStep[]>;

export interface ModelFile {
  readonly model: KerasModel;
  /** Numbers of the layers that stand for preprocessing, by the name of the layer. */
  readonly stepWeights: ReadonlyMap<string, NonNullable<StepLayer['weights']>>;
}

/** The model of a program in classes of Keras, or what in it Keras cannot say. */
export function modelForKeras(
  program: Program,
  fitted: FittedInputs,
  catalog: Catalog,
): Result<ModelFile, readonly Refusal[]> {
  const steps = [...new Map([...fitted.values()].flat().map((step) => [step.node, step])).values()];
  const refusals = [
    ...refusedParts(program, catalog),
    ...steps
      .filter(({ definition }) => definition.asLayers === undefined)
      .map(({ node, definition }) => ({
        node,
        message: `Keras has no layer for ${definition.type}.`,
        hint:
          definition.inNumpy === undefined
            ? 'Take it out, and export again.'
            : 'Take it out, or export to Python, where NumPy does its work.',
      })),
  ];
  if (refusals.length > 0) return err(refusals);

  const { config } = program.model;
  const entries = new Set(program.inputs.map(({ name }) => name));
  const { node: name, info } = program.data;
  const taken = new Set([name, ...config.layers.map((layer) => layer.name), ...steps.map(({ node }) => node)]);
  const layersOf = new Map(steps.map((step) => [step.node, namedLayers(step, taken, catalog)]));
  const layers = [
    inputLayer(name, info.shape),
    ...program.inputs.flatMap((input) => stepLayers(program, fitted.get(input.name) ?? [], layersOf)),
    ...config.layers.filter((layer) => !entries.has(layer.name)),
  ];
  const model: KerasModel = {
    class_name: 'Functional',
    config: {
      ...config,
      layers: [...new Map(layers.map((layer) => [layer.name, asKeras(layer, catalog)])).values()],
      input_layers: [[name, 0, 0]],
    },
  };
  const stepWeights = new Map(
    [...layersOf.values()].flat().flatMap(({ name: layer, weights }) => (weights ? [[layer, weights] as const] : [])),
  );
  return ok({ model, stepWeights });
}

const inputLayer = (name: string, shape: Shape): KerasLayer => ({
  module: 'keras.layers',
  class_name: 'InputLayer',
  config: { batch_shape: [null, ...shape], dtype: 'float32', sparse: false, name },
  registered_name: null,
  name,
  inbound_nodes: [],
});

type NamedLayer = StepLayer & { readonly name: string };

/** What lets everything pass: a step that only changes training examples still has its place in the graph. */
function passing(catalog: Catalog): StepLayer {
  const { type, params = {} } = must(activationLayer(catalog, 'linear'), 'a layer that lets everything pass');
  return { className: catalog.get(type)?.keras?.className ?? type, config: params };
}

/** The layers of a step. The last bears the name of the node, for that is what others read. */
function namedLayers(
  { node, definition, params, state, shape }: FittedStep,
  taken: Set<string>,
  catalog: Catalog,
): readonly NamedLayer[] {
  const given = definition.asLayers?.(params, state, shape) ?? [];
  const layers = given.length === 0 ? [passing(catalog)] : given;
  return layers.map((layer, i) => {
    const name = i === layers.length - 1 ? node : freshId(`${node}_${snakeCase(layer.className)}`, taken);
    taken.add(name);
    return { ...layer, name };
  });
}

function stepLayers(
  program: Program,
  steps: readonly FittedStep[],
  layersOf: ReadonlyMap<string, readonly NamedLayer[]>,
): readonly KerasLayer[] {
  return steps
    .flatMap(({ node }) => layersOf.get(node) ?? [])
    .map(({ name, className, config }, i, all) => ({
      module: 'keras.layers',
      class_name: className,
      config: { name, trainable: true, dtype: 'float32', ...config },
      registered_name: null,
      name,
      inbound_nodes: [[[all[i - 1]?.name ?? program.data.node, 0, 0, {}] as const]],
    }));
}
