import { ok } from '../../../base/result.ts';
import { sizeOf } from '../../../base/shape.ts';
import { defineLayer } from '../../define/index.ts';
import { layerPorts } from '../ports.ts';
import { workedSame } from '../../worked.ts';

export const flatten = defineLayer({
  type: 'Flatten',
  category: 'Layers',
  group: 'Reshaping',
  keras: { module: 'keras.layers', without: { data_format: 'Channels come last in the data here.' } },
  inTfjs: (_params, input) =>
    input.length > 1 || { none: 'It flattens no row, which is flat already. Take the layer out.' },
  summary: 'Lays all values of an example out in one row.',
  description:
    'Turns an image or another block of numbers into one long row, last dimension fastest. Put it between image-shaped data and a Dense layer, which would otherwise work on each row of the image by itself. Which values were neighbours is lost, and a large image makes a very wide row. An example that is a row already passes unchanged.',
  formula: 'h×w×c → h·w·c',
  keywords: ['reshape', 'row'],
  ...layerPorts(),
  params: {},
  outputShape: (_params, { inputs: [input] }) => ok([sizeOf(input)]),
  keepsOrder: true,
  moves: 'unchanged',
  worked: workedSame,
  call: (tf, _params, { inputs: [x] }) => (x.rank === 2 ? x : tf.reshape(x, [-1, sizeOf(x.shape.slice(1))])),
});
