import { defineLayer } from '../../define/index.ts';
import { layerPorts } from '../ports.ts';
import { maxPool, pooledShape, poolParams, poolWork, workedPool } from './parts.ts';

export const maxPooling1d = defineLayer({
  type: 'MaxPooling1D',
  category: 'Layers',
  group: 'Pooling',
  keras: { module: 'keras.layers' },
  inTfjs: () => true,
  summary: 'Keeps the strongest answer of every few steps of a sequence.',
  description:
    'Goes along a sequence with a small window and keeps the greatest value of each channel in it. The sequence gets shorter, which saves work, and a pattern counts as found wherever in the window it stands. Put it between Conv1D layers, so that the later ones see further. Where exactly the pattern stood is lost.',
  formula: 'y[t, c] = max of x[t·s + a, c] over the window',
  keywords: ['pool', 'maxpool', 'downsample', 'subsample', 'shorten', 'sequence'],
  ...layerPorts(),
  params: poolParams(1),
  card: ['pool_size', 'strides'],
  outputShape: (params, { inputs: [input] }) => pooledShape(params, input, 1),
  multiplyAdds: (params, { inputs: [input] }) => poolWork(params, input, 1),
  moves: 'unchanged',
  worked: workedPool('max'),
  call: (tf, params, { inputs: [x] }) => maxPool(tf, params, x, 1),
});
