import { between } from './class-source.ts';
import type { GeneratedSource } from './source.ts';

const STEPS = 16;
/** How far one step goes on the wave, in radians: from a tenth of a wave over the window to two whole waves. */
const [SLOW, FAST] = [(0.1 * 2 * Math.PI) / STEPS, (2 * 2 * Math.PI) / STEPS];
/** Within this many standard deviations lie 95 of 100 random numbers. */
const SPREAD = 2;

/**
 * Sixteen steps of a sine wave, and the step after them to learn. Every example has a wave of its own pace and
 * starts anywhere on it, so no single step tells what comes next: how fast it goes must be read off the order.
 * Noise is added to the answer, from a generator of its own: the steps stay where they are.
 */
export const sineWindows: GeneratedSource = {
  origin: 'generated',
  name: 'sine-windows',
  title: 'Waves to continue',
  help: 'Sequences: 16 steps of a wave, each example with a pace of its own; the next step is to be predicted. For recurrent layers, which read it step by step.',
  features: Array.from({ length: STEPS }, (_, i) => `step ${i + 1}`),
  shape: [STEPS, 1],
  knobs: ['noise'],
  target: ({ noise }) => ({ kind: 'values', names: ['next'], range: [-1 - SPREAD * noise, 1 + SPREAD * noise] }),
  generate({ samples, noise }, rng) {
    const points = rng('points');
    const jitter = rng('noise');
    const features = new Float32Array(samples * STEPS);
    const targets = new Float32Array(samples);
    for (let row = 0; row < samples; row++) {
      const start = between(0, 2 * Math.PI, points);
      const pace = between(SLOW, FAST, points);
      const wave = (step: number) => Math.sin(start + pace * step);
      for (let step = 0; step < STEPS; step++) features[row * STEPS + step] = wave(step);
      targets[row] = wave(STEPS) + noise * jitter.normal();
    }
    return { features, targets };
  },
};
