/** Normalisation within an example needs values to compare: a single one is its own mean, and always comes out as β. */
import type { NodeOf } from '../graph.ts';
import { atPorts, nameOf } from '../graph.ts';
import type { Facts } from '../passes/shapes.ts';
import type { Check } from './check.ts';

function valuesPerMean(layer: NodeOf<'layer'>, facts: Facts): number | undefined {
  if (layer.definition.valuesPerMean === undefined) return undefined;
  const known = facts.get(layer.id);
  const shapes = known?.inputShapes.filter((shape) => shape !== undefined) ?? [];
  const inputs = atPorts(layer, shapes);
  if (known?.outputShape === undefined || inputs === undefined) return undefined;
  return layer.definition.valuesPerMean(layer.params, inputs);
}

export const normalisesOneValue: Check = ({ facts, draft }) =>
  draft.layers
    .filter((layer) => valuesPerMean(layer, facts) === 1)
    .map((layer) => ({
      severity: 'warning',
      code: 'normalises-one-value',
      node: layer.id,
      message: `${nameOf(layer)} takes the mean of single values, found one value where it expects several: it always answers its shift β, and nothing before it learns.`,
      hint: 'Let it normalise over more values: over more features, or in fewer and larger groups.',
    }));
