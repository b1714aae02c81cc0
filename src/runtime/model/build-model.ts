/*
 * Turns Keras' functional config into a tfjs model whose layers are the catalog's. The config alone
 * decides: names, params and wiring are read from it, so that what was asked for is what is built.
 * tfjs' own `modelFromJSON` is not used, because it re-spells every word of a config and silently
 * ignores what it does not know.
 */
import { must } from '../../base/invariant.ts';
import { parseParams } from '../../catalog/define/index.ts';
import { paramsIn } from '../../catalog/keras-params.ts';
import type { LayerDefinition } from '../../catalog/define/index.ts';
import { flatConfig } from '../../catalog/flat-config.ts';
import type { ParamValues } from '../../catalog/params.ts';
import { isOpen } from '../../catalog/ports.ts';
import { isKerasTensor } from '../../compiler/types.ts';
import type { InboundNode, KerasLayer, KerasModel, KerasRef } from '../../compiler/types.ts';
import { tf } from '../tf.ts';
import type { LayersModel, SymbolicTensor } from '../tf.ts';
import { CatalogLayer, tfjsName } from './catalog-layer.ts';

/** `definitionOf` gives the catalog type of a layer of the config by its name. Throws on a config that the compiler would not write. */
export function buildModel(
  { config }: KerasModel,
  definitionOf: (layer: string) => LayerDefinition | undefined,
): LayersModel {
  const tensors = new Map<string, readonly SymbolicTensor[]>();
  const tensorAt = ([layer, , index]: KerasRef): SymbolicTensor =>
    must(tensors.get(layer)?.[index], `output ${index} of ${layer}`);

  for (const layer of config.layers) {
    if (layer.class_name === 'InputLayer') {
      tensors.set(layer.name, [tf.input({ batchShape: batchShape(layer), name: tfjsName(layer.name) })]);
      continue;
    }
    const definition = must(definitionOf(layer.name), `the catalog type of ${layer.name}`);
    const inbound = must(layer.inbound_nodes[0], `the inputs of ${layer.name}`);
    const params = readParams(layer, definition);
    const given = readInbound(inbound, definition, params);
    const built = new CatalogLayer({
      node: layer.name,
      definition,
      params,
      ports: given.map(({ port }) => port),
    });
    const inputs = given.map(({ ref }) => tensorAt(ref));
    const outputs = built.apply(inputs.length === 1 ? must(inputs[0], 'an input') : inputs);
    tensors.set(layer.name, (Array.isArray(outputs) ? outputs : [outputs]) as SymbolicTensor[]);
  }
  return tf.model({
    name: config.name,
    inputs: config.input_layers.map((ref) => tensorAt(ref)),
    outputs: config.output_layers.map((ref) => tensorAt(ref)),
  });
}

const batchShape = ({ config }: KerasLayer): tf.Shape => [...(config['batch_shape'] as readonly (number | null)[])];

/** The arguments that are the type's params; the others say how it is wired and what is plugged into it. */
function readParams(layer: KerasLayer, definition: LayerDefinition): ParamValues {
  const [call] = layer.inbound_nodes;
  const given = { ...flatConfig(definition, layer.config), ...(call !== undefined && 'kwargs' in call && call.kwargs) };
  const parsed = parseParams(definition, paramsIn(definition, given));
  if (!parsed.success)
    throw new Error(`The config of ${layer.name} does not fit ${definition.type}: ${parsed.error.message}`);
  return parsed.data;
}

interface Given {
  readonly port: string;
  readonly ref: KerasRef;
}

/** Which tensor goes to which port, from either way of writing a call. */
function readInbound(node: InboundNode, { inputs }: LayerDefinition, params: ParamValues): readonly Given[] {
  if ('args' in node) {
    const refs = (name: string, argument: unknown): Given[] => {
      // One list may hold the tensors of several ports.
      const ports = inputs.filter((port) => port.argument === name && isOpen(port, params));
      return (Array.isArray(argument) ? argument : [argument])
        .filter(isKerasTensor)
        .map(({ config }, i) => ({ port: ports[i]?.name ?? name, ref: config.keras_history }));
    };
    return [
      ...node.args.flatMap((argument) => refs('inputs', argument)),
      ...Object.entries(node.kwargs).flatMap(([name, argument]) => refs(name, argument)),
    ];
  }
  return node.map(([layer, nodeIndex, tensorIndex]) => ({ port: 'inputs', ref: [layer, nodeIndex, tensorIndex] }));
}
