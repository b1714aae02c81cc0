import { defineInitializer } from '../define/index.ts';
import { fill } from './draw.ts';
import { initializerPorts } from './ports.ts';

export const zeros = defineInitializer({
  type: 'Zeros',
  category: 'Initializers',
  keras: { module: 'keras.initializers' },
  summary: 'Every weight starts at 0: right for biases, wrong for kernels.',
  description:
    'Sets every value to zero. That is the usual start for biases. For the weights of a layer it is a trap worth trying once: all units compute the same and get the same gradient, so they stay copies of each other and the layer learns no more than one unit could.',
  formula: 'w = 0',
  keywords: ['symmetry', 'bias'],
  ...initializerPorts,
  params: {},
  values: (_params, shape) => fill(shape, () => 0),
  spread: () => 'all 0',
});
