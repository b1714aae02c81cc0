import { evenLabels, numbered } from './class-source.ts';
import type { GeneratedSource } from './source.ts';

/**
 * Independent random numbers of mean 0 and standard deviation 1, and a class that has nothing to do with them. Only
 * what a network does to its input is of interest here: how the spread grows or dies from layer to layer.
 */
export const normalNoise: GeneratedSource = {
  origin: 'generated',
  name: 'normal-noise',
  title: 'Normal noise',
  help: 'Random numbers with mean 0 and standard deviation 1, as many features as you like, and classes at random. There is nothing to learn: it shows what first weights do to the spread from layer to layer.',
  features: (count) => Array.from({ length: count }, (_, i) => `x${i + 1}`),
  knobs: ['classes', 'features'],
  target: ({ classes }) => ({ kind: 'classes', names: numbered('class')(classes) }),
  generate({ samples, classes, features }, rng) {
    const points = rng('points');
    const values = new Float32Array(samples * features);
    for (let i = 0; i < values.length; i++) values[i] = points.normal();
    return { features: values, targets: Float32Array.from(evenLabels(samples, classes, rng('order'))) };
  },
};
