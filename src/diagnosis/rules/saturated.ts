/** Values that sit at a bound of their activation, where it runs flat: gradients die there. */
import { compact, percent } from '../../base/format.ts';
import { hasLearned } from '../facts/course.ts';
import { firstWeights, latest } from '../facts/moments.ts';
import { hiddenPlaces, inWords, matricesOf, placeOf } from '../facts/places.ts';
import { defineRule } from '../finding.ts';
import { startWeightsFix } from '../fixes/start-weights.ts';
import { lowerRateFix } from '../../compiler/fixes/for-findings.ts';

/** At the first weights nothing has been learned yet that would call for it. */
const AT_FIRST = 0.5;
/** A trained unit may be sure of most examples. */
const TRAINED = 0.8;

export const saturated = defineRule({
  id: 'saturated',
  follows: ['zero-init', 'unscaled-inputs', 'diverged'],
  find(view) {
    const { document, catalog, program } = view;
    const moment = latest(view) ?? firstWeights(view);
    if (moment === undefined || hasLearned(view)) return [];
    const limit = moment.step === 0 ? AT_FIRST : TRAINED;
    // Where a bound is zero, an idle unit sits there too; that is another matter.
    const stuck = hiddenPlaces(view, moment.wires).filter(
      ({ place, reading }) => place.activation.canDie !== true && reading.saturated > limit,
    );
    const [first] = stuck;
    if (first === undefined) return [];
    const nodes = stuck.map(({ place }) => place.plan.node);
    const worst = Math.max(...stuck.map(({ reading }) => reading.saturated));
    const [low, high] = first.place.activation.range ?? [null, null];
    const bounds = [low, high].filter((bound) => bound !== null).map(compact);
    const weighted = program.layers.filter((plan) => matricesOf(plan).length > 0 && plan.node !== program.output.layer);
    const wide = firstWeights(view) === moment || wasSaturated(view);
    return [
      {
        severity: 'warning',
        ...placeOf(first.place),
        evidence: `${percent(worst)} of the values at ${inWords(nodes)} sit at a bound of ${first.place.activation.name} (${bounds.join(' or ')}), where its slope is almost zero: next to no gradient comes through.`,
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

function wasSaturated(view: Parameters<typeof hasLearned>[0]): boolean {
  const first = firstWeights(view);
  return (
    first !== undefined &&
    hiddenPlaces(view, first.wires).some(
      ({ place, reading }) => place.activation.canDie !== true && reading.saturated > AT_FIRST,
    )
  );
}
