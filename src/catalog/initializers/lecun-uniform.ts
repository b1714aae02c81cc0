import { defineScaled } from './scaled.ts';

export const lecunUniform = defineScaled({
  type: 'LecunUniform',
  summary: 'Start weights for selu networks, evenly spread.',
  description:
    'Draws evenly from −limit to limit with limit = √(3/fan_in), which gives the same spread as LecunNormal. A weighted sum then has the same spread as its inputs. With ReLU the signals halve from layer to layer; take a He initializer there.',
  formula: 'W ~ U(−limit, limit),  limit = √(3/fan_in)',
  keywords: ['selu'],
  scale: 1,
  mode: 'fan_in',
  distribution: 'uniform',
  spread: '±√(3/fan_in)',
});
