/** The gradient fades on its way back: the first layers learn nothing while the last ones do. */
import { compact } from '../../base/format.ts';
import { bendFix } from '../fixes/another-activation.ts';
import { hasLearned } from '../facts/course.ts';
import { firstWeights, latest } from '../facts/moments.ts';
import { hiddenPlaces, placeOf } from '../facts/places.ts';
import type { Measured } from '../facts/places.ts';
import { defineRule } from '../finding.ts';
import type { Moment, View } from '../finding.ts';

/** What is this much weaker than the strongest gradient of the network trains next to nothing. */
const WEAK = 1e-3;

export const vanishingGradient = defineRule({
  id: 'vanishing-gradient',
  title: 'Vanishing gradient',
  follows: ['zero-init', 'symmetric-init', 'silent', 'saturated', 'dead-relu', 'exploding-gradient'],
  find(view) {
    const first = fading(view, firstWeights(view));
    const found = (hasLearned(view) ? undefined : fading(view, latest(view))) ?? (latest(view) ? undefined : first);
    if (found === undefined) return [];
    const { weak, strong, steps, when } = found;
    const [low, high] = [weak.reading.gradientNorm ?? 0, strong.reading.gradientNorm ?? 0];
    const perLayer = steps > 0 && low > 0 ? (high / low) ** (1 / steps) : undefined;
    const fades = perLayer === undefined ? '' : ` It shrinks ${compact(perLayer)} times a layer on its way back.`;
    const times =
      low === 0 ? `none at all, against ${compact(high)}` : `${compact(low)}, ${compact(high / low)} times weaker than`;
    return [
      {
        severity: 'warning',
        ...placeOf(weak.place),
        evidence: `${when} the gradient at ${weak.place.plan.node} is ${times} at ${strong.place.plan.node}${low === 0 ? '' : ` (${compact(high)})`}: ${weak.place.plan.node} hardly learns.${fades}`,
        advice: 'Use ReLU or a relative of it with weights that suit it, batch normalisation, or a wire around layers.',
        fixes: bendFix(view),
      },
    ];
  },
});

interface Fading {
  readonly weak: Measured;
  readonly strong: Measured;
  /** Layers between the two. */
  readonly steps: number;
  readonly when: string;
}

/** The first trained layer and the place with the strongest gradient, where they are far apart. */
function fading(view: View, moment: Moment | undefined): Fading | undefined {
  if (moment === undefined) return undefined;
  const places = hiddenPlaces(view, moment.wires).filter(
    ({ place, reading }) => place.isTrained && Number.isFinite(reading.gradientNorm),
  );
  const norm = ({ reading }: Measured) => reading.gradientNorm ?? 0;
  const [weak] = places;
  const strong = places.reduce<Measured | undefined>(
    (best, each) => (best === undefined || norm(each) > norm(best) ? each : best),
    undefined,
  );
  if (weak === undefined || strong === undefined || !(norm(weak) < WEAK * norm(strong))) return undefined;
  const steps = places.indexOf(strong) - places.indexOf(weak);
  return { weak, strong, steps, when: moment.step === 0 ? 'At the first weights' : `After ${moment.step} steps` };
}
