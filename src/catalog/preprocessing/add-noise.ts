import { ok } from '../../base/result.ts';
import { definePreprocessing } from '../define/index.ts';
import { flag, real } from '../params.ts';
import { dataPorts } from './ports.ts';

export const addNoise = definePreprocessing({
  type: 'AddNoise',
  category: 'Preprocessing',
  summary: 'Adds random numbers to the training examples.',
  description:
    'Adds to every value of the training examples a random number around 0. With much noise the classes run into each other and overfitting is easy to see; with little, a network learns not to rely on exact values. The noise is drawn once, before training; the layer GaussianNoise draws anew in every step. Nothing is measured here, and validation and test examples stay as they are unless you say otherwise: they shall tell how well the network does on real ones.',
  formula: 'y = x + stddev · N(0, 1), on training examples',
  keywords: ['noise', 'gaussian', 'jitter', 'augmentation', 'regularise'],
  ...dataPorts('The features to blur.', 'The same features, those of the training examples with noise.'),
  params: {
    stddev: real(0.1, { min: 0, max: 1e6, help: 'Standard deviation of the noise, in the units of the features.' }),
    training_only: flag(true, {
      help: 'Leaves validation and test examples as they are. Otherwise they get noise too.',
    }),
  },
  card: ['stddev', 'training_only'],
  keepsOrder: true,
  outputShape: (_params, input) => ok(input),
  fit: () => ({}),
  apply: (_params, _state, rows) => rows.slice(),
  augment: {
    heldOut: ({ training_only }) => !training_only,
    change: ({ stddev }, rows, _shape, rng) => rows.map((value) => value + stddev * rng.normal()),
  },
  asLayers: () => [],
  inNumpy: ({ stddev, training_only }) => ({
    changes: training_only ? 'training rows' : 'every split',
    lines: [`return (x + rng.normal(0.0, ${stddev}, x.shape)).astype("float32")`],
  }),
});
