/** Tries a node with other params: whether all that stands behind it would still fit. */
import type { Result } from '../../base/result.ts';
import { ok } from '../../base/result.ts';
import type { Shape } from '../../base/shape.ts';
import type { AtPorts } from '../../catalog/define/index.ts';
import { MAIN_OUTPUT, outputShapes, weightsOf } from '../../catalog/layer-facts.ts';
import type { ParamValues } from '../../catalog/params.ts';
import type { Graph, NodeOf, Resolved } from '../graph.ts';
import { arrivals, atPorts, descendants, hasRole, refOf } from '../graph.ts';
import { excessOf, settingOf } from '../passes/layer-limits.ts';
import type { Need } from '../passes/layer-limits.ts';
import { atOutputs } from '../passes/shapes.ts';
import type { Facts } from '../passes/shapes.ts';
import type { Draft } from '../program/draft.ts';
import { tensorKey } from '../types.ts';

type Shaping = NodeOf<'layer'> | NodeOf<'preprocessing'> | NodeOf<'dataset'>;

/** Whether the node's params decide about the shape of what it gives. */
export const isShaping = (node: Resolved): node is Shaping =>
  hasRole(node, 'layer') || hasRole(node, 'preprocessing') || hasRole(node, 'dataset');

/** As far as shapes are known: nothing refuses what it then gets, and no layer becomes too large. */
export function fitsBehind(
  graph: Graph,
  changed: Shaping,
  params: ParamValues,
  facts: Facts,
  drafts: readonly Draft[],
): boolean {
  const behind = descendants([changed]);
  const shapes = new Map<string, Shape>();
  const put = ({ id }: Resolved, outputs: Outputs) => {
    for (const [output, shape] of Object.entries(outputs)) shapes.set(tensorKey({ layer: id, output }), shape);
  };
  // In this order each node comes after what it reads.
  for (const node of graph.order) {
    const before = facts.get(node.id);
    put(node, before?.outputShapes ?? {});
    if (before?.outputShape === undefined || !behind.has(node) || !isShaping(node) || node.muted) continue;
    const now = node === changed ? params : node.params;
    const inputs = arrivals(node).map((arrival) => shapes.get(tensorKey(refOf(arrival))));
    const after = outputsWith(graph, node, now, inputs);
    if (after === undefined) continue;
    if (!after.ok) return false;
    put(node, after.value);
    const setting = settingOf(node, drafts);
    const need = needWith(node, now, atPorts(node, inputs), after.value);
    if (need !== undefined && excessOf(need, setting) !== undefined && excessOf(before, setting) === undefined)
      return false;
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
    const { definition } = node;
    if (definition.lacks?.(params, assets) !== undefined) return undefined;
    return ok(atOutputs(node, definition.describe(params, assets).shape));
  }
  const [input] = inputs;
  const shape = input && node.definition.outputShape(params, input);
  return shape?.ok === true ? ok(atOutputs(node, shape.value)) : shape;
}

function needWith(
  node: Shaping,
  params: ParamValues,
  inputs: AtPorts<Shape> | undefined,
  outputs: Outputs,
): Need | undefined {
  const outputShape = outputs[MAIN_OUTPUT];
  if (!hasRole(node, 'layer') || inputs === undefined || outputShape === undefined) return undefined;
  const { definition } = node;
  const working = definition.working?.(params, inputs) ?? 0;
  return { outputShape, weights: weightsOf(definition, params, inputs), working };
}
