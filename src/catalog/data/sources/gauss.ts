import { classSource, numbered, twoOr } from './class-source.ts';

const CENTRE = 0.5;
const SPREAD = 0.2;

/**
 * A normal distribution for each class, with standard deviation 0.2: two around (-0.5, -0.5) and (0.5, 0.5), more of
 * them evenly on the circle through these points.
 */
export const gauss = classSource({
  name: 'gauss',
  title: 'Clouds',
  help: 'Two round clouds side by side, the easiest task: one straight line is enough. More classes stand in a ring; from five on, neighbours run into each other.',
  classNames: twoOr(['lower left', 'upper right'], numbered('cloud')),
  place(label, classes, points) {
    const [x, y] = centre(label, classes);
    return [x + SPREAD * points.normal(), y + SPREAD * points.normal()];
  },
});

function centre(label: number, classes: number): readonly [x: number, y: number] {
  // Two lie on the diagonal exactly, which sine and cosine only come close to.
  if (classes === 2) return label === 0 ? [-CENTRE, -CENTRE] : [CENTRE, CENTRE];
  const angle = Math.PI * (1.25 + (2 * label) / classes);
  return [CENTRE * Math.SQRT2 * Math.cos(angle), CENTRE * Math.SQRT2 * Math.sin(angle)];
}
