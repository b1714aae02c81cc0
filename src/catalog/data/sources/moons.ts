import { classSource } from './class-source.ts';

const SCALE = 2 / 3;

/**
 * Two half circles of radius 2/3 that reach into each other: the upper one around (-1/3, -1/6), the lower
 * one around (1/3, 1/6). Together they span [-1, 1] × [-0.5, 0.5].
 */
export const moons = classSource({
  name: 'moons',
  rank: 50,
  title: 'Two moons',
  help: 'Two crescents that reach into each other. A straight line gets most points right; a curve gets them all.',
  classNames: ['upper moon', 'lower moon'],
  place(label, _classes, points) {
    const angle = Math.PI * points.uniform();
    // The lower moon is the upper one turned by half a turn about the origin.
    const turn = label === 0 ? 1 : -1;
    return [turn * SCALE * (Math.cos(angle) - 0.5), turn * SCALE * (Math.sin(angle) - 0.25)];
  },
});
