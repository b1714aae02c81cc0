/* Saxe, McClelland and Ganguli, 2014. */
import { formatShape, sizeOf } from '../../base/shape.ts';
import { defineInitializer } from '../define/index.ts';
import { real } from '../params.ts';
import { fill, short } from './draw.ts';
import { orthonormal } from './orthonormal.ts';
import { initializerPorts } from './ports.ts';
import { NO_SEED } from '../left-out.ts';

export const orthogonal = defineInitializer({
  type: 'Orthogonal',
  category: 'Initializers',
  keras: { module: 'keras.initializers', without: NO_SEED },
  summary: 'Start weights that turn the signal without stretching it.',
  description:
    'Draws random weights and makes the units stand at right angles to each other, all of length gain. A square layer then only rotates its input: no direction is lost and none is blown up, however many layers follow. Good for deep and recurrent networks; use gain √2 ≈ 1.41 with ReLU. Finding it takes time that grows fast with the layer: seconds above a thousand units.',
  formula: 'WᵀW = gain²·I (or WWᵀ, if there are fewer inputs than units)',
  keywords: ['rotation', 'qr'],
  ...initializerPorts,
  params: { gain: real(1, { step: 0.1, help: 'Length of every row or column of weights.' }) },
  card: ['gain'],
  values({ gain }, shape, rng) {
    const columns = shape.at(-1) ?? 1;
    const rows = sizeOf(shape.slice(0, -1));
    const q = orthonormal(Math.max(rows, columns), Math.min(rows, columns), rng);
    // q holds its vectors one after the other: they are the rows of a wide weight and the columns of a tall one.
    if (rows < columns) return fill(shape, (i) => gain * (q[i] ?? 0));
    return fill(shape, (i) => gain * (q[(i % columns) * rows + Math.floor(i / columns)] ?? 0));
  },
  refusesShape: (_params, shape) =>
    shape.length < 2 ? `needs a weight with at least two dimensions, found shape ${formatShape(shape)}` : undefined,
  spread: ({ gain }) => `right angles, length ${short(gain)}`,
});
