/*
 * The model as it stands in a file: Keras' functional config with the data set as its entry and the
 * preprocessing as layers, so that it takes examples as they are.
 */
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Shape } from '../../base/shape.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { FittedStep } from '../../catalog/data/fit-steps.ts';
import type { InputPlan, KerasLayer, KerasModel, Program } from '../../compiler/types.ts';
import type { Refusal } from '../refusal.ts';
import { asKeras, refusedParts } from './keras-parts.ts';

/** The fitted preprocessing of each input, by the name of the input. */
export type FittedInputs = ReadonlyMap<string, readonly FittedStep[]>;

/** The model of a program in classes of Keras, or what in it Keras cannot say. */
export function modelForKeras(
  program: Program,
  fitted: FittedInputs,
  catalog: Catalog,
): Result<KerasModel, readonly Refusal[]> {
  const steps = [...fitted.values()].flat();
  const refusals = [
    ...refusedParts(program, catalog),
    ...steps
      .filter(({ definition }) => definition.layerName === undefined || definition.asLayer === undefined)
      .map(({ node, definition }) => ({
        node,
        message: `Keras has no layer for ${definition.type}.`,
        hint: 'Take it out, and export again.',
      })),
  ];
  if (refusals.length > 0) return err(refusals);

  const { config } = program.model;
  const entries = new Set(program.inputs.map(({ name }) => name));
  const { node: name, info } = program.data;
  const layers = [
    inputLayer(name, info.shape),
    ...program.inputs.flatMap((input) => stepLayers(program, input, fitted)),
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
  return ok(model);
}

const inputLayer = (name: string, shape: Shape): KerasLayer => ({
  module: 'keras.layers',
  class_name: 'InputLayer',
  config: { batch_shape: [null, ...shape], dtype: 'float32', sparse: false, name },
  registered_name: null,
  name,
  inbound_nodes: [],
});

function stepLayers(program: Program, input: InputPlan, fitted: FittedInputs): readonly KerasLayer[] {
  return (fitted.get(input.name) ?? []).flatMap(({ node, definition, params, state, shape }, i, all) => {
    const config = definition.asLayer?.(params, state, shape);
    if (config === undefined || definition.layerName === undefined) return [];
    return [
      {
        module: 'keras.layers',
        class_name: definition.layerName,
        config: { name: node, trainable: true, dtype: 'float32', ...config },
        registered_name: null,
        name: node,
        inbound_nodes: [[[all[i - 1]?.node ?? program.data.node, 0, 0, {}] as const]],
      },
    ];
  });
}
