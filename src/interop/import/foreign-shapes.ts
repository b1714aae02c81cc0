/** Shapes and weights of a foreign model, worked out by the catalog's own rules from what comes in. */
import type { Json } from '../../base/json.ts';
import type { Shape } from '../../base/shape.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { AtPorts, LayerDefinition, WeightSpec } from '../../catalog/define/index.ts';
import { parseParams } from '../../catalog/define/index.ts';
import { outputShapes, weightsOf } from '../../catalog/layer-facts.ts';
import { must } from '../../base/invariant.ts';
import type { GraphDocument, NodeId } from '../../graph/types.ts';
import type { ForeignLayer, ForeignModel } from './foreign.ts';

/** The shape of one example at an entry of the model; undefined where the file leaves some of it open. */
export function inputShape({ config }: ForeignLayer): Shape | undefined {
  const given: Json | undefined = config['batch_shape'] ?? config['batch_input_shape'];
  if (!Array.isArray(given) || given.length < 2) return undefined;
  const shape = given.slice(1) as readonly Json[];
  return shape.every((n): n is number => typeof n === 'number' && Number.isSafeInteger(n) && n > 0) ? shape : undefined;
}

export interface ForeignWeights {
  readonly layer: ForeignLayer;
  readonly node: NodeId;
  readonly definition: LayerDefinition;
  readonly weights: readonly WeightSpec[];
}

export interface Inferred {
  /** The weights of each layer whose shapes are known. */
  readonly weights: readonly ForeignWeights[];
  /** The shapes that each layer gives, by its name. */
  readonly shapes: ReadonlyMap<string, readonly Shape[]>;
}

export function inferShapes(
  { layers }: ForeignModel,
  nodeOf: ReadonlyMap<string, NodeId>,
  document: GraphDocument,
  catalog: Catalog,
): Inferred {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const shapes = new Map<string, readonly Shape[]>();
  const found: ForeignWeights[] = [];
  // Layers may stand in any order; each round finds those whose inputs are known by now.
  let waiting = layers;
  for (let before = -1; before !== waiting.length;) {
    before = waiting.length;
    waiting = waiting.filter((layer) => !infer(layer));
  }
  return { weights: found, shapes };

  function infer(layer: ForeignLayer): boolean {
    if (layer.reads.size === 0) {
      const shape = inputShape(layer);
      if (shape !== undefined) shapes.set(layer.name, [shape]);
      return shape !== undefined;
    }
    const node = must(nodeOf.get(layer.name), `the node of ${layer.name}`);
    const definition = catalog.get(nodes.get(node)?.type ?? '');
    const ports: Record<string, Shape[]> = {};
    for (const [port, refs] of layer.reads)
      for (const { layer: from, index } of refs) {
        const shape = shapes.get(from)?.[index];
        if (shape === undefined) return false;
        (ports[port] ??= []).push(shape);
      }
    const [first, ...rest] = ports['inputs'] ?? [];
    if (first === undefined) return false;
    // One of several layers that stand for one preprocessing node of ours; the last bears its name and has its shape.
    if (!nodes.has(node)) {
      shapes.set(layer.name, [first]);
      return true;
    }
    if (definition === undefined) return false;
    const params = parseParams(definition, nodes.get(node)?.params);
    if (definition.role === 'preprocessing') {
      const shape = params.success ? definition.outputShape(params.data, first) : undefined;
      if (shape?.ok === true) shapes.set(layer.name, [shape.value]);
      return shape?.ok === true;
    }
    if (definition.role !== 'layer') return false;
    const inputs: AtPorts<Shape> = { ...ports, inputs: [first, ...rest] };
    const outputs = params.success ? outputShapes(definition, params.data, inputs) : undefined;
    if (!params.success || outputs?.ok !== true) return false;
    shapes.set(layer.name, Object.values(outputs.value));
    found.push({ layer, node, definition, weights: weightsOf(definition, params.data, inputs) });
    return true;
  }
}
