/** The names of the shipped graphs. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export const exampleNames: readonly string[] = readdirSync(join(import.meta.dirname, '../../examples'))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));

/** Ten layers of 500, as in the lecture they repeat: they show first weights, and are too large to be trained in passing. */
export const isOnFirstWeights = (name: string): boolean => name.startsWith('init-');

/** Thousands of images: what they reach is measured on demand. */
export const isLarge = (name: string): boolean => name.startsWith('mnist');

/** Variations on one effect, whose figures have tests of their own. */
export const isEffect = (name: string): boolean => name.startsWith('effect-');

/** Those that are quick to train, each of another kind. */
export const quickExamples: readonly string[] = exampleNames.filter(
  (name) => !isOnFirstWeights(name) && !isLarge(name) && !isEffect(name),
);

/** Those of which a step takes long, by the cpu most of all: convolutions and sequences. */
export const takesLong = (name: string): boolean => ['digit-lines', 'digits-convolution', 'sine-lstm'].includes(name);
