/*
 * A foreign model as a graph: a node for each layer, the parts that hang under it, loss and training, and a data
 * set that fits, since a model brings no data along.
 */
import { must } from '../../base/invariant.ts';
import { shorten } from '../../base/text.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { NodeDefinition } from '../../catalog/define/index.ts';
import { MAIN_OUTPUT } from '../../catalog/layer-facts.ts';
import { isOpen } from '../../catalog/ports.ts';
import type { PortKind } from '../../catalog/ports.ts';
import { freshId } from '../../graph/unique-id.ts';
import { newDocument } from '../../graph/new.ts';
import { portRef } from '../../graph/types.ts';
import type { GraphDocument, GraphEdge, GraphNode, NodeId, Params } from '../../graph/types.ts';
import { fittingData } from './fitting-data.ts';
import type { ForeignLayer, ForeignModel } from './foreign.ts';
import { layOut } from './flow-layout.ts';
import { inferShapes, inputShape } from './foreign-shapes.ts';
import { definitionFor, partFor } from './to-parts.ts';
import type { ForeignPart } from './to-parts.ts';
import { trainingParts } from './training-parts.ts';

export interface BuiltGraph {
  readonly document: GraphDocument;
  /** The node of each layer, by the layer's name. */
  readonly nodeOf: ReadonlyMap<string, NodeId>;
  /** The node of the optimizer that the file names; absent where another one stands in. */
  readonly optimizer?: NodeId;
}

const INPUT = 'InputLayer';

/** What could not be kept is told in `remarks`; layers that are not known here become placeholders. */
export function buildGraph(model: ForeignModel, catalog: Catalog, remarks: string[]): BuiltGraph {
  const ids = new Set<string>();
  const idFor = (wish: string): NodeId => {
    const id = freshId(wish, ids);
    ids.add(id);
    return id;
  };
  const nodes: Omit<GraphNode, 'position'>[] = [];
  const edges: GraphEdge[] = [];
  const nodeOf = new Map<string, NodeId>();
  const definitions = new Map<NodeId, NodeDefinition>();
  const add = (id: NodeId, type: string, params: Params) => {
    nodes.push({ id, type, ...(Object.keys(params).length > 0 && { params }) });
    const definition = catalog.get(type);
    if (definition !== undefined) definitions.set(id, definition);
  };

  const entries = model.layers.filter(({ className, reads }) => className === INPUT && reads.size === 0);
  const data = entries.length === 0 ? undefined : idFor('data');
  for (const layer of model.layers)
    nodeOf.set(layer.name, entries.includes(layer) ? must(data, 'the data') : idFor(layer.name));

  const hanging = new Map<string, NodeId>();
  const hang = (part: ForeignPart, under: NodeId, port: string) => {
    const key = JSON.stringify([part.type, part.params, [...part.plugs]]);
    const known = hanging.get(key);
    const id = known ?? idFor(part.type);
    if (known === undefined) {
      add(id, part.type, part.params);
      hanging.set(key, id);
      for (const [name, plug] of part.plugs) hang(plug, id, name);
    }
    const output = catalog.get(part.type)?.outputs[0]?.name ?? MAIN_OUTPUT;
    edges.push({ from: portRef(id, output), to: portRef(under, port) });
  };
  const outputOf = (name: string, index: number): string => {
    const id = must(nodeOf.get(name), `the node of ${name}`);
    const definition = definitions.get(id);
    // Keras counts only the outputs that the layer was asked to give.
    const params = nodes.find((node) => node.id === id)?.params;
    const given = definition?.outputs.filter(({ kind }) => kind === 'tensor' || kind === 'data');
    const port = given?.filter((each) => isOpen(each, params))[index];
    return portRef(id, port?.name ?? (id === data ? 'features' : MAIN_OUTPUT));
  };

  const rows: { readonly layer: ForeignLayer; readonly id: NodeId; readonly definition: NodeDefinition | undefined }[] =
    [];
  for (const layer of model.layers) {
    if (entries.includes(layer)) continue;
    const id = must(nodeOf.get(layer.name), `the node of ${layer.name}`);
    const definition = definitionFor(catalog, 'layer', layer.className);
    rows.push({ layer, id, definition });
    if (definition === undefined) {
      remarks.push(
        `${shorten(layer.name)}: ${shorten(layer.className)} is not known here. It stands there as a placeholder; exchange it before you train.`,
      );
      add(id, layer.className, layer.config);
    } else {
      const part = partFor(catalog, definition, layer, layer.name, remarks);
      add(id, part.type, part.params);
      for (const [port, plug] of part.plugs) hang(plug, id, port);
    }
  }
  for (const { layer, id, definition } of rows) {
    for (const [argument, refs] of layer.reads) {
      const ports = definition === undefined ? [] : portsFor(definition, argument, refs.length);
      const known = definition === undefined || ports.length > 0;
      if (!known) {
        remarks.push(
          `${shorten(layer.name)} reads a tensor as ${shorten(argument)}, which ${definition?.type ?? ''} does not do here.`,
        );
        continue;
      }
      for (const [i, { layer: from, index }] of refs.entries())
        edges.push({ from: outputOf(from, index), to: portRef(id, ports[i] ?? ports[0] ?? argument) });
    }
  }

  const training = trainingParts(model, catalog, rows, remarks);
  const ports = (definition: NodeDefinition, kind: PortKind) =>
    definition.inputs.find((port) => port.kind === kind)?.name;
  const [loss, optimizer, train] = [idFor('loss'), idFor('opt'), idFor('train')];
  add(loss, training.loss.type, training.loss.params);
  add(optimizer, training.optimizer.type, training.optimizer.params);
  for (const [port, plug] of training.optimizer.plugs) hang(plug, optimizer, port);
  add(train, training.train.type, {});
  const wire = (from: string, to: NodeId, definition: NodeDefinition, kind: PortKind) => {
    const port = ports(definition, kind);
    if (port !== undefined) edges.push({ from, to: portRef(to, port) });
  };
  const named = model.optimizer && definitionFor(catalog, 'optimizer', model.optimizer.className);
  const found = named === undefined ? { nodeOf } : { nodeOf, optimizer };
  const [output] = model.outputs;
  const lossDefinition = must(definitions.get(loss), 'the loss');
  if (output !== undefined) wire(outputOf(output.layer, output.index), loss, lossDefinition, 'tensor');
  if (model.outputs.length > 1)
    remarks.push(`The model has ${model.outputs.length} outputs. The first is trained; the others stay unwired.`);
  wire(portRef(loss, firstOutput(lossDefinition)), train, training.train, 'loss');
  wire(
    portRef(optimizer, firstOutput(must(definitions.get(optimizer), 'the optimizer'))),
    train,
    training.train,
    'optimizer',
  );

  const bare = (
    position: (id: NodeId) => readonly [number, number],
    extra: readonly GraphNode[] = [],
    more: readonly GraphEdge[] = [],
  ): GraphDocument => ({
    ...newDocument(titleOf(model.name)),
    nodes: [...extra, ...nodes.map((node) => ({ ...node, position: position(node.id) }))],
    edges: [...edges, ...more],
  });
  const places = placesOf(
    bare(() => [0, 0]),
    data,
    [...nodeOf.values()],
    loss,
    train,
    optimizer,
  );
  const place = (id: NodeId) => places.get(id) ?? ([0, 0] as const);
  if (data === undefined) return { document: bare(place), ...found };
  const targets = ports(lossDefinition, 'targets') ?? 'y_true';
  const withData = (type: string, params: Params, output_: string): GraphDocument =>
    bare(
      place,
      [{ id: data, type, position: place(data), ...(Object.keys(params).length > 0 && { params }) }],
      [{ from: portRef(data, output_), to: portRef(loss, targets) }],
    );
  const bareDocument = bare(place);
  const { shapes } = inferShapes(model, nodeOf, bareDocument, catalog);
  const needs = {
    inputs: entries.map(inputShape),
    width: output === undefined ? undefined : shapes.get(output.layer)?.[output.index]?.at(-1),
  };
  const document = fittingData(needs, catalog, withData, remarks) ?? withoutData(bareDocument, data);
  return { document, ...found };
}

