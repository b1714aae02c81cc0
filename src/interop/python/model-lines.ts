/** The lines of a script that build the model: one for each layer, in the order in which data flows. */
import { must } from '../../base/invariant.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { isKerasTensor } from '../../compiler/types.ts';
import type { InboundNode, KerasLayer, KerasModel, KerasTensor, Program } from '../../compiler/types.ts';
import { literal } from './literal.ts';
import { applied } from './objects.ts';

export function modelLines(
  program: Program,
  { config }: KerasModel,
  catalog: Catalog,
  variable: (wish: string) => string,
): readonly string[] {
  const plans = new Map(program.layers.map((layer) => [layer.node, layer]));
  /** The variables that hold the outputs of a layer. */
  const outputs = new Map<string, readonly string[]>();
  const tensor = (layer: string, index: number): string =>
    must(outputs.get(layer)?.[index], `output ${index} of ${layer}`);

  const line = (layer: KerasLayer): readonly string[] => {
    const ports = Object.keys(plans.get(layer.name)?.outputShapes ?? { outputs: [] });
    const names = ports.map((port, i) => variable(i === 0 ? layer.name : `${layer.name}_${port}`));
    outputs.set(layer.name, names);
    const left = `${names.join(', ')} = `;
    const [node] = layer.inbound_nodes;
    if (node === undefined) {
      const { batch_shape } = layer.config;
      const shape = Array.isArray(batch_shape) ? batch_shape.slice(1) : [];
      return [`${left}keras.Input(shape=${literal(shape)}, name=${literal(layer.name)})`];
    }
    return [`${left}${applied(catalog, layer, callArguments(node, tensor), left.length)}`];
  };

  const lines = config.layers.flatMap((layer) => {
    // Layers between the entry and the network stand for preprocessing.
    const isStep = layer.inbound_nodes.length > 0 && !plans.has(layer.name);
    return isStep ? ['# Its numbers were measured on x_train.', ...line(layer)] : line(layer);
  });
  const inputs = config.input_layers.map(([name]) => tensor(name, 0));
  const [output] = config.output_layers.map(([name, , index]) => tensor(name, index));
  const ends = `${inputs.length === 1 ? inputs[0] : `[${inputs.join(', ')}]`}, ${output}`;
  return [...lines, `model = keras.Model(${ends}, name=${literal(config.name)})`, 'model.summary()'];
}

type Tensor = (layer: string, index: number) => string;

function callArguments(node: InboundNode, tensor: Tensor): readonly string[] {
  const several = (names: readonly string[]) =>
    names.length === 1 ? must(names[0], 'a tensor') : `[${names.join(', ')}]`;
  if (!('args' in node)) return [several(node.map(([layer, , index]) => tensor(layer, index)))];
  const one = ({ config }: KerasTensor) => tensor(config.keras_history[0], config.keras_history[2]);
  const argument = (each: unknown): string =>
    isKerasTensor(each)
      ? one(each)
      : Array.isArray(each) && each.every(isKerasTensor)
        ? `[${each.map(one).join(', ')}]`
        : literal(each);
  return [
    ...node.args.map(argument),
    // Arguments that are off, as Keras has them, need no word.
    ...Object.entries(node.kwargs).flatMap(([name, each]) => (each === false ? [] : [`${name}=${argument(each)}`])),
  ];
}
