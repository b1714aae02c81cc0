/** The first weights do not suit the activation: signals shrink or grow a little in every layer, and layers are many. */
import { compact } from '../../base/format.ts';
import { firstWeights } from '../facts/moments.ts';
import { hiddenPlaces, matricesOf, placeOf, sizeOfValues } from '../facts/places.ts';
import { startWeightsFix } from '../fixes/start-weights.ts';
import { defineRule } from '../finding.ts';

/** From the first layer to the last hidden one signals may change by this factor. */
const APART = 16;
const LAYERS = 4;

export const wrongInit = defineRule({
  id: 'wrong-init',
  title: 'First weights do not suit',
  follows: [
    'zero-init',
    'symmetric-init',
    'silent',
    'saturated',
    'dead-relu',
    'vanishing-gradient',
    'exploding-gradient',
    'unscaled-inputs',
  ],
  find(view) {
    const first = firstWeights(view);
    if (first === undefined) return [];
    const chain = hiddenPlaces(view, first.wires).filter(({ place }) => place.isTrained);
    // What is normalised on the way comes out at the right size whatever the weights.
    if (chain.some(({ place }) => place.definition.normalises !== undefined)) return [];
    const weighted = chain.filter(({ place }) => matricesOf(place.plan).length > 0);
    const [one] = weighted;
    const last = chain.at(-1);
    if (one === undefined || last === undefined || weighted.length < LAYERS) return [];
    const [from, to] = [sizeOfValues(one.reading.forward), sizeOfValues(last.reading.forward)];
    const shrinks = to < from / APART;
    if (!(shrinks || to > from * APART) || from === 0 || to === 0) return [];
    const perLayer = (shrinks ? from / to : to / from) ** (1 / (weighted.length - 1));
    return [
      {
        severity: 'hint',
        ...placeOf(last.place),
        evidence: `At the first weights values are ${compact(from)} large at ${one.place.plan.node} and ${compact(to)} at ${last.place.plan.node}: they ${shrinks ? 'shrink' : 'grow'} ${compact(perLayer)} times a layer, because the weights do not suit ${one.place.activation.name}.`,
        advice: 'Choose first weights made for the activation, so that signals keep their size through all layers.',
        fixes: startWeightsFix(
          view,
          weighted.map(({ place }) => place.plan),
        ),
      },
    ];
  },
});
