/** In which order examples are offered: what builds on something comes behind it, as in a course. */
const COURSE: readonly string[] = [
  'two-spirals',
  'xor',
  'moons-batch-normalisation',
  'sine-regression',
  'digits',
  'digits-convolution',
  'mnist',
  'mnist-convolution',
  'skip-connection',
  'residual-blocks',
  'sine-lstm',
  'digit-lines',
  'effect-sigmoid-relu',
  'effect-first-weights',
  'init-tanh-small',
  'init-tanh-large',
  'init-tanh-xavier',
  'init-relu-xavier',
  'init-relu-he',
  'effect-dead-relu',
  'height-weight',
  'height-weight-standardized',
  'height-weight-whitened',
  'effect-standardize',
  'effect-whiten',
  'effect-batch-norm-modes',
  'effect-normalisations',
  'effect-learning-rates',
  'effect-schedule',
  'effect-optimizers',
  'effect-overfitting',
];

const nameOf = (path: string): string => path.replace(/^.*\/|\.json$/g, '');

/** In the order of the course; what has no place in it comes last, small graphs first. */
export function inOrder<T extends { readonly path: string; readonly nodes: number }>(
  examples: readonly T[],
): readonly T[] {
  const placeOf = ({ path }: T) => {
    const place = COURSE.indexOf(nameOf(path));
    return place < 0 ? COURSE.length : place;
  };
  return examples.toSorted((a, b) => placeOf(a) - placeOf(b) || a.nodes - b.nodes);
}
