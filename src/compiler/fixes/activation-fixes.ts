/** Gives a layer another activation. */
import type { Facts } from '../passes/shapes.ts';
import type { NodeOf } from '../graph.ts';
import type { Fix } from '../types.ts';
import { setParam } from './fix-commands.ts';

/**
 * Sets a layer's own `activation` argument, where it has one that takes this value and is what the layer ends with:
 * that of an LSTM works inside of it.
 */
export function setActivation(layer: NodeOf<'layer'>, activation: string): readonly Fix[] {
  const { params, activation: ends } = layer.definition;
  const accepted = ends !== undefined && params['activation']?.safeParse(activation).success === true;
  return accepted
    ? [
        {
          label: `Set activation of ${layer.id} to ${activation}`,
          command: setParam(layer.id, 'activation', activation),
        },
      ]
    : [];
}

/** Makes a layer end without a bend; one that is nothing but a bend, and cannot be set to none, is taken out. */
export function endLinear(layer: NodeOf<'layer'>, facts: Facts): readonly Fix[] {
  const set = setActivation(layer, 'linear');
  if (set.length > 0 || (facts.get(layer.id)?.weights.length ?? 0) > 0) return set;
  return [{ label: `Take ${layer.id} out`, command: { type: 'remove', nodes: [layer.id], heal: true } }];
}
