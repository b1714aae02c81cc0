/** A loss compares one row of values per example: y_pred must have a single dimension. */
import { formatShape, sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import { wireToOutput } from '../program/draft.ts';
import { flattenFix } from '../fixes/shape-fixes.ts';
import { carriesTensors, hasRole, nameOf, originOf } from '../graph.ts';
import type { Wire } from '../graph.ts';
import type { Facts } from '../passes/shapes.ts';
import type { Check } from './check.ts';

export const outputRank: Check = ({ graph, facts, draft }) => {
  const { loss, outputShape } = draft;
  const wire = wireToOutput(draft);
  if (loss === undefined || outputShape === undefined || wire === undefined || outputShape.length === 1) return [];
  const place = flattenPlace(wire, facts);
  return [
    {
      severity: 'error',
      code: 'output-rank',
      node: loss.id,
      port: wire.input.name,
      message: `${nameOf(loss)} compares one row of values per example, found shape ${formatShape(outputShape)} at ${wire.input.name}.`,
      hint: 'Flatten the values before the layers that decide.',
      fixes: place === undefined ? [] : flattenFix(graph, place.wire, place.shape),
    },
  ];
};

/**
 * The wire to flatten: as far in front as every layer behind it still accepts a single row. Flattening
 * right before the loss would leave the wrong number of outputs.
 */
function flattenPlace(last: Wire, facts: Facts): { wire: Wire; shape: Shape } | undefined {
  let found: { wire: Wire; shape: Shape } | undefined;
  let wire: Wire | undefined = last;
  while (wire !== undefined) {
    const origin = originOf(wire);
    if (origin.found === 'muted') break;
    const shape = facts.get(origin.node.id)?.outputShape;
    if (shape === undefined || shape.length < 2) break;
    found = { wire: origin.wire, shape };
    const { node } = origin;
    if (
      !hasRole(node, 'layer') ||
      !node.definition.outputShape(node.params, { inputs: [[inputValues(node.id, facts)]] }).ok
    )
      break;
    wire = node.into.find(({ input }) => carriesTensors(input.kind));
  }
  return found;
}

const inputValues = (id: string, facts: Facts): number => sizeOf(facts.get(id)?.inputShapes[0] ?? []);
