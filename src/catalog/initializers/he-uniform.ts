import { defineScaled } from './scaled.ts';

export const heUniform = defineScaled({
  type: 'HeUniform',
  summary: 'Start weights for ReLU networks, evenly spread.',
  description:
    'Draws evenly from −limit to limit with limit = √(6/fan_in), which gives the same spread as HeNormal. It keeps signals at the same size through many ReLU layers; the two hardly differ in practice. With tanh it starts a little too large.',
  formula: 'W ~ U(−limit, limit),  limit = √(6/fan_in)',
  keywords: ['kaiming', 'relu'],
  scale: 2,
  mode: 'fan_in',
  distribution: 'uniform',
  spread: '±√(6/fan_in)',
});
