import { sizeOf } from '../../../base/shape.ts';
import { defineLayer } from '../../define/index.ts';
import { layerPorts } from '../ports.ts';
import { globalInTfjs, globalParams, globalShape, overPlaces, workedGlobal } from './parts.ts';

export const globalAveragePooling1d = defineLayer({
  type: 'GlobalAveragePooling1D',
  category: 'Layers',
  group: 'Pooling',
  keras: { module: 'keras.layers' },
  inTfjs: globalInTfjs,
  summary: 'Takes the mean of each channel over the whole sequence.',
  description:
    'Takes the mean of each channel over the whole sequence, so that a sequence of any length becomes one number per channel. Behind an Embedding it gives the mean of all words, which is the simplest useful network for texts. The order of the steps is lost; use a recurrent layer or Conv1D in front where it matters.',
  formula: 'y[c] = mean of x[t, c] over t',
  keywords: ['pool', 'avgpool', 'mean', 'flatten', 'sequence', 'text'],
  ...layerPorts(),
  params: globalParams(),
  outputShape: ({ keepdims }, { inputs: [input] }) => globalShape(keepdims, input, 1),
  multiplyAdds: (_params, { inputs: [input] }) => sizeOf(input),
  moves: 'unchanged',
  worked: workedGlobal('mean'),
  call: (tf, { keepdims }, { inputs: [x] }) => overPlaces(tf, x, keepdims, 1, (list) => tf.mean(list, 1)),
});
