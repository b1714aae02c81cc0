/** Signals and gradients grow from layer to layer: a single step would throw the weights far away. */
import { compact } from '../../base/format.ts';
import { lowerRateFix } from '../../compiler/fixes/for-findings.ts';
import { hasDiverged, hasLearned } from '../facts/course.ts';
import { firstWeights, latest } from '../facts/moments.ts';
import { hiddenPlaces, matricesOf, placeOf, placesOf, sizeOfValues } from '../facts/places.ts';
import { startWeightsFix } from '../fixes/start-weights.ts';
import { defineRule } from '../finding.ts';
import type { Found, Moment, View } from '../finding.ts';

/** Gradient of a weight matrix beside the matrix itself; sound networks stay below 1. */
const STEEP = 30;
/** Values of this size make no sense any more in float32 and to the usual activations. */
const LARGE = 1e4;

export const explodingGradient = defineRule({
  id: 'exploding-gradient',
  title: 'Exploding gradient',
  follows: ['unscaled-inputs', 'saturated'],
  find(view) {
    const first = firstWeights(view);
    const found = first && explodes(view, first);
    if (found !== undefined) return [found];
    const now = latest(view);
    // A run that ran away has numbers of any size.
    const later = now === undefined || hasLearned(view) || hasDiverged(view) ? undefined : explodes(view, now);
    return later === undefined ? [] : [later];
  },
});

function explodes(view: View, { step, wires }: Moment): Found | undefined {
  const { program, document, catalog } = view;
  const places = hiddenPlaces(view, wires);
  const large = places.find(({ reading: { forward } }) => sizeOfValues(forward) > LARGE);
  const steep = placesOf(view)
    .flatMap((place) =>
      matricesOf(place.plan).map(({ key }) => {
        const { gradientNorm = 0, values } = wires.weights[key] ?? {};
        const norm = values === undefined ? 0 : sizeOfValues(values) * Math.sqrt(values.count);
        return { place, key, gradientNorm, norm, ratio: norm > 0 ? gradientNorm / norm : 0 };
      }),
    )
    .reduce<{ place: (typeof places)[number]['place']; gradientNorm: number; norm: number; ratio: number } | undefined>(
      (worst, each) => (each.ratio > (worst?.ratio ?? STEEP) ? each : worst),
      undefined,
    );
  const place = steep?.place ?? large?.place;
  if (place === undefined) return undefined;
  const when = step === 0 ? 'At the first weights' : `After ${step} steps`;
  const evidence =
    steep === undefined
      ? `${when} the values at ${place.plan.node} are ${compact(large === undefined ? 0 : sizeOfValues(large.reading.forward))} large: they grow from layer to layer.`
      : `${when} the gradient of the weights of ${place.plan.node} is ${compact(steep.gradientNorm)} long, the weights themselves ${compact(steep.norm)}: one step throws them far away.`;
  const slower = lowerRateFix(document, catalog, program.id);
  return {
    severity: 'warning',
    ...placeOf(place),
    evidence,
    advice:
      step === 0
        ? 'Start with smaller weights, chosen from the size of the layer, use batch normalisation, or clip the gradient.'
        : 'Lower the learning rate, or clip the gradient.',
    fixes:
      step === 0
        ? startWeightsFix(
            view,
            program.layers.filter((plan) => matricesOf(plan).length > 0),
          )
        : slower === undefined
          ? []
          : [slower],
  };
}
