/** Last pass: a draft in which nothing is wrong becomes a program, the plain data that is trained and exported. */
import { must } from '../../base/invariant.ts';
import { keeper } from '../../base/keep-latest.ts';
import { namedAssets } from '../../catalog/own-data.ts';
import { ACTIVITY_PORT, activationOf, MAIN_OUTPUT } from '../../catalog/layer-facts.ts';
import { costOf } from './cost.ts';
import { outputIsLayer, pipeline, wiredSchedule } from './draft.ts';
import type { Draft, ScheduleNode } from './draft.ts';
import type { Graph, NodeOf, Resolved } from '../graph.ts';
import { arrivals, atPorts, refOf } from '../graph.ts';
import { inflow, lowerMetric, lowerModel, lowerNode, lowerOptimizer } from './lower.ts';
import { pluggedInto } from '../passes/plan-weights.ts';
import { layerBytes } from '../passes/shapes.ts';
import type { Facts } from '../passes/shapes.ts';
import type { InputPlan, LayerPlan, LossPlan, NodeFacts, Part, Program, SchedulePlan, TensorRef } from '../types.ts';

/** `undefined` while something that a program needs is missing or has no shape. */
export function buildProgram(graph: Graph, facts: Facts, draft: Draft): Program | undefined {
  const { train, loss, optimizer, schedule, data, encoding, width, outputRef } = draft;
  const output = outputIsLayer(draft);
  if (loss === undefined || optimizer === undefined || data === undefined || output === undefined) return undefined;
  if (outputRef === undefined) return undefined;
  if (encoding === undefined || width === undefined) return undefined;
  const involved = [...draft.layers, ...draft.inputs.map(({ node }) => node)];
  if (involved.some(({ id }) => facts.get(id)?.outputShape === undefined)) return undefined;

  const inputs = draft.inputs.map(({ node, output: port }): InputPlan => ({
    name: node.id,
    output: port,
    shape: shapeOf(facts, node.id),
    preprocessing: pipeline(node).steps.map(planOf),
  }));
  return {
    id: train.id,
    name: graph.document.name,
    seed: graph.document.seed,
    data: { ...planOf(data.node), info: data.info, encoding, width, ...ownData(data.node) },
    inputs,
    layers: draft.layers.map((layer) => planLayer(layer, facts, draft.batchSize)),
    output: outputRef,
    model: lowerModel(graph, facts, train.id, inputs, draft.layers, outputRef),
    loss: planLoss(loss, output, outputRef),
    optimizer: {
      ...planOf(optimizer),
      keras: lowerOptimizer(optimizer, schedule),
      ...(schedule && { schedule: planSchedule(wiredSchedule(schedule)) }),
    },
    metrics: draft.metrics.map((metric) => ({ ...planOf(metric), keras: lowerMetric(metric) })),
    callbacks: draft.callbacks.map(planOf),
    epochs: draft.epochs,
    batchSize: draft.batchSize,
    shuffle: draft.shuffle,
    cost: costOf(draft, facts),
  };
}

function ownData({ definition, params }: NodeOf<'dataset'>): { readonly assets?: readonly string[] } {
  const assets = namedAssets(definition, params);
  return assets.length === 0 ? {} : { assets };
}

const shapeOf = (facts: Facts, id: string) => must(facts.get(id)?.outputShape, `the shape of ${id}`);

const planOf = ({ id, node, params }: Resolved): Part => ({ node: id, type: node.type, params });

const planSchedule = ({ node, wraps }: ScheduleNode): SchedulePlan => ({
  ...planOf(node),
  ...(wraps && { wraps: planSchedule(wraps) }),
});

const planned = keeper<NodeFacts, LayerPlan>();

function planLayer(layer: NodeOf<'layer'>, facts: Facts, batch: number): LayerPlan {
  const own = must(facts.get(layer.id), `the facts of ${layer.id}`);
  return planned(own, [batch, ...inflow(facts, layer)], () => layerPlan(layer, own, batch));
}

function layerPlan(layer: NodeOf<'layer'>, facts: NodeFacts, batch: number): LayerPlan {
  const { inputShapes, outputShapes, weights, parameters, multiplyAdds, working } = facts;
  const activityRegularizer = pluggedInto(layer, ACTIVITY_PORT);
  return {
    node: layer.id,
    type: layer.node.type,
    params: layer.params,
    inputs: must(atPorts(layer, arrivals(layer).map(refOf)), `the inputs of ${layer.id}`),
    inputShapes: must(
      atPorts(
        layer,
        inputShapes.map((shape) => must(shape, `an input shape of ${layer.id}`)),
      ),
      `the input shapes of ${layer.id}`,
    ),
    outputShapes,
    weights,
    ...(activityRegularizer && { activityRegularizer }),
    parameters,
    multiplyAdds,
    bytes: layerBytes(parameters, Object.values(outputShapes), working, batch),
  };
}

function planLoss(loss: NodeOf<'loss'>, output: NodeOf<'layer'>, { output: port }: TensorRef): LossPlan {
  const plan = { ...planOf(loss), keras: lowerNode(loss) };
  // Only the main output can be had without its activation.
  const activation = port === MAIN_OUTPUT ? fusedActivation(loss, output) : undefined;
  return activation === undefined ? plan : { ...plan, fused: { layer: output.id, activation } };
}

/**
 * Softmax or sigmoid right before its own cross-entropy: the loss is then computed from the values before
 * the activation, where no probability has been rounded to 0 or 1.
 */
function fusedActivation(
  { definition, params }: NodeOf<'loss'>,
  output: NodeOf<'layer'>,
): 'softmax' | 'sigmoid' | undefined {
  const { wants, callOnLogits, fromLogits } = definition;
  if (wants?.fused !== true || callOnLogits === undefined || fromLogits?.(params) === true) return undefined;
  return activationOf(output.definition, output.params).name === wants.activation ? wants.activation : undefined;
}
