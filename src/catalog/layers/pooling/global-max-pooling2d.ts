import { sizeOf } from '../../../base/shape.ts';
import { defineLayer } from '../../define/index.ts';
import { layerPorts } from '../ports.ts';
import { globalInTfjs, globalParams, globalShape, greatest, overPlaces, workedGlobal } from './parts.ts';

export const globalMaxPooling2d = defineLayer({
  type: 'GlobalMaxPooling2D',
  category: 'Layers',
  group: 'Pooling',
  keras: { module: 'keras.layers' },
  inTfjs: globalInTfjs,
  summary: 'Keeps the strongest answer of each channel over the whole image.',
  description:
    'Takes the greatest value of each channel over the whole image, so that an image of any size becomes one number per channel: how strongly its pattern was found anywhere. Put it behind the last convolution instead of Flatten, and the Dense layer behind needs far fewer weights. Where the pattern stood is lost.',
  formula: 'y[c] = max of x[i, j, c] over i, j',
  keywords: ['pool', 'maxpool', 'flatten', 'image', 'cnn'],
  ...layerPorts(),
  params: globalParams(),
  outputShape: ({ keepdims }, { inputs: [input] }) => globalShape(keepdims, input, 2),
  multiplyAdds: (_params, { inputs: [input] }) => sizeOf(input),
  moves: 'unchanged',
  worked: workedGlobal('max'),
  call: (tf, { keepdims }, { inputs: [x] }) => overPlaces(tf, x, keepdims, 2, (list) => greatest(tf, list)),
});
