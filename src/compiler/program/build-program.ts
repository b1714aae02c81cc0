/** Last pass: a draft in which nothing is wrong becomes a program, the plain data that is trained and exported. */
import { must } from '../../base/invariant.ts';
import { costOf } from './cost.ts';
import { outputIsLayer, pipeline } from './draft.ts';
import type { Draft } from './draft.ts';
import type { Graph, NodeOf } from '../graph.ts';
import { tensorSources } from '../graph.ts';
import { lowerModel, lowerNode, lowerOptimizer } from './lower.ts';
import { layerBytes } from '../passes/shapes.ts';
import type { Facts } from '../passes/shapes.ts';
import type { InputPlan, LayerPlan, LossPlan, Program } from '../types.ts';

/** `undefined` while something that a program needs is missing or has no shape. */
export function buildProgram(graph: Graph, facts: Facts, draft: Draft): Program | undefined {
  const { train, loss, optimizer, schedule, data, encoding, width } = draft;
  const output = outputIsLayer(draft);
  if (loss === undefined || optimizer === undefined || data === undefined || output === undefined) return undefined;
  if (encoding === undefined || width === undefined) return undefined;
  if ([...draft.layers, ...draft.inputs].some(({ id }) => facts.get(id)?.outputShape === undefined)) return undefined;

  const inputs = draft.inputs.map((node): InputPlan => ({
    name: node.id,
    shape: shapeOf(facts, node.id),
    preprocessing: pipeline(node).steps.map(planOf),
  }));
  return {
    id: train.id,
    name: graph.document.name,
    seed: graph.document.seed,
    data: { ...planOf(data.node), info: data.info, encoding, width },
    inputs,
    layers: draft.layers.map((layer) => planLayer(layer, facts, draft.batchSize)),
    output: output.id,
    model: lowerModel(graph, train.id, inputs, draft.layers, output.id),
    loss: planLoss(loss, output),
    optimizer: {
      ...planOf(optimizer),
      keras: lowerOptimizer(optimizer, schedule),
      ...(schedule && { schedule: planOf(schedule) }),
    },
    callbacks: draft.callbacks.map(planOf),
    epochs: draft.epochs,
    batchSize: draft.batchSize,
    shuffle: draft.shuffle,
    cost: costOf(draft, facts),
  };
}

const shapeOf = (facts: Facts, id: string) => must(facts.get(id)?.outputShape, `the shape of ${id}`);

const planOf = ({
  id,
  node,
  params,
}: Draft['train'] | NodeOf<'dataset' | 'preprocessing' | 'loss' | 'optimizer' | 'schedule' | 'callback'>) => ({
  node: id,
  type: node.type,
  params,
});

function planLayer(layer: NodeOf<'layer'>, facts: Facts, batch: number): LayerPlan {
  const { inputShapes, weights, parameters, multiplyAdds } = must(facts.get(layer.id), `the facts of ${layer.id}`);
  const outputShape = shapeOf(facts, layer.id);
  return {
    name: layer.id,
    type: layer.node.type,
    params: layer.params,
    inputs: tensorSources(layer).map(({ id }) => id),
    inputShapes: inputShapes.map((shape) => must(shape, `an input shape of ${layer.id}`)),
    outputShape,
    weights,
    activation: layer.definition.activation(layer.params),
    parameters,
    multiplyAdds,
    bytes: layerBytes(parameters, outputShape, batch),
  };
}

function planLoss(loss: NodeOf<'loss'>, output: NodeOf<'layer'>): LossPlan {
  const plan = { ...planOf(loss), keras: lowerNode(loss) };
  const activation = fusedActivation(loss, output);
  return activation === undefined ? plan : { ...plan, fused: { layer: output.id, activation } };
}

/**
 * Softmax or sigmoid right before its own cross-entropy: the loss is then computed from the values before
 * the activation, where no probability has been rounded to 0 or 1. Needs a layer whose forward pass we
 * define ourselves, because only that can leave its activation out.
 */
function fusedActivation(
  { definition, params }: NodeOf<'loss'>,
  output: NodeOf<'layer'>,
): 'softmax' | 'sigmoid' | undefined {
  const { wants, callOnLogits, fromLogits } = definition;
  if (wants?.fused !== true || callOnLogits === undefined || fromLogits?.(params) === true) return undefined;
  if (output.definition.call === undefined || output.definition.activation(output.params) !== wants.activation)
    return undefined;
  return wants.activation;
}
