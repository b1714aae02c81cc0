/** If every weight matrix starts with one value in all places, all units of a layer stay alike for ever. */
import { random } from '../../base/random.ts';
import type { WeightPlan } from '../types.ts';
import { nameOf } from '../graph.ts';
import type { Graph, Resolved } from '../graph.ts';
import type { Facts } from '../passes/shapes.ts';
import type { Check } from './check.ts';

const PROBE = [3, 3] as const;

/** Whether the initializer puts the same number everywhere, seen on a small matrix. */
function isConstant(graph: Graph, { initializer }: WeightPlan): boolean {
  const definition = graph.catalog.get(initializer.type);
  if (definition?.role !== 'initializer' || definition.refusesShape?.(initializer.params, PROBE) !== undefined)
    return false;
  const values = definition.values(initializer.params, PROBE, random('equal-start'));
  return values.every((value) => value === values[0]);
}

const matrices = (facts: Facts, { id }: Resolved): readonly WeightPlan[] =>
  facts.get(id)?.weights.filter(({ shape, trainable }) => trainable && shape.length > 1) ?? [];

export const equalStart: Check = ({ graph, facts, draft }) => {
  const layers = draft.layers.filter((layer) => matrices(facts, layer).length > 0);
  const [first] = layers;
  // A single layer is told apart by its targets; from two on, nothing tells hidden units apart.
  if (first === undefined || layers.length < 2) return [];
  if (!layers.every((layer) => matrices(facts, layer).every((weight) => isConstant(graph, weight)))) return [];
  const wires = first.into.filter(({ input }) => input.kind === 'initializer');
  return [
    {
      severity: 'hint',
      code: 'equal-start',
      node: first.id,
      message: `All weight matrices start with equal values, from ${nameOf(first)} on. The units of a layer then get the same gradients and never become different.`,
      hint: 'Start at least the hidden layers with random weights.',
      fixes:
        wires.length === 0
          ? []
          : [
              {
                label: `Unplug ${wires.map(({ from }) => from.id).join(', ')}`,
                command: { type: 'disconnect', edges: wires.map(({ id }) => id) },
              },
            ],
    },
  ];
};
