/*
 * Follows shapes from the data sets through preprocessing and layers, and counts what each node costs.
 * Works on incomplete graphs: a node whose inputs are not known yet simply has no shape.
 */
import type { DatasetInfo } from '../../catalog/define/index.ts';
import { keeper } from '../../base/keep-latest.ts';
import type { Result } from '../../base/result.ts';
import { formatShape, sizeOf } from '../../base/shape.ts';
import { MAIN_OUTPUT, outputShapes, weightsOf } from '../../catalog/layer-facts.ts';
import type { Shape } from '../../base/shape.ts';
import type { GraphNode, NodeId } from '../../graph/types.ts';
import { shapeFixes } from '../fixes/shape-fixes.ts';
import type { Graph, NodeOf, Report, Resolved } from '../graph.ts';
import {
  arrivals,
  atPorts,
  carriesTensors,
  hasRole,
  isPassable,
  nameOf,
  originOf,
  passedWire,
  refOf,
  sources,
  tensorSources,
} from '../graph.ts';
import { ASSUMED_BATCH, BYTES_PER_NUMBER } from '../program/memory-limits.ts';
import { reportDataFault } from './own-data.ts';
import { checkCharge, planWeights } from './plan-weights.ts';
import type { NodeFacts, TensorRef } from '../types.ts';

export type Facts = ReadonlyMap<NodeId, NodeFacts>;

export function inferShapes(graph: Graph, report: Report): Facts {
  const facts = new Map<NodeId, NodeFacts>();
  const batch = largestBatch(graph);
  for (const node of graph.order) facts.set(node.id, factsOf(graph, node, facts, batch, report));
  return facts;
}

const knownFacts = keeper<GraphNode, NodeFacts>();

/**
 * The facts of a node, the very same ones as before where nothing that they depend on has changed: an edit
 * concerns few of a thousand nodes. Where there was something to say it is to be said again, and nothing is kept.
 */
function factsOf(graph: Graph, node: Resolved, facts: Facts, batch: number, report: Report): NodeFacts {
  const arriving = node.into.flatMap((wire) => {
    const origin = originOf(wire);
    if (origin.found === 'muted') return [wire.input, undefined, undefined];
    const shape = shapeAt(facts, { layer: origin.node.id, output: origin.wire.output.name });
    return [wire.input, origin.node.node, shape];
  });
  const from: unknown[] = [graph.catalog, batch, graph.severed.to.has(node), ...arriving];
  // Of the user's own data nodes say only a name.
  if (hasRole(node, 'dataset')) from.push(graph.document.assets);
  let silent = true;
  const find = () =>
    examine(graph, node, facts, batch, (diagnostic) => {
      silent = false;
      report(diagnostic);
    });
  const found = knownFacts(node.node, from, find);
  if (!silent) knownFacts(node.node, [], () => found);
  return found;
}

function largestBatch(graph: Graph): number {
  const sizes = [...graph.nodes.values()].flatMap((node) =>
    hasRole(node, 'training') && !node.muted ? [node.definition.plan(node.params).batchSize] : [],
  );
  return sizes.length === 0 ? ASSUMED_BATCH : Math.max(...sizes);
}

function examine(graph: Graph, node: Resolved, facts: Facts, batch: number, report: Report): NodeFacts {
  const inputShapes = arrivals(node).map((arrival) => shapeAt(facts, refOf(arrival)));
  const plain = {
    params: node.params,
    inputShapes,
    outputShapes: {},
    weights: [],
    parameters: 0,
    multiplyAdds: 0,
    working: 0,
    bytes: 0,
  };
  /** A node that gives one tensor or data set. */
  const giving = (shape: Shape): NodeFacts => ({
    ...plain,
    outputShape: shape,
    outputShapes: atOutputs(node, shape),
  });
  if (node.muted) {
    const shape = isPassable(node) ? passedShape(node, facts) : undefined;
    return shape === undefined ? plain : giving(shape);
  }
  if (hasRole(node, 'dataset')) {
    const fault = node.definition.lacks?.(node.params, graph.assets);
    if (fault !== undefined) {
      reportDataFault(node, fault, report);
      return plain;
    }
    const dataset: DatasetInfo = node.definition.describe(node.params, graph.assets);
    return { ...giving(dataset.shape), dataset };
  }
  const shapes = graph.severed.to.has(node) ? undefined : complete(node, inputShapes);
  if (shapes === undefined) return plain;
  if (hasRole(node, 'preprocessing')) {
    const shape = node.definition.outputShape(node.params, shapes[0] ?? []);
    if (shape.ok) return giving(shape.value);
    reportMismatch(graph, node, shapes, shape, facts, report);
  }
  return hasRole(node, 'layer') ? (layerFacts(graph, node, shapes, facts, batch, report) ?? plain) : plain;
}

