import { classSource, numbered } from './class-source.ts';

const RADIUS = 0.7;
const SPREAD = 0.08;

/** One round cloud per class, with standard deviation 0.08; their centres stand evenly on a circle of radius 0.7. */
export const blobs = classSource({
  name: 'blobs',
  title: 'Blobs',
  help: 'One small cloud per class, arranged in a ring. Good for a first look at more than two classes.',
  classNames: numbered('blob'),
  place(label, classes, points) {
    const angle = (2 * Math.PI * label) / classes;
    return [RADIUS * Math.cos(angle) + SPREAD * points.normal(), RADIUS * Math.sin(angle) + SPREAD * points.normal()];
  },
});
