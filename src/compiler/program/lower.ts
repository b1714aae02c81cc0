/*
 * Writes a program in Keras' own serialised form: the functional model, the loss, the optimizer and its
 * schedule. Every argument is explicit, defaults included, so that the file means the same in any version.
 * `inbound_nodes` uses the classic nested lists where a layer has tensors at `inputs` only.
 */
import type { Json, JsonObject } from '../../base/json.ts';
import { keeper } from '../../base/keep-latest.ts';
import type { LayerDefinition, NodeDefinition, Use } from '../../catalog/define/index.ts';
import { kerasParams } from '../../catalog/keras-params.ts';
import type { ParamValues } from '../../catalog/params.ts';
import { isOpen } from '../../catalog/ports.ts';
import type { PortKind } from '../../catalog/ports.ts';
import type { Arrival, Graph, NodeOf, Resolved } from '../graph.ts';
import { arrivals, refOf } from '../graph.ts';
import { wiredSchedule } from './draft.ts';
import type { ScheduleNode } from './draft.ts';
import type { Facts } from '../passes/shapes.ts';
import { shapeAt } from '../passes/shapes.ts';
import { defaultOf, pluggedInto } from '../passes/plan-weights.ts';
import type {
  InboundNode,
  InputPlan,
  KerasLayer,
  KerasModel,
  KerasObject,
  KerasRef,
  KerasTensor,
  NodeFacts,
  Plugged,
  TensorRef,
} from '../types.ts';

/** Our own types are registered under this name, as Keras' `register_keras_serializable` does it. */
const PACKAGE = 'edgewise';
const DTYPE = 'float32';
/** Ports that are arguments of the layer's class. */
const ARGUMENT_KINDS: ReadonlySet<PortKind> = new Set(['initializer', 'regularizer', 'constraint']);

function kerasObject(definition: NodeDefinition, config: JsonObject): KerasObject {
  const { keras, type } = definition;
  return keras === undefined
    ? { module: PACKAGE, class_name: type, config, registered_name: `${PACKAGE}>${type}` }
    : { module: keras.module, class_name: keras.className ?? type, config, registered_name: null };
}

const toJson = ({ module, class_name, config, registered_name }: KerasObject): JsonObject => ({
  module,
  class_name,
  config,
  registered_name,
});

/** A large network plugs the same defaults in thousands of times; each is written once. */
const written = new WeakMap<Plugged, JsonObject>();

function pluggedJson(graph: Graph, plugged: Plugged): JsonObject | null {
  const definition = graph.catalog.get(plugged.type);
  if (definition === undefined) return null;
  const json = written.get(plugged) ?? toJson(kerasObject(definition, kerasParams(definition, plugged.params)));
  written.set(plugged, json);
  return json;
}

/** The parameter ports of a node as Keras arguments: what is plugged in, the default, or None. */
function pluggedArguments(graph: Graph, node: Resolved): JsonObject {
  const ports =
    node.definition?.inputs.filter((port) => ARGUMENT_KINDS.has(port.kind) && isOpen(port, node.params)) ?? [];
  return Object.fromEntries(
    ports.map((port) => {
      const plugged =
        pluggedInto(node, port.name) ?? (port.default === undefined ? undefined : defaultOf(graph, port.default));
      return [port.name, plugged === undefined ? null : pluggedJson(graph, plugged)];
    }),
  );
}

/** A node on its own: a loss, a schedule, a callback. */
export const lowerNode = (node: Resolved & { readonly definition: NodeDefinition }): KerasObject =>
  kerasObject(node.definition, kerasParams(node.definition, node.params));

/** A metric for Keras' `compile`: one of its classes, or the name of one that it chooses by the targets. */
export const lowerMetric = (metric: NodeOf<'metric'>): KerasObject | string =>
  metric.definition.alias ?? lowerNode(metric);

/** The schedule that is wired into another is one of its arguments. */
function lowerSchedule({ node, definition, params, wraps }: ScheduleNode): KerasObject {
  const port = definition.inputs.find(({ kind }) => kind === 'schedule');
  const inside = wraps === undefined || port === undefined ? {} : { [port.name]: toJson(lowerSchedule(wraps)) };
  return wraps === undefined ? lowerNode(node) : kerasObject(definition, { ...params, ...inside });
}

/** A wired schedule takes the place of the param that its port is named after. */
export function lowerOptimizer(optimizer: NodeOf<'optimizer'>, schedule: NodeOf<'schedule'> | undefined): KerasObject {
  const port = optimizer.definition.inputs.find(({ kind }) => kind === 'schedule');
  const wired =
    schedule === undefined || port === undefined ? {} : { [port.name]: toJson(lowerSchedule(wiredSchedule(schedule))) };
  return kerasObject(optimizer.definition, { ...kerasParams(optimizer.definition, optimizer.params), ...wired });
}

export function lowerModel(
  graph: Graph,
  facts: Facts,
  name: string,
  inputs: readonly InputPlan[],
  layers: readonly NodeOf<'layer'>[],
  output: TensorRef,
): KerasModel {
  return {
    class_name: 'Functional',
    config: {
      name,
      trainable: true,
      layers: [...inputs.map(inputLayer), ...layers.map((layer) => lowerLayer(graph, facts, layer))],
      input_layers: inputs.map((input) => [input.name, 0, 0]),
      output_layers: [history(facts, output)],
    },
  };
}

