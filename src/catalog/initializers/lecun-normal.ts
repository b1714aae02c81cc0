import { defineScaled } from './scaled.ts';

export const lecunNormal = defineScaled({
  type: 'LecunNormal',
  summary: 'Start weights for selu networks, bell-shaped.',
  description:
    'Draws from a bell curve cut off at two standard deviations, with a spread of √(1/fan_in). A weighted sum then has the same spread as its inputs, which is what selu needs to keep its promise. With ReLU the signals halve from layer to layer; take a He initializer there.',
  formula: 'sd(W) = √(1/fan_in),  |W| ≤ 2.27 sd',
  keywords: ['selu'],
  scale: 1,
  mode: 'fan_in',
  distribution: 'truncated_normal',
  spread: 'sd √(1/fan_in)',
});
