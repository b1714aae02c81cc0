import { defineInitializer } from '../define/index.ts';
import { real, refusesCrossed } from '../params.ts';
import { fill, short } from './draw.ts';
import { initializerPorts } from './ports.ts';
import { NO_SEED } from '../left-out.ts';

export const randomUniform = defineInitializer({
  type: 'RandomUniform',
  category: 'Initializers',
  keras: { module: 'keras.initializers', without: NO_SEED },
  summary: 'Random start weights, evenly spread between two limits.',
  description:
    'Draws every weight with equal chance from anywhere between minval and maxval, whatever the size of the layer. Limits that suit a small layer are too wide for a large one, where many inputs add up. GlorotUniform and HeUniform choose the limits from the size of the layer instead.',
  formula: 'w ~ U(minval, maxval)',
  keywords: ['flat', 'range'],
  ...initializerPorts,
  params: {
    minval: real(-0.05, { step: 0.01, help: 'The lower limit.' }),
    maxval: real(0.05, { step: 0.01, help: 'The upper limit.' }),
  },
  card: ['minval', 'maxval'],
  values: ({ minval, maxval }, shape, rng) => fill(shape, () => minval + (maxval - minval) * rng.uniform()),
  refuses: refusesCrossed('minval', 'maxval'),
  spread: ({ minval, maxval }) => `${short(minval)} to ${short(maxval)}`,
});
