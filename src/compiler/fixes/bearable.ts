/*
 * A fix that sets a layer's params must be borne by the layers behind it: a width that is right for the loss
 * may be wrong for an Add on the way. Fixes that are not are left away, whoever offered them.
 */
import { readableParams } from '../../catalog/catalog.ts';
import type { Json } from '../../base/json.ts';
import type { Shape } from '../../base/shape.ts';
import type { ParamValues } from '../../catalog/params.ts';
import type { Command } from '../../graph/commands/types.ts';
import type { Graph, NodeOf, Resolved } from '../graph.ts';
import { descendants, hasRole, tensorSources } from '../graph.ts';
import type { Facts } from '../passes/shapes.ts';
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
    const wanted = Object.entries({ ...layer.node.params, ...command.params }).filter(
      (entry): entry is [string, Json] => entry[1] !== undefined,
    );
    return fitsBehind(graph, layer, readableParams(layer.definition, Object.fromEntries(wanted)).params, facts);
  };
  return (diagnostic) => {
    const kept = diagnostic.fixes?.filter(({ command }) => isBorne(command)) ?? [];
    return kept.length === (diagnostic.fixes?.length ?? 0) ? diagnostic : { ...diagnostic, fixes: kept };
  };
}

/** Whether all layers behind this one, as far as their shapes are known, still fit once it has these params. */
function fitsBehind(graph: Graph, layer: NodeOf<'layer'>, params: ParamValues, facts: Facts): boolean {
  const behind = descendants([layer]);
  const shapes = new Map<Resolved, Shape>();
  // In this order each node comes after what it reads.
  for (const node of graph.order) {
    const before = facts.get(node.id)?.outputShape;
    if (before === undefined) continue;
    shapes.set(node, before);
    if (!behind.has(node) || !hasRole(node, 'layer') || node.muted) continue;
    const inputs = tensorSources(node)
      .map((source) => shapes.get(source))
      .filter((shape) => shape !== undefined);
    const after = node.definition.outputShape(node === layer ? params : node.params, inputs);
    if (!after.ok) return false;
    shapes.set(node, after.value);
  }
  return true;
}
