/** Values that sit at a bound of their activation, where it runs flat: gradients die there. */
import { compact, percent } from '../../base/format.ts';
import { hasLearned } from '../facts/course.ts';
import { firstWeights, latest } from '../facts/moments.ts';
import { hiddenPlaces, inWords, matricesOf, placeOf } from '../facts/places.ts';
import { beganStuck, STUCK_AT_FIRST, stuckPlaces } from '../facts/stuck.ts';
import { defineRule } from '../finding.ts';
import type { Moment, View } from '../finding.ts';
import { startWeightsFix } from '../fixes/start-weights.ts';
import { lowerRateFix } from '../../compiler/fixes/for-findings.ts';

/** A trained unit may be sure of most examples. */
const TRAINED = 0.8;
/** Times the gradient at the last hidden layer. */
const GROWN = 10;

/** What comes back through so few units is next to nothing, or grows from layer to layer because their weights are large. */
function gradientWords(view: View, { wires }: Moment): string {
  const places = hiddenPlaces(view, wires);
  const [first, last] = [places[0], places.at(-1)];
  const [low = 0, high = 0] = [first?.reading.gradientNorm, last?.reading.gradientNorm];
  return first !== undefined && last !== undefined && low > GROWN * high
    ? `only the few units between the bounds pass a gradient on, and it explodes on its way back, from ${compact(high)} at ${last.place.plan.node} to ${compact(low)} at ${first.place.plan.node}.`
    : 'next to no gradient comes through.';
}

export const saturated = defineRule({
  id: 'saturated',
  title: 'Saturated units',
  follows: ['zero-init', 'unscaled-inputs', 'diverged'],
  find(view) {
    const { document, catalog, program } = view;
    const moment = latest(view) ?? firstWeights(view);
    if (moment === undefined || hasLearned(view)) return [];
    const limit = moment.step === 0 ? STUCK_AT_FIRST : TRAINED;
    const stuck = stuckPlaces(view, moment, limit);
    const [first] = stuck;
    if (first === undefined) return [];
    const nodes = stuck.map(({ place }) => place.plan.node);
    const worst = Math.max(...stuck.map(({ reading }) => reading.saturated));
    const [low, high] = first.place.activation.range ?? [null, null];
    const bounds = [low, high].filter((bound) => bound !== null).map(compact);
    const weighted = program.layers.filter((plan) => matricesOf(plan).length > 0 && plan.node !== program.output.layer);
    const wide = beganStuck(view);
    return [
      {
        severity: 'warning',
        ...placeOf(first.place),
        evidence: `${percent(worst)} of the values at ${inWords(nodes)} sit at a bound of ${first.place.activation.name} (${bounds.join(' or ')}), where its slope is almost zero: ${gradientWords(view, moment)}`,
        advice: wide
          ? 'Start with smaller weights, or put batch normalisation before the activation.'
          : 'Lower the learning rate, or put batch normalisation before the activation.',
        fixes: wide
          ? startWeightsFix(view, weighted)
          : [lowerRateFix(document, catalog, program.id)].filter((fix) => fix !== undefined),
      },
    ];
  },
});