const firstOutput = ({ outputs }: NodeDefinition): string => outputs[0]?.name ?? MAIN_OUTPUT;

/** Nothing is wired where no data set fits. */
const withoutData = (document: GraphDocument, data: NodeId): GraphDocument => ({
  ...document,
  edges: document.edges.filter(({ from }) => !from.startsWith(`${data}.`)),
});

/** Names that Keras makes up say nothing. */
const titleOf = (name: string): string =>
  /^(functional|sequential|model|train)(_\d+)?$/.test(name) ? 'Imported model' : shorten(name, 80);

function placesOf(
  { nodes, edges }: GraphDocument,
  data: NodeId | undefined,
  layers: readonly NodeId[],
  loss: NodeId,
  train: NodeId,
  optimizer: NodeId,
) {
  const flowing = new Set([...(data === undefined ? [] : [data]), ...layers, loss, train]);
  const into = new Map<NodeId, NodeId[]>();
  for (const { from, to } of edges) {
    const [source = '', target = ''] = [from.split('.')[0], to.split('.')[0]];
    (into.get(target) ?? into.set(target, []).get(target))?.push(source);
  }
  const all = [...new Set([...flowing, ...nodes.map(({ id }) => id)])];
  return layOut({
    nodes: all.filter((id) => flowing.has(id)),
    reads: (id) => (into.get(id) ?? []).filter((each) => flowing.has(each)),
    hangs: (id) => [...(id === train ? [optimizer] : []), ...(into.get(id) ?? [])].filter((each) => !flowing.has(each)),
  });
}

/** Names of the ports that the tensors of one argument go to: several where Keras has one list for them, or no name. */
function portsFor({ inputs }: NodeDefinition, argument: string, count: number): readonly string[] {
  const listed = inputs.filter((port) => port.argument === argument);
  if (listed.length > 0) return listed.map(({ name }) => name);
  const named = inputs.find(({ name }) => name === argument);
  if (named === undefined) return [];
  if (named.many === true || count < 2) return [named.name];
  return inputs.filter(({ kind }) => kind === named.kind).map(({ name }) => name);
}
