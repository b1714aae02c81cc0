import { classSource, numbered } from './class-source.ts';

const TURNS = 1;

/**
 * One arm per class: `radius = s`, `angle = 2π(TURNS·s + class/classes)` with s from 0 at the centre to 1
 * at the rim. Drawing s as the square root of a uniform number spreads points about evenly along the
 * arm and leaves few at the centre, where the arms meet.
 */
export const spiral = classSource({
  name: 'spiral',
  title: 'Spiral',
  help: 'Arms wound around each other, one per class. Hard: it takes a hidden layer or two and some patience.',
  classNames: numbered('arm'),
  place(label, classes, points) {
    const radius = Math.sqrt(points.uniform());
    const angle = 2 * Math.PI * (TURNS * radius + label / classes);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  },
});
