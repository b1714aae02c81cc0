import { defineLayer } from '../../define/index.ts';
import { layerPorts } from '../ports.ts';
import { averagePool, averageWorking, pooledShape, poolParams, poolWork, workedPool } from './parts.ts';

export const averagePooling1d = defineLayer({
  type: 'AveragePooling1D',
  category: 'Layers',
  group: 'Pooling',
  keras: { module: 'keras.layers', positional: ['pool_size'] },
  inTfjs: () => true,
  summary: 'Makes a sequence shorter by taking the mean of every few steps.',
  description:
    'Goes along a sequence with a small window and gives the mean of each channel in it. The sequence gets shorter and smoother, which saves work. MaxPooling1D keeps single strong answers better; the mean keeps all of them a little. With padding same, windows at the ends take the mean of what is really there.',
  formula: 'y[t, c] = mean of x[t·s + a, c] over the window',
  keywords: ['pool', 'avgpool', 'mean', 'downsample', 'smooth', 'shorten', 'sequence'],
  ...layerPorts(),
  params: poolParams(1),
  card: ['pool_size', 'strides'],
  outputShape: (params, { inputs: [input] }) => pooledShape(params, input, 1),
  multiplyAdds: (params, { inputs: [input] }) => poolWork(params, input, 1),
  working: (params, { inputs: [input] }) => averageWorking(params, input),
  moves: 'unchanged',
  worked: workedPool('mean'),
  call: (tf, params, { inputs: [x] }) => averagePool(tf, params, x, 1),
});
