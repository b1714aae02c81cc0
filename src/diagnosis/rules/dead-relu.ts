/** Units that answer zero to everything: no gradient reaches them, so they stay that way. */
import { percent, plural } from '../../base/format.ts';
import { lowerRateFix, replaceActivationFix } from '../../compiler/fixes/for-findings.ts';
import type { Fix } from '../../compiler/types.ts';
import { biasAtStart, startBiasFix } from '../fixes/start-bias.ts';
import { hasLearned } from '../facts/course.ts';
import { firstWeights, latest } from '../facts/moments.ts';
import { hiddenPlaces, placeOf } from '../facts/places.ts';
import type { Measured } from '../facts/places.ts';
import { defineRule } from '../finding.ts';
import type { View } from '../finding.ts';

/** Share of the units of a layer, and how many at least: some are always idle, of three units two by chance. */
const SHARE = 0.75;
const LEAST = 4;

export const deadRelu = defineRule({
  id: 'dead-relu',
  title: 'Dead units',
  follows: ['zero-init', 'silent', 'exploding-gradient', 'unscaled-inputs', 'batch-statistics', 'diverged'],
  find(view) {
    const moment = latest(view) ?? firstWeights(view);
    if (moment === undefined) return [];
    const dead = hiddenPlaces(view, moment.wires).filter(({ place, reading: { deadUnits, units } }) => {
      const all = deadUnits === units;
      // A network that does its work may have units to spare.
      if (!all && hasLearned(view)) return false;
      return place.activation.canDie === true && (all || (deadUnits >= LEAST && deadUnits > SHARE * units));
    });
    return dead.map((measured) => {
      const { place, reading } = measured;
      const { deadUnits, units } = reading;
      const { node } = place.plan;
      const all = deadUnits === units;
      const who = all
        ? units === 1
          ? `The only unit of ${node} answers`
          : `All ${units} units of ${node} answer`
        : `${plural(deadUnits, 'unit')} of ${units} (${percent(deadUnits / units)}) in ${node} answer`;
      const follows = all ? 'no gradient comes through, and nothing before it can learn' : 'they no longer learn';
      return {
        severity: all ? ('warning' as const) : ('hint' as const),
        ...placeOf(place),
        evidence: `${who} zero to every example: ${follows}.`,
        ...waysOut(view, measured),
      };
    });
  },
});

/** What can be done, the likeliest cause first. */
function waysOut(
  view: View,
  { place, reading }: Measured,
): { readonly advice: string; readonly fixes: readonly Fix[] } {
  const { document, catalog, program } = view;
  const began = firstWeights(view)?.wires.tensors[place.key];
  const activation = replaceActivationFix(document, catalog, place.plan.node);
  const rate = lowerRateFix(document, catalog, program.id);
  const bias = startBiasFix(view, place.plan);
  const ordered = (...fixes: readonly (Fix | undefined)[]) => fixes.filter((fix) => fix !== undefined);
  if (began !== undefined && began.deadUnits < reading.deadUnits / 2) {
    return {
      advice:
        'They answered at the first weights, and training threw them out of reach: lower the learning rate, use an activation that cannot die, or start the biases a little above zero.',
      fixes: ordered(rate, activation, ...bias),
    };
  }
  if ((biasAtStart(view, place.plan)?.max ?? 0) < 0) {
    return {
      advice:
        'The biases start below zero and keep the units there: start them at zero or above, or use an activation that cannot die. A lower learning rate keeps units from dying later.',
      fixes: ordered(...bias, activation, rate),
    };
  }
  return {
    advice:
      'Use an activation that cannot die, or start the biases a little above zero, with weights that suit ReLU. A lower learning rate keeps units from dying later.',
    fixes: ordered(activation, ...bias, rate),
  };
}
