import { defineInitializer } from '../define/index.ts';
import { real } from '../params.ts';
import { fill, short } from './draw.ts';
import { initializerPorts } from './ports.ts';
import { NO_SEED } from '../left-out.ts';

export const randomNormal = defineInitializer({
  type: 'RandomNormal',
  category: 'Initializers',
  keras: { module: 'keras.initializers', without: NO_SEED },
  summary: 'Random start weights from a bell curve of a fixed width.',
  description:
    'Draws every weight from a bell curve whose width you choose, whatever the size of the layer. In a deep network a small width (0.01) makes the signals fade to nothing and a large one (1) drives tanh and sigmoid into their flat ends. Glorot and He choose the width from the size of the layer instead.',
  formula: 'w ~ N(mean, stddev²)',
  keywords: ['gaussian', 'bell'],
  ...initializerPorts,
  params: {
    mean: real(0, { step: 0.01, help: 'The middle of the bell curve.' }),
    stddev: real(0.05, {
      min: 0,
      step: 0.01,
      help: 'Its standard deviation: about two thirds of the weights lie within this distance of the mean.',
    }),
  },
  card: ['mean', 'stddev'],
  values: ({ mean, stddev }, shape, rng) => fill(shape, () => mean + stddev * rng.normal()),
  spread: ({ mean, stddev }) => `${mean === 0 ? '' : `mean ${short(mean)}, `}sd ${short(stddev)}`,
});
