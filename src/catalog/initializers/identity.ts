import { formatShape } from '../../base/shape.ts';
import { defineInitializer } from '../define/index.ts';
import { real } from '../params.ts';
import { fill, short } from './draw.ts';
import { initializerPorts } from './ports.ts';

export const identity = defineInitializer({
  type: 'Identity',
  category: 'Initializers',
  keras: { module: 'keras.initializers' },
  summary: 'The layer starts by passing its input through.',
  description:
    'Sets the weights from input 1 to unit 1, input 2 to unit 2 and so on to gain, and all others to zero. At the start the layer copies its input, so a deep stack of such layers loses nothing. If there are more units than inputs, the rest start at zero; nothing is random, so use it where inputs and units match. It fits kernels only, not biases.',
  formula: 'w[i][j] = gain if i = j, else 0',
  keywords: ['eye', 'pass through'],
  ...initializerPorts,
  params: { gain: real(1, { step: 0.1, help: 'The number on the diagonal.' }) },
  card: ['gain'],
  values({ gain }, shape) {
    const columns = shape.at(-1) ?? 1;
    return fill(shape, (i) => (Math.floor(i / columns) === i % columns ? gain : 0));
  },
  refusesShape: (_params, shape) =>
    shape.length === 2
      ? undefined
      : `needs a weight with two dimensions, such as a kernel, found shape ${formatShape(shape)}`,
  spread: ({ gain }) => `${short(gain)} on the diagonal`,
});
