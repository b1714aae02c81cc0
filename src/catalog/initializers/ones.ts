import { defineInitializer } from '../define/index.ts';
import { fill } from './draw.ts';
import { initializerPorts } from './ports.ts';

export const ones = defineInitializer({
  type: 'Ones',
  category: 'Initializers',
  keras: { module: 'keras.initializers' },
  summary: 'Every weight starts at 1: for factors such as γ.',
  description:
    'Sets every value to one. That is the natural start for factors that multiply, such as γ in batch normalisation. For the weights of a layer it makes all units equal, so that they learn the same, and sums so large that the next layer saturates.',
  formula: 'w = 1',
  keywords: ['gamma', 'symmetry'],
  ...initializerPorts,
  params: {},
  values: (_params, shape) => fill(shape, () => 1),
  spread: () => 'all 1',
});
