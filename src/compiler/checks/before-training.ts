/**
 * A layer that measures the examples before training starts, or reads names, stands in front of all that
 * training changes: what it measured would soon be wrong, and nothing can be learned through a name.
 */
import { defaultParams } from '../../catalog/catalog.ts';
import type { ParamValues } from '../../catalog/params.ts';
import { changeType } from '../fixes/fix-commands.ts';
import { ancestors, atPorts, hasRole, nameOf } from '../graph.ts';
import type { Graph, NodeOf, Resolved } from '../graph.ts';
import type { Facts } from '../passes/shapes.ts';
import type { Draft } from '../program/draft.ts';
import type { Fix } from '../types.ts';
import type { Check } from './check.ts';

export const beforeTraining: Check = ({ graph, facts, draft }) =>
  draft.layers.flatMap((layer) => {
    const adapts = measures(layer, layer.params, facts);
    if (!adapts && layer.definition.refusesNames === undefined) return [];
    const changing = changingBefore(layer, facts, draft);
    if (changing === undefined) return [];
    const shared = { severity: 'error', node: layer.id, port: 'inputs' } as const;
    const name = nameOf(layer);
    return [
      adapts
        ? {
            ...shared,
            code: 'measured-too-late',
            message: `${name} measures what reaches it before training starts, but ${nameOf(changing)} in front of it changes while training.`,
            hint: 'Put it right behind the data, or give it the numbers that it would measure.',
            fixes: inBatches(graph, layer, facts),
          }
        : {
            ...shared,
            code: 'names-from-a-layer',
            message: `${name} reads whole numbers that name something, but gets what ${nameOf(changing)} gives, which could learn nothing through it.`,
            hint: 'Put it right behind data that is made of such numbers.',
          },
    ];
  });

/** Whether a layer with these params would measure what training changes. */
export const adaptsTooLate = (layer: NodeOf<'layer'>, params: ParamValues, facts: Facts, draft: Draft): boolean =>
  measures(layer, params, facts) && draft.layers.includes(layer) && changingBefore(layer, facts, draft) !== undefined;

function measures({ id, definition }: NodeOf<'layer'>, params: ParamValues, facts: Facts): boolean {
  const [input] = facts.get(id)?.inputShapes ?? [];
  return input !== undefined && definition.adapt?.(params, input) !== undefined;
}

/** A layer in front of this one that training changes. */
function changingBefore(layer: NodeOf<'layer'>, facts: Facts, { layers }: Draft): NodeOf<'layer'> | undefined {
  const before = ancestors(layer.into.map(({ from }) => from));
  return layers.find((each) => before.has(each) && changes(each, facts));
}

/** Whether training changes what the layer gives. What was measured beforehand stays. */
const changes = (layer: Resolved, facts: Facts): boolean =>
  hasRole(layer, 'layer') && layer.definition.adapt === undefined && (facts.get(layer.id)?.weights.length ?? 0) > 0;

/** A layer that measures anew in every step can stand anywhere. */
function inBatches(graph: Graph, layer: NodeOf<'layer'>, facts: Facts): readonly Fix[] {
  const found = graph.catalog.all.find((each) => each.role === 'layer' && each.normalises === 'batch');
  const inputs = atPorts(layer, facts.get(layer.id)?.inputShapes ?? []);
  if (found?.role !== 'layer' || inputs === undefined) return [];
  if (!found.outputShape(defaultParams(found), inputs).ok) return [];
  return changeType(graph.document, layer.node, found.type, undefined);
}
