/** Another activation for the layers whose bounded one lets gradients fade. */
import { activationFunctions } from '../../catalog/activations/functions/index.ts';
import type { Fix } from '../../compiler/types.ts';
import { setParam } from '../../compiler/fixes/fix-commands.ts';
import { inWords, placesOf } from '../facts/places.ts';
import type { View } from '../finding.ts';
import { fixOf } from './batch.ts';

/** Grows without a bound and passes the gradient on as it is; the first of the menus. */
const bend = activationFunctions.find(({ values: [, high], df, f }) => high === Infinity && df(1) === 1 && f(-1) === 0);

export function bendFix(view: View): readonly Fix[] {
  if (bend === undefined) return [];
  const { name } = bend;
  const layers = placesOf(view).filter(({ isHidden, activation: { range }, definition }) => {
    const bounded = range !== undefined && range[0] !== null && range[1] !== null;
    return isHidden && bounded && definition.params['activation']?.safeParse(name).success === true;
  });
  const nodes = layers.map(({ plan }) => plan.node);
  return nodes.length === 0
    ? []
    : fixOf(
        `Use ${name} in ${inWords(nodes)}`,
        nodes.map((node) => setParam(node, 'activation', name)),
      );
}
