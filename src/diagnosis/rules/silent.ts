/** The signal dies on its way through: from some layer on, all examples look the same. */
import { compact } from '../../base/format.ts';
import { hasLearned } from '../facts/course.ts';
import { firstWeights, latest } from '../facts/moments.ts';
import { hiddenPlaces, matricesOf, placeOf, spreadOfData } from '../facts/places.ts';
import { startWeightsFix } from '../fixes/start-weights.ts';
import { defineRule } from '../finding.ts';
import type { Found, Moment, View } from '../finding.ts';

/** Of the spread of the data this much is left. */
const LEFT = 1e-3;

export const silent = defineRule({
  id: 'silent',
  title: 'The signal dies',
  follows: ['zero-init', 'symmetric-init', 'diverged'],
  find(view) {
    // A run that began in silence and has not come out of it suffers from that, whatever its wires show by now.
    const moments = hasLearned(view) ? [latest(view)] : [latest(view), firstWeights(view)];
    for (const moment of moments) {
      const found = moment === undefined ? undefined : muteIn(view, moment);
      if (found !== undefined) return [found];
    }
    return [];
  },
});

function muteIn(view: View, { step, wires }: Moment): Found | undefined {
  const data = spreadOfData(view, wires);
  const places = hiddenPlaces(view, wires);
  const mute = places.find(({ reading: { forward } }) => forward.std < LEFT * data);
  if (mute === undefined) return undefined;
  // Where every unit of a layer is dead, that is what makes the rest mute.
  if (places.slice(0, places.indexOf(mute) + 1).some(({ reading }) => reading.deadUnits === reading.units))
    return undefined;
  const last = places.at(-1) ?? mute;
  const { node } = mute.place.plan;
  const on = last === mute ? '' : ` At ${last.place.plan.node} it is ${compact(last.reading.forward.std)}.`;
  return {
    severity: 'warning',
    ...placeOf(mute.place),
    evidence: `${step === 0 ? 'At the first weights the' : 'The'} data spreads over ${compact(data)}, the values at ${node} over ${compact(mute.reading.forward.std)} only: from there on nothing tells examples apart.${on}`,
    advice: 'Start with larger weights, chosen from the size of the layer, or use batch normalisation.',
    fixes: startWeightsFix(
      view,
      view.program.layers.filter((plan) => matricesOf(plan).length > 0),
    ),
  };
}
