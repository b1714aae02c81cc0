import { sizeOf } from '../../../base/shape.ts';
import { defineLayer } from '../../define/index.ts';
import { layerPorts } from '../ports.ts';
import { globalInTfjs, globalParams, globalShape, overPlaces, workedGlobal } from './parts.ts';

export const globalAveragePooling2d = defineLayer({
  type: 'GlobalAveragePooling2D',
  category: 'Layers',
  group: 'Pooling',
  keras: { module: 'keras.layers' },
  inTfjs: globalInTfjs,
  summary: 'Takes the mean of each channel over the whole image.',
  description:
    'Takes the mean of each channel over the whole image, so that an image of any size becomes one number per channel. Put it behind the last convolution instead of Flatten: the Dense layer behind then needs far fewer weights, and learning by heart is harder. It is the usual end of modern image networks. A single strong answer on a large image counts little; GlobalMaxPooling2D keeps it.',
  formula: 'y[c] = mean of x[i, j, c] over i, j',
  keywords: ['pool', 'avgpool', 'gap', 'mean', 'flatten', 'image', 'cnn'],
  ...layerPorts(),
  params: globalParams(),
  outputShape: ({ keepdims }, { inputs: [input] }) => globalShape(keepdims, input, 2),
  multiplyAdds: (_params, { inputs: [input] }) => sizeOf(input),
  moves: 'unchanged',
  worked: workedGlobal('mean'),
  call: (tf, { keepdims }, { inputs: [x] }) => overPlaces(tf, x, keepdims, 2, (list) => tf.mean(list, 1)),
});
