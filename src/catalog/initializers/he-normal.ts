import { defineScaled } from './scaled.ts';

export const heNormal = defineScaled({
  type: 'HeNormal',
  summary: 'Start weights for ReLU networks, bell-shaped.',
  description:
    'Draws from a bell curve cut off at two standard deviations, with a spread of √(2/fan_in). ReLU silences half of its inputs; the factor 2 makes up for it, so that signals keep their size through many layers. With tanh it starts a little too large.',
  formula: 'sd(W) = √(2/fan_in),  |W| ≤ 2.27 sd',
  keywords: ['kaiming', 'relu'],
  scale: 2,
  mode: 'fan_in',
  distribution: 'truncated_normal',
  spread: 'sd √(2/fan_in)',
});
