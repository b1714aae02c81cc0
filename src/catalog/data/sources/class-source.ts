import { permutation } from '../../../base/random.ts';
import type { Random } from '../../../base/random.ts';
import type { GeneratedSource } from './source.ts';

interface ClassRule extends Pick<GeneratedSource, 'name' | 'title' | 'help'> {
  /** `x1` and `x2` unless said. */
  readonly features?: readonly string[];
  /** Half the width of the data, per feature: the unit of the noise. 1 unless said. */
  readonly halfWidths?: readonly number[];
  /** Fixed names, or a function for a rule that works with any number of classes. */
  readonly classNames: readonly string[] | ((classes: number) => readonly string[]);
  /** A point of class `label` (from 0), without noise. */
  place(label: number, classes: number, points: Random): readonly number[];
}

/**
 * A data set with classes, made from a rule. Rows come in random order and every class is equally
 * frequent, to within one row. Noise moves the points and leaves their classes as they were; it has
 * a generator of its own, so that another noise level moves the same points by another amount.
 */
export function classSource(rule: ClassRule): GeneratedSource {
  const { classNames, features = ['x1', 'x2'], halfWidths = [1, 1], place, ...words } = rule;
  const namesOf = typeof classNames === 'function' ? classNames : () => classNames;
  return {
    origin: 'generated',
    ...words,
    features,
    knobs: typeof classNames === 'function' ? ['noise', 'classes'] : ['noise'],
    target: ({ classes }) => ({ kind: 'classes', names: namesOf(classes) }),
    generate({ samples, noise, classes }, rng) {
      const count = namesOf(classes).length;
      const labels = evenLabels(samples, count, rng('order'));
      const points = rng('points');
      const jitter = rng('noise');
      const values = new Float32Array(samples * features.length);
      labels.forEach((label, row) => {
        const point = place(label, count, points);
        point.forEach((value, column) => {
          values[row * features.length + column] = value + noise * (halfWidths[column] ?? 1) * jitter.normal();
        });
      });
      return { features: values, targets: Float32Array.from(labels) };
    },
  };
}

/** Classes in random order, each equally frequent to within one. */
export const evenLabels = (samples: number, classes: number, rng: Random): Int32Array =>
  permutation(samples, rng).map((row) => row % classes);

/** Names of its own for two classes, numbered ones for more. */
export const twoOr =
  (two: readonly [string, string], more: (classes: number) => readonly string[]) =>
  (classes: number): readonly string[] =>
    classes === 2 ? two : more(classes);

/** `arm 1`, `arm 2`, … */
export const numbered =
  (word: string) =>
  (count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => `${word} ${index + 1}`);

/** Uniform between `low` and `high`. */
export const between = (low: number, high: number, rng: Random): number => low + (high - low) * rng.uniform();