/** One shape, at all outputs of a node that give a tensor or data set. */
export const atOutputs = ({ definition }: Resolved, shape: Shape): NodeFacts['outputShapes'] =>
  Object.fromEntries(
    (definition?.outputs ?? []).filter(({ kind }) => carriesTensors(kind)).map(({ name }) => [name, shape]),
  );

const passedShape = (node: Resolved, facts: Facts): Shape | undefined => {
  const wire = passedWire(node);
  return wire && shapeAt(facts, { layer: wire.from.id, output: wire.output.name });
};

/** The shape of a tensor, where it is known. */
export const shapeAt = (facts: Facts, { layer, output }: TensorRef): Shape | undefined =>
  facts.get(layer)?.outputShapes[output];

/** The shapes at a node's inputs if every wired one is known and every required one is wired. */
function complete(node: Resolved, shapes: readonly (Shape | undefined)[]): readonly Shape[] | undefined {
  const unwired = node.definition?.inputs.some(
    ({ kind, name, required }) => required === true && carriesTensors(kind) && sources(node, name).length === 0,
  );
  const known = shapes.filter((shape) => shape !== undefined);
  return unwired === true || known.length < shapes.length ? undefined : known;
}

function layerFacts(
  graph: Graph,
  layer: NodeOf<'layer'>,
  inputShapes: readonly Shape[],
  facts: Facts,
  batch: number,
  report: Report,
): NodeFacts | undefined {
  const { definition, params } = layer;
  const inputs = atPorts(layer, inputShapes);
  if (inputs === undefined) return undefined;
  const shapes = outputShapes(definition, params, inputs);
  if (!shapes.ok) {
    reportMismatch(graph, layer, inputShapes, shapes, facts, report);
    return undefined;
  }
  checkCharge(layer, shapes.value, batch, report);
  const weights = planWeights(graph, layer, weightsOf(definition, params, inputs), report);
  const parameters = weights.reduce((sum, weight) => sum + sizeOf(weight.shape), 0);
  const main = shapes.value[MAIN_OUTPUT];
  const working = definition.working?.(params, inputs) ?? 0;
  return {
    params,
    inputShapes,
    ...(main && { outputShape: main }),
    outputShapes: shapes.value,
    weights,
    parameters,
    multiplyAdds: definition.multiplyAdds?.(params, inputs) ?? 0,
    working,
    bytes: layerBytes(parameters, Object.values(shapes.value), working, batch),
  };
}

/** Bytes of the weights and, for one batch, of the outputs and of what is held on the way to them. */
export const layerBytes = (parameters: number, outputs: readonly Shape[], working: number, batch: number): number =>
  BYTES_PER_NUMBER * (parameters + batch * outputs.reduce((sum, shape) => sum + sizeOf(shape), working));

function reportMismatch(
  graph: Graph,
  node: NodeOf<'layer' | 'preprocessing'>,
  shapes: readonly Shape[],
  refusal: Extract<Result<Shape, string>, { ok: false }>,
  facts: Facts,
  report: Report,
): void {
  const origins = tensorSources(node);
  const incoming = shapes.map((shape, i) => `${formatShape(shape)} from ${origins[i]?.id ?? '?'}`);
  report({
    severity: 'error',
    code: 'shape-mismatch',
    node: node.id,
    message: `${nameOf(node)} ${refusal.error}.`,
    hint: `It receives ${incoming.join(', ') || 'nothing'}.`,
    fixes: hasRole(node, 'layer') ? shapeFixes(graph, node, shapes, facts) : [],
  });
}
