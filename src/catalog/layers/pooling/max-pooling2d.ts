import { defineLayer } from '../../define/index.ts';
import { layerPorts } from '../ports.ts';
import { maxPool, pooledShape, poolParams, poolWork, workedPool } from './parts.ts';

export const maxPooling2d = defineLayer({
  type: 'MaxPooling2D',
  category: 'Layers',
  group: 'Pooling',
  keras: { module: 'keras.layers' },
  inTfjs: () => true,
  summary: 'Keeps the strongest answer of each small square of an image.',
  description:
    'Goes over an image with a small window and keeps the greatest value of each channel in it. The image gets smaller, which saves work, and a pattern counts as found wherever in the window it stands. Put it between convolutions, so that the later ones see more of the picture at once. Where exactly the pattern stood is lost.',
  formula: 'y[i, j, c] = max of x[i·s + a, j·s + b, c] over the window',
  keywords: ['pool', 'maxpool', 'downsample', 'subsample', 'shrink', 'cnn', 'image'],
  ...layerPorts(),
  params: poolParams(2),
  card: ['pool_size', 'strides'],
  outputShape: (params, { inputs: [input] }) => pooledShape(params, input, 2),
  multiplyAdds: (params, { inputs: [input] }) => poolWork(params, input, 2),
  moves: 'unchanged',
  worked: workedPool('max'),
  call: (tf, params, { inputs: [x] }) => maxPool(tf, params, x, 2),
});
