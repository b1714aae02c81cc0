import { defineInitializer } from '../define/index.ts';
import { real } from '../params.ts';
import { fill, short } from './draw.ts';
import { initializerPorts } from './ports.ts';

export const constant = defineInitializer({
  type: 'Constant',
  category: 'Initializers',
  keras: { module: 'keras.initializers' },
  summary: 'Every weight starts at the same chosen number.',
  description:
    'Sets every value to one number. Useful for biases, for example 0.1 so that ReLU units are awake at the start. For the weights of a layer any constant makes all units equal, and they stay equal while they learn.',
  formula: 'w = value',
  keywords: ['fixed', 'bias'],
  ...initializerPorts,
  params: { value: real(0, { step: 0.1, help: 'The number every weight starts at.' }) },
  card: ['value'],
  values: ({ value }, shape) => fill(shape, () => value),
  spread: ({ value }) => `all ${short(value)}`,
});
