import { defineScaled } from './scaled.ts';

export const glorotUniform = defineScaled({
  type: 'GlorotUniform',
  summary: 'Start weights for tanh networks, evenly spread; Keras’ default.',
  description:
    'Draws evenly from −limit to limit with limit = √(6/(fan_in + fan_out)), which gives the same spread as GlorotNormal. It keeps signals and gradients at about the same size for activations that are almost straight around zero. Keras uses it for every Dense layer unless told otherwise. In deep ReLU networks the signals fade; take a He initializer there. Also called Xavier.',
  formula: 'W ~ U(−limit, limit),  limit = √(6/(fan_in + fan_out))',
  firstChoice: true,
  keywords: ['xavier', 'default'],
  scale: 1,
  mode: 'fan_avg',
  distribution: 'uniform',
  spread: '±√(6/(fan_in + fan_out))',
});
