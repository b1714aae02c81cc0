/*
 * A fix that sets a layer's params must be borne by the layers behind it: a width that is right for the loss
 * may be wrong for an Add on the way. Fixes that are not are left away, whoever offered them.
 */
import { readableParams } from '../../catalog/catalog.ts';
import { outputShapes } from '../../catalog/layer-facts.ts';
import type { Json } from '../../base/json.ts';
import type { Shape } from '../../base/shape.ts';
import type { ParamValues } from '../../catalog/params.ts';
import type { Command } from '../../graph/commands/types.ts';
import type { Params } from '../../graph/types.ts';
import type { Graph, NodeOf, Resolved } from '../graph.ts';
import { arrivals, atPorts, descendants, hasRole, refOf } from '../graph.ts';
import type { Facts } from '../passes/shapes.ts';
import { tensorKey } from '../types.ts';
import type { Diagnostic } from '../types.ts';

/** Each trial walks through all that is behind a layer; beyond this many in one document fixes are taken on trust. */
const MOST_TRIALS = 40;

export function bearable(graph: Graph, facts: Facts): (diagnostic: Diagnostic) => Diagnostic {
  let trials = 0;
  const isBorne = (command: Command): boolean => {
    if (command.type === 'batch') return command.commands.every(isBorne);
    if (command.type !== 'setParams') return true;
    const layer = graph.nodes.get(command.node);
    if (!hasRole(layer, 'layer') || ++trials > MOST_TRIALS) return true;
    const asked = { ...known(layer, layer.node.params), ...known(layer, command.params) };
    return fitsBehind(graph, layer, readableParams(layer.definition, defined(asked)).params, facts);
  };
  return (diagnostic) => {
    const kept = diagnostic.fixes?.filter(({ command }) => isBorne(command)) ?? [];
    return kept.length === (diagnostic.fixes?.length ?? 0) ? diagnostic : { ...diagnostic, fixes: kept };
  };
}

/** Those of the params that the layer has: a file may hold half a million others, which change nothing. */
const known = ({ definition }: NodeOf<'layer'>, params: Partial<Params> = {}): Partial<Params> =>
  Object.fromEntries(
    Object.keys(definition.params).flatMap((name) => (Object.hasOwn(params, name) ? [[name, params[name]]] : [])),
  );

const defined = (params: Partial<Params>): Params =>
  Object.fromEntries(Object.entries(params).filter((entry): entry is [string, Json] => entry[1] !== undefined));

/** Whether all layers behind this one, as far as their shapes are known, still fit once it has these params. */
function fitsBehind(graph: Graph, layer: NodeOf<'layer'>, params: ParamValues, facts: Facts): boolean {
  const behind = descendants([layer]);
  const shapes = new Map<string, Shape>();
  const put = ({ id }: Resolved, outputs: Readonly<Record<string, Shape>>) => {
    for (const [output, shape] of Object.entries(outputs)) shapes.set(tensorKey({ layer: id, output }), shape);
  };
  // In this order each node comes after what it reads.
  for (const node of graph.order) {
    const before = facts.get(node.id)?.outputShapes ?? {};
    put(node, before);
    if (Object.keys(before).length === 0 || !behind.has(node) || !hasRole(node, 'layer') || node.muted) continue;
    const inputs = atPorts(
      node,
      arrivals(node).map((arrival) => shapes.get(tensorKey(refOf(arrival)))),
    );
    if (inputs === undefined) continue;
    const after = outputShapes(node.definition, node === layer ? params : node.params, inputs);
    if (!after.ok) return false;
    put(node, after.value);
  }
  return true;
}
