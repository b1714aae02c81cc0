import { defineScaled } from './scaled.ts';

export const glorotNormal = defineScaled({
  type: 'GlorotNormal',
  summary: 'Start weights for tanh and sigmoid networks, bell-shaped.',
  description:
    'Draws from a bell curve cut off at two standard deviations, with a spread of √(2/(fan_in + fan_out)). This keeps both the signals on their way forward and the gradients on their way back at about the same size, for activations that are almost straight around zero (tanh, softsign, none). With ReLU the signals halve from layer to layer; take a He initializer there. Also called Xavier.',
  formula: 'sd(W) = √(2/(fan_in + fan_out)),  |W| ≤ 2.27 sd',
  keywords: ['xavier'],
  scale: 1,
  mode: 'fan_avg',
  distribution: 'truncated_normal',
  spread: 'sd √(2/(fan_in + fan_out))',
});
