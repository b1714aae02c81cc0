import { between, classSource, numbered, twoOr } from './class-source.ts';

/** What the gaps take of the radius, so that two classes have one of 0.2. */
const GAPS = 0.4;
/** The disc is as thick as five parts of the rest, a ring as three. */
const [DISC, RING] = [5, 3];

/**
 * A disc in the middle and a ring around it for each further class, all covered evenly. Of two classes the disc has
 * radius 0.5 and the ring goes from 0.7 to 1; with more, discs, rings and gaps keep their proportions.
 */
export const circle = classSource({
  name: 'circle',
  title: 'Circle',
  help: 'A disc inside a ring, with more rings around them for more classes. No straight line separates them; a few hidden units do.',
  classNames: twoOr(['inside', 'outside'], (classes) => ['disc', ...numbered('ring')(classes - 1)]),
  place(label, classes, points) {
    const [inner, outer] = band(label, classes);
    // The square root spreads points evenly over the area; a uniform radius would crowd the middle.
    const radius = Math.sqrt(between(inner ** 2, outer ** 2, points));
    const angle = 2 * Math.PI * points.uniform();
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  },
});

/** From which radius to which a class lies. */
function band(label: number, classes: number): readonly [inner: number, outer: number] {
  const gap = GAPS / classes;
  const part = (1 - (classes - 1) * gap) / (DISC + (classes - 1) * RING);
  if (label === 0) return [0, DISC * part];
  const inner = DISC * part + gap + (label - 1) * (RING * part + gap);
  return [inner, inner + RING * part];
}
