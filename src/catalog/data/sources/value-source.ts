import { between } from './class-source.ts';
import type { GeneratedSource } from './source.ts';

/** Within this many standard deviations lie 95 of 100 random numbers. */
const SPREAD = 2;

interface ValueRule extends Pick<GeneratedSource, 'name' | 'title' | 'help'> {
  readonly features: readonly string[];
  /** The value to learn at a point of [-1, 1]ⁿ; itself within [-1, 1], which it fills. */
  truth(point: readonly number[]): number;
}

/**
 * A data set with one value to learn, made from a rule. Features are uniform in [-1, 1]. Noise is
 * added to the value, from a generator of its own: the features stay where they are.
 */
export function valueSource({ truth, ...words }: ValueRule): GeneratedSource {
  const columns = words.features.length;
  return {
    origin: 'generated',
    ...words,
    knobs: ['noise'],
    target: ({ noise }) => ({ kind: 'values', names: ['y'], range: [-1 - SPREAD * noise, 1 + SPREAD * noise] }),
    generate({ samples, noise }, rng) {
      const points = rng('points');
      const jitter = rng('noise');
      const features = new Float32Array(samples * columns);
      const targets = new Float32Array(samples);
      for (let row = 0; row < samples; row++) {
        const point = words.features.map(() => between(-1, 1, points));
        features.set(point, row * columns);
        targets[row] = truth(point) + noise * jitter.normal();
      }
      return { features, targets };
    },
  };
}
