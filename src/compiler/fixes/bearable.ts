/*
 * A fix that sets a node's params must be borne by the layers behind it: a width that is right for the loss
 * may be wrong for an Add on the way. Fixes that are not are left away, whoever offered them.
 */
import { readableParams } from '../../catalog/catalog.ts';
import { outputShapes } from '../../catalog/layer-facts.ts';
import type { Json } from '../../base/json.ts';
import type { Result } from '../../base/result.ts';
import { ok } from '../../base/result.ts';
import type { Shape } from '../../base/shape.ts';
import type { ParamValues } from '../../catalog/params.ts';
import type { Command } from '../../graph/commands/types.ts';
import type { Params } from '../../graph/types.ts';
import type { Graph, NodeOf, Resolved } from '../graph.ts';
import { arrivals, atPorts, descendants, hasRole, refOf } from '../graph.ts';
import type { Facts } from '../passes/shapes.ts';
import { atOutputs } from '../passes/shapes.ts';
import { tensorKey } from '../types.ts';
import type { Diagnostic } from '../types.ts';

/** Each trial walks through all that is behind a layer; beyond this many in one document fixes are taken on trust. */
const MOST_TRIALS = 40;

export function bearable(graph: Graph, facts: Facts): (diagnostic: Diagnostic) => Diagnostic {
  let trials = 0;
  const isBorne = (command: Command): boolean => {
    if (command.type === 'batch') return command.commands.every(isBorne);
    if (command.type !== 'setParams') return true;
    const node = graph.nodes.get(command.node);
    if (!isShaping(node) || ++trials > MOST_TRIALS) return true;
    const asked = { ...known(node, node.node.params), ...known(node, command.params) };
    return fitsBehind(graph, node, readableParams(node.definition, defined(asked)).params, facts);
  };
  return (diagnostic) => {
    const kept = diagnostic.fixes?.filter(({ command }) => isBorne(command)) ?? [];
    return kept.length === (diagnostic.fixes?.length ?? 0) ? diagnostic : { ...diagnostic, fixes: kept };
  };
}

type Shaping = NodeOf<'layer'> | NodeOf<'preprocessing'> | NodeOf<'dataset'>;

/** Whether the node's params decide about the shape of what it gives. */
const isShaping = (node: Resolved | undefined): node is Shaping =>
  hasRole(node, 'layer') || hasRole(node, 'preprocessing') || hasRole(node, 'dataset');

/** Those of the params that the node has: a file may hold half a million others, which change nothing. */
const known = ({ definition }: Shaping, params: Partial<Params> = {}): Partial<Params> =>
  Object.fromEntries(
    Object.keys(definition.params).flatMap((name) => (Object.hasOwn(params, name) ? [[name, params[name]]] : [])),
  );

const defined = (params: Partial<Params>): Params =>
  Object.fromEntries(Object.entries(params).filter((entry): entry is [string, Json] => entry[1] !== undefined));

/** Whether all nodes behind this one, as far as their shapes are known, still fit once it has these params. */
function fitsBehind(graph: Graph, changed: Shaping, params: ParamValues, facts: Facts): boolean {
  const behind = descendants([changed]);
  const shapes = new Map<string, Shape>();
  const put = ({ id }: Resolved, outputs: Outputs) => {
    for (const [output, shape] of Object.entries(outputs)) shapes.set(tensorKey({ layer: id, output }), shape);
  };
  // In this order each node comes after what it reads.
  for (const node of graph.order) {
    const before = facts.get(node.id)?.outputShapes ?? {};
    put(node, before);
    if (Object.keys(before).length === 0 || !behind.has(node) || !isShaping(node) || node.muted) continue;
    const inputs = arrivals(node).map((arrival) => shapes.get(tensorKey(refOf(arrival))));
    const after = outputsWith(graph, node, node === changed ? params : node.params, inputs);
    if (after === undefined) continue;
    if (!after.ok) return false;
    put(node, after.value);
  }
  return true;
}

type Outputs = Readonly<Record<string, Shape>>;

/** What a node gives at its outputs with these params, as far as its inputs are known. */
function outputsWith(
  { assets }: Graph,
  node: Shaping,
  params: ParamValues,
  inputs: readonly (Shape | undefined)[],
): Result<Outputs, string> | undefined {
  if (hasRole(node, 'layer')) {
    const found = atPorts(node, inputs);
    return found && outputShapes(node.definition, params, found);
  }
  if (hasRole(node, 'dataset')) {
    const { lacks, describe } = node.definition;
    return lacks?.(params, assets) === undefined ? ok(atOutputs(node, describe(params, assets).shape)) : undefined;
  }
  const [input] = inputs;
  const shape = input && node.definition.outputShape(params, input);
  return shape?.ok === true ? ok(atOutputs(node, shape.value)) : shape;
}
