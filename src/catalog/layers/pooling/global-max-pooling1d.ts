import { sizeOf } from '../../../base/shape.ts';
import { defineLayer } from '../../define/index.ts';
import { layerPorts } from '../ports.ts';
import { globalInTfjs, globalParams, globalShape, greatest, overPlaces, workedGlobal } from './parts.ts';

export const globalMaxPooling1d = defineLayer({
  type: 'GlobalMaxPooling1D',
  category: 'Layers',
  group: 'Pooling',
  keras: { module: 'keras.layers' },
  inTfjs: globalInTfjs,
  summary: 'Keeps the strongest answer of each channel over the whole sequence.',
  description:
    'Takes the greatest value of each channel over the whole sequence, so that a sequence of any length becomes one number per channel: how strongly its pattern was found at any time. Put it behind the last Conv1D, or behind an Embedding, instead of Flatten. When the pattern came is lost.',
  formula: 'y[c] = max of x[t, c] over t',
  keywords: ['pool', 'maxpool', 'flatten', 'sequence', 'text'],
  ...layerPorts(),
  params: globalParams(),
  outputShape: ({ keepdims }, { inputs: [input] }) => globalShape(keepdims, input, 1),
  multiplyAdds: (_params, { inputs: [input] }) => sizeOf(input),
  moves: 'unchanged',
  worked: workedGlobal('max'),
  call: (tf, { keepdims }, { inputs: [x] }) => overPlaces(tf, x, keepdims, 1, (list) => greatest(tf, list)),
});
