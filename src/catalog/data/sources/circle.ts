import { between, classSource } from './class-source.ts';

/** A disc of radius 0.5 and a ring from 0.7 to 1, both covered evenly. */
export const circle = classSource({
  name: 'circle',
  rank: 10,
  title: 'Circle',
  help: 'A disc inside a ring. No straight line separates them; a few hidden units do.',
  classNames: ['inside', 'outside'],
  place(label, _classes, points) {
    const [inner, outer] = label === 0 ? [0, 0.5] : [0.7, 1];
    // The square root spreads points evenly over the area; a uniform radius would crowd the middle.
    const radius = Math.sqrt(between(inner ** 2, outer ** 2, points));
    const angle = 2 * Math.PI * points.uniform();
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  },
});