const inputLayer = ({ name, shape }: InputPlan): KerasLayer => ({
  module: 'keras.layers',
  class_name: 'InputLayer',
  config: { batch_shape: [null, ...shape], dtype: DTYPE, sparse: false, name },
  registered_name: null,
  name,
  inbound_nodes: [],
});

const lowered = keeper<NodeFacts, KerasLayer>();

function lowerLayer(graph: Graph, facts: Facts, layer: NodeOf<'layer'>): KerasLayer {
  const lower = () => ({
    ...kerasObject(layer.definition, layerConfig(graph, layer)),
    name: layer.id,
    inbound_nodes: [inboundNode(facts, layer)],
  });
  const own = facts.get(layer.id);
  return own === undefined ? lower() : lowered(own, inflow(facts, layer), lower);
}

/**
 * What comes into a layer, to tell whether what was made from its facts still holds: those say what is plugged into
 * it, and what shapes arrive, but not from which outputs.
 */
export const inflow = (facts: Facts, layer: Resolved): unknown[] =>
  arrivals(layer).flatMap(({ port, source, output }) => [port, source.id, output, facts.get(source.id)]);

/** A layer that wraps another one hands the other's arguments and plugs on to it. */
function layerConfig(graph: Graph, { id, definition, params, ...layer }: NodeOf<'layer'>): JsonObject {
  const lacks = new Set<string>(definition.keras?.lacks);
  const usual = Object.entries({ trainable: true, dtype: DTYPE }).filter(([argument]) => !lacks.has(argument));
  const named = (name: string): JsonObject => ({ name, ...Object.fromEntries(usual) });
  const plugged = pluggedArguments(graph, { id, definition, params, ...layer });
  const { wraps } = definition;
  if (wraps === undefined) return { ...named(id), ...argumentsOf(definition, params), ...plugged };
  const { companion } = wraps;
  const part = ({ definition: type, params: own }: Use<'layer'>, name: string, plugs: Plugs): JsonObject => {
    const config = { ...named(name), ...argumentsOf(type, own), ...Object.fromEntries(plugs) };
    return toJson(kerasObject(type, config));
  };
  const second = companion?.inner(params);
  const all = Object.entries(plugged);
  const isOfSecond = ([name]: Plugs[number]) => second !== undefined && name.startsWith(companion?.prefix ?? '');
  return {
    ...named(id),
    ...kerasParams(definition, Object.fromEntries(wraps.own.map((name) => [name, params[name] ?? null]))),
    [wraps.argument]: part(
      wraps.inner(params),
      `${wraps.prefix}${id}`,
      all.filter((each) => !isOfSecond(each)),
    ),
    ...(companion &&
      second && {
        [companion.argument]: part(
          second,
          // Not as Keras would call one that it makes from the first.
          `${companion.argument}_${id}`,
          all.filter(isOfSecond).map(([name, plug]) => [name.slice(companion.prefix.length), plug]),
        ),
      }),
  };
}

type Plugs = readonly (readonly [name: string, plug: Json])[];

/** The params that Keras takes when it makes the layer. */
const argumentsOf = (definition: LayerDefinition, params: ParamValues): JsonObject =>
  Object.fromEntries(
    Object.entries(kerasParams(definition, params)).filter(([name]) => definition.callParams?.includes(name) !== true),
  );

/** Keras counts the outputs of a layer; the order is that of its ports. */
const history = (facts: Facts, { layer, output }: TensorRef): KerasRef => [
  layer,
  0,
  Math.max(0, Object.keys(facts.get(layer)?.outputShapes ?? {}).indexOf(output)),
];

function inboundNode(facts: Facts, layer: NodeOf<'layer'>): InboundNode {
  const all = arrivals(layer);
  const { callParams = [] } = layer.definition;
  if (callParams.length === 0 && all.every(({ port }) => port.name === 'inputs'))
    return all.map((arrival) => [...history(facts, refOf(arrival)), {}]);
  const tensors = new Map<string, KerasTensor[]>();
  const lists = new Set<string>();
  for (const arrival of all) {
    const { name, many, argument } = arrival.port;
    const key = argument ?? name;
    tensors.set(key, [...(tensors.get(key) ?? []), tensorOf(facts, arrival)]);
    if (many === true || argument !== undefined) lists.add(key);
  }
  const argument = (key: string, [first, ...rest]: KerasTensor[]) =>
    first === undefined || lists.has(key) ? [...(first ? [first] : []), ...rest] : first;
  const { inputs = [], ...others } = Object.fromEntries([...tensors].map(([key, given]) => [key, given]));
  return {
    args: [argument('inputs', inputs)],
    kwargs: {
      ...Object.fromEntries(Object.entries(others).map(([key, given]) => [key, argument(key, given)])),
      ...Object.fromEntries(callParams.map((name) => [name, layer.params[name] ?? null])),
    },
  };
}

function tensorOf(facts: Facts, arrival: Arrival): KerasTensor {
  const ref = refOf(arrival);
  return {
    class_name: '__keras_tensor__',
    config: { shape: [null, ...(shapeAt(facts, ref) ?? [])], dtype: DTYPE, keras_history: history(facts, ref) },
  };
}
