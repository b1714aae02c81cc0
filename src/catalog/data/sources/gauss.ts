import { classSource } from './class-source.ts';

const CENTRE = 0.5;
const SPREAD = 0.2;

/** Two normal distributions with standard deviation 0.2 around (-0.5, -0.5) and (0.5, 0.5). */
export const gauss = classSource({
  name: 'gauss',
  rank: 30,
  title: 'Two clouds',
  help: 'Two round clouds side by side. The easiest task: one straight line is enough.',
  classNames: ['lower left', 'upper right'],
  place(label, _classes, points) {
    const centre = label === 0 ? -CENTRE : CENTRE;
    return [centre + SPREAD * points.normal(), centre + SPREAD * points.normal()];
  },
});
