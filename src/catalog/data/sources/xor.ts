import { between, classSource } from './class-source.ts';

const GAP = 0.1;

/** The four quadrants of [-1, 1]², with a gap of 0.1 on each side of the axes. */
export const xor = classSource({
  name: 'xor',
  rank: 20,
  title: 'Exclusive or',
  help: 'Four squares; those on one diagonal belong together. The classic task a single layer cannot solve.',
  classNames: ['same sign', 'different signs'],
  place(label, _classes, points) {
    const side = points.uniform() < 0.5 ? -1 : 1;
    const x1 = side * between(GAP, 1, points);
    const x2 = side * between(GAP, 1, points);
    return [x1, label === 0 ? x2 : -x2];
  },
});
