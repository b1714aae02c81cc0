import { defineInitializer } from '../define/index.ts';
import { real } from '../params.ts';
import { fill, short, TRUNCATED_STDDEV, truncatedNormal as draw } from './draw.ts';
import { initializerPorts } from './ports.ts';
import { NO_SEED } from '../left-out.ts';

export const truncatedNormal = defineInitializer({
  type: 'TruncatedNormal',
  category: 'Initializers',
  keras: { module: 'keras.initializers', without: NO_SEED },
  summary: 'A bell curve without its far ends.',
  description:
    'Draws every weight from a bell curve and draws again whatever lies more than two standard deviations from the mean, so that no single weight starts very large. Cutting makes the curve narrower: the weights really spread by 0.88 of the stddev you set, as in Keras. The width does not follow the size of the layer; Glorot and He do that.',
  formula: 'w ~ N(mean, stddev²),  |w − mean| ≤ 2·stddev',
  keywords: ['gaussian', 'bell', 'clipped'],
  ...initializerPorts,
  params: {
    mean: real(0, { step: 0.01, help: 'The middle of the bell curve.' }),
    stddev: real(0.05, {
      min: 0,
      step: 0.01,
      help: 'Standard deviation of the bell curve before its ends are cut off.',
    }),
  },
  card: ['mean', 'stddev'],
  values: ({ mean, stddev }, shape, rng) => fill(shape, () => mean + stddev * draw(rng)),
  spread: ({ mean, stddev }) =>
    `${mean === 0 ? '' : `mean ${short(mean)}, `}sd ${short(stddev * TRUNCATED_STDDEV)}, at most ±${short(2 * stddev)}`,
});
