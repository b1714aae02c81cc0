import { classSource, numbered, twoOr } from './class-source.ts';

/**
 * Half circles side by side that reach into each other, by turns open below and above; together they span [-1, 1]
 * from left to right. Two have a radius of 2/3: the upper one around (-1/3, -1/6), the lower one around (1/3, 1/6).
 */
export const moons = classSource({
  name: 'moons',
  title: 'Moons',
  help: 'Two crescents that reach into each other, or a chain of them for more classes. A straight line gets most points right; a curve gets them all.',
  classNames: twoOr(['upper moon', 'lower moon'], numbered('moon')),
  place(label, classes, points) {
    const angle = Math.PI * points.uniform();
    const radius = 2 / (classes + 1);
    // A lower moon is an upper one turned by half a turn about its place in the middle line.
    const turn = label % 2 === 0 ? 1 : -1;
    const along = turn * (label - (classes - 1) / 2);
    return [turn * radius * (Math.cos(angle) + along), turn * radius * (Math.sin(angle) - 0.25)];
  },
});
