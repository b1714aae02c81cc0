/** Units that answer zero to everything: no gradient reaches them, so they stay that way. */
import { percent, plural } from '../../base/format.ts';
import { lowerRateFix, replaceActivationFix } from '../../compiler/fixes/for-findings.ts';
import { startBiasFix } from '../fixes/start-bias.ts';
import { hasLearned } from '../facts/course.ts';
import { firstWeights, latest } from '../facts/moments.ts';
import { hiddenPlaces, placeOf } from '../facts/places.ts';
import { defineRule } from '../finding.ts';

/** Share of the units of a layer, and how many at least: some are always idle, of three units two by chance. */
const SHARE = 0.75;
const LEAST = 4;

export const deadRelu = defineRule({
  id: 'dead-relu',
  title: 'Dead units',
  follows: ['zero-init', 'silent', 'exploding-gradient', 'unscaled-inputs', 'batch-statistics', 'diverged'],
  find(view) {
    const { document, catalog, program } = view;
    const moment = latest(view) ?? firstWeights(view);
    if (moment === undefined) return [];
    const dead = hiddenPlaces(view, moment.wires).filter(({ place, reading: { deadUnits, units } }) => {
      const all = deadUnits === units;
      // A network that does its work may have units to spare.
      if (!all && hasLearned(view)) return false;
      return place.activation.canDie === true && (all || (deadUnits >= LEAST && deadUnits > SHARE * units));
    });
    return dead.map(({ place, reading: { deadUnits, units } }) => {
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
        advice:
          moment.step === 0
            ? 'Start the biases at zero or above, with weights that suit ReLU, or use an activation that cannot die.'
            : 'Use an activation that cannot die, or lower the learning rate, which throws units out of reach.',
        fixes: [
          replaceActivationFix(document, catalog, node),
          ...(moment.step === 0 ? startBiasFix(view, place.plan) : [lowerRateFix(document, catalog, program.id)]),
        ].filter((fix) => fix !== undefined),
      };
    });
  },
});
