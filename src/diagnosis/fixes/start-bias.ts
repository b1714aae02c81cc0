/** Another start for the bias in front of an activation, so that its units are awake at the first weights. */
import { defaultParams } from '../../catalog/catalog.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { InitializerDefinition } from '../../catalog/define/index.ts';
import { portOfWeight, weightsOf } from '../../catalog/layer-facts.ts';
import type { PortSpec } from '../../catalog/ports.ts';
import { random } from '../../base/random.ts';
import { newNodeBelow } from '../../compiler/fixes/fix-commands.ts';
import type { Fix, LayerPlan, WeightPlan } from '../../compiler/types.ts';
import type { Command } from '../../graph/commands/types.ts';
import { edgesFrom, edgesInto, nodeById } from '../../graph/queries.ts';
import { edgeId, endpoint, portRef } from '../../graph/types.ts';
import type { Distribution } from '../../protocol/readings.ts';
import { firstWeights } from '../facts/moments.ts';
import type { View } from '../finding.ts';
import { fixOf } from './batch.ts';

/** A little above zero: the usual start that keeps ReLU units awake. */
const AWAKE = 0.1;

interface Bias {
  readonly node: string;
  readonly weight: WeightPlan;
  readonly port: PortSpec;
}

/** The bias that is added right before this layer's activation: its own, or that of the last layer with weights. */
function biasBefore(view: View, plan: LayerPlan): Bias | undefined {
  const { node, type, params, inputs, inputShapes, weights } = plan;
  if (weights.length === 0) {
    const [source, ...others] = inputs.inputs;
    const before = view.program.layers.find((each) => each.node === source?.layer);
    return before === undefined || others.length > 0 ? undefined : biasBefore(view, before);
  }
  const definition = view.catalog.expect(type, 'layer');
  const { bias } = definition;
  if (bias === undefined) return undefined;
  const without = weightsOf(definition, { ...params, [bias]: false }, inputShapes).map(({ name }) => name);
  const weight = weights.find(({ name }) => !without.includes(name));
  const port = weight && portOfWeight(definition, params, weight.name, 'initializer');
  return weight && port && { node, weight, port };
}

/** The values that this bias had before the first step, where they were measured. */
export function biasAtStart(view: View, plan: LayerPlan): Distribution | undefined {
  const bias = biasBefore(view, plan);
  return bias && firstWeights(view)?.wires.weights[bias.weight.key]?.values;
}

/**
 * Gives a bias that was made to start elsewhere its usual start again, and any other one that is a little above zero.
 * None where there is no bias, or where it starts above zero already.
 */
export function startBiasFix(view: View, plan: LayerPlan): readonly Fix[] {
  const { document, catalog } = view;
  const bias = biasBefore(view, plan);
  const layer = bias && nodeById(document, bias.node);
  if (bias === undefined || layer === undefined) return [];
  const { weight, port } = bias;
  const label = `Start the ${weight.name} of ${layer.id}`;
  const low = biasAtStart(view, plan)?.min;
  const unplug = edgesInto(document, layer.id, port.name).map((edge): Command => {
    const source = endpoint(edge.from).node;
    // An initializer that serves nothing else goes with its wire.
    const alone = edgesFrom(document, source).length === 1;
    return alone ? { type: 'remove', nodes: [source] } : { type: 'disconnect', edges: [edgeId(edge)] };
  });
  if (unplug.length > 0 && port.default !== undefined && !(low !== undefined && low >= 0))
    return fixOf(`${label} with ${port.default}`, unplug);
  const constant = constantIn(catalog);
  const [output] = constant?.definition.outputs ?? [];
  if (constant === undefined || output === undefined || (low !== undefined && low > 0)) return [];
  const added = newNodeBelow(document, constant.definition.type, layer.position, { [constant.param]: AWAKE });
  return fixOf(`${label} at ${AWAKE}`, [
    ...unplug,
    { type: 'add', nodes: [added] },
    { type: 'connect', edge: { from: portRef(added.id, output.name), to: portRef(layer.id, port.name) } },
  ]);
}

/** The initializer that fills a weight with one number, and the param that says which. */
function constantIn(
  catalog: Catalog,
): { readonly definition: InitializerDefinition; readonly param: string } | undefined {
  for (const definition of catalog.all) {
    if (definition.role !== 'initializer') continue;
    const param = Object.keys(definition.params).find((name) => {
      if (definition.params[name]?.safeParse(AWAKE).success !== true) return false;
      const values = definition.values({ ...defaultParams(definition), [name]: AWAKE }, [2, 2], random('bias'));
      return values.every((value) => value === Math.fround(AWAKE));
    });
    if (param !== undefined) return { definition, param };
  }
  return undefined;
}
