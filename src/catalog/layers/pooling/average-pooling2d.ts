import { defineLayer } from '../../define/index.ts';
import { layerPorts } from '../ports.ts';
import { averagePool, averageWorking, pooledShape, poolParams, poolWork, workedPool } from './parts.ts';

export const averagePooling2d = defineLayer({
  type: 'AveragePooling2D',
  category: 'Layers',
  group: 'Pooling',
  keras: { module: 'keras.layers', positional: ['pool_size'] },
  inTfjs: () => true,
  summary: 'Makes an image smaller by taking the mean of small squares.',
  description:
    'Goes over an image with a small window and gives the mean of each channel in it. The image gets smaller and smoother, which saves work. MaxPooling2D keeps single strong answers better; the mean keeps all of them a little, which suits brightness and other quantities. With padding same, windows at the edges take the mean of what is really there.',
  formula: 'y[i, j, c] = mean of x[i·s + a, j·s + b, c] over the window',
  keywords: ['pool', 'avgpool', 'mean', 'downsample', 'subsample', 'shrink', 'blur', 'image'],
  ...layerPorts(),
  params: poolParams(2),
  card: ['pool_size', 'strides'],
  outputShape: (params, { inputs: [input] }) => pooledShape(params, input, 2),
  multiplyAdds: (params, { inputs: [input] }) => poolWork(params, input, 2),
  working: (params, { inputs: [input] }) => averageWorking(params, input),
  moves: 'unchanged',
  worked: workedPool('mean'),
  call: (tf, params, { inputs: [x] }) => averagePool(tf, params, x, 2),
});
