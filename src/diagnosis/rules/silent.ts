/** The signal dies on its way through: from some layer on, all examples look the same. */
import { compact } from '../../base/format.ts';
import { firstWeights, latest } from '../facts/moments.ts';
import { hiddenPlaces, matricesOf, placeOf, spreadOfData } from '../facts/places.ts';
import { startWeightsFix } from '../fixes/start-weights.ts';
import { defineRule } from '../finding.ts';

/** Of the spread of the data this much is left. */
const LEFT = 1e-3;

export const silent = defineRule({
  id: 'silent',
  follows: ['zero-init', 'symmetric-init', 'dead-relu', 'diverged'],
  find(view) {
    const moment = latest(view) ?? firstWeights(view);
    if (moment === undefined) return [];
    const { wires } = moment;
    const data = spreadOfData(view, wires);
    const places = hiddenPlaces(view, wires);
    const [first] = places;
    const mute = places.find(
      ({ reading: { forward, deadUnits, units } }) => forward.std < LEFT * data && deadUnits < units,
    );
    if (mute === undefined || first === undefined) return [];
    const last = places.at(-1) ?? mute;
    const { node } = mute.place.plan;
    const on = last === mute ? '' : ` At ${last.place.plan.node} it is ${compact(last.reading.forward.std)}.`;
    return [
      {
        severity: 'warning',
        ...placeOf(mute.place),
        evidence: `The data spreads over ${compact(data)}, the values at ${node} over ${compact(mute.reading.forward.std)} only: from there on nothing tells examples apart.${on}`,
        advice: 'Start with larger weights, chosen from the size of the layer, or use batch normalisation.',
        fixes: startWeightsFix(
          view,
          view.program.layers.filter((plan) => matricesOf(plan).length > 0),
        ),
      },
    ];
  },
});
