import { defineInitializer } from '../define.ts';
import { initializerOutput } from './ports.ts';
import { varianceScaling } from './variance-scaling-rule.ts';

export const heNormal = defineInitializer({
  type: 'HeNormal',
  category: 'Initializers',
  keras: { module: 'keras.initializers' },
  summary: 'Start weights for ReLU networks, bell-shaped.',
  description:
    'Draws from a bell curve cut off at two standard deviations, with a spread of √(2/fan_in). ReLU silences half of its inputs; the factor 2 makes up for it, so that signals keep their size through many layers.',
  formula: 'W ~ N(0, 2/fan_in), |W| ≤ 2 sd',
  keywords: ['kaiming', 'he'],
  inputs: [],
  outputs: initializerOutput,
  params: {},
  values: (_params, shape, rng) => varianceScaling(2, 'fan_in', 'truncated_normal', shape, rng),
  spread: () => 'sd √(2/fan_in)',
});
