import { valueSource } from './value-source.ts';

/** `y = sin(2πx)`: two whole waves over [-1, 1]. */
export const sine = valueSource({
  name: 'sine',
  title: 'Sine wave',
  help: 'Two waves of a sine over one feature. Shows how a net fits a curve, and how it overfits a noisy one.',
  features: ['x'],
  truth: ([x = 0]) => Math.sin(2 * Math.PI * x),
});
