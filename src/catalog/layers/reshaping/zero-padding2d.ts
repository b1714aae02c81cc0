import { ok } from '../../../base/result.ts';
import { defineLayer } from '../../define/index.ts';
import { margins } from '../../params.ts';
import { layerPorts } from '../ports.ts';
import { dataFormat, expectRank, padImages } from '../windows.ts';
import { MOST_MARGIN, pairsOf, sidesOf } from './sides.ts';
import { workedMove } from '../../worked.ts';

export const zeroPadding2d = defineLayer({
  type: 'ZeroPadding2D',
  category: 'Layers',
  group: 'Reshaping',
  keras: { module: 'keras.layers' },
  inTfjs: ({ padding, data_format }) => ({ padding: pairsOf(padding), data_format }),
  summary: 'Puts a frame of zeros around an image.',
  description:
    'Adds rows and columns of zeros at the edges of an image. Put it in front of a convolution whose padding is valid, to choose yourself how far the kernels may stand out over each edge. It can also bring images to a size that another wire has. The zeros look like real pixels of value 0 to all that follows.',
  formula: 'h×w×c → (top + h + bottom)×(left + w + right)×c',
  keywords: ['border', 'margin', 'frame', 'pad', 'image'],
  ...layerPorts(),
  params: {
    padding: margins([1, 1, 1, 1], {
      min: 0,
      max: MOST_MARGIN,
      offered: 4,
      help: 'How many rows and columns are added: top, bottom, left, right. A graph file may also say one number for all sides, or a pair of pairs as Keras writes it.',
    }),
    data_format: dataFormat(),
  },
  card: ['padding'],
  outputShape({ padding }, { inputs: [input] }) {
    const read = expectRank(input, 2);
    if (!read.ok) return read;
    const { rows, columns } = sidesOf(padding);
    const [height = 1, width = 1, channels = 1] = input;
    return ok([height + rows[0] + rows[1], width + columns[0] + columns[1], channels]);
  },
  moves: 'among zeros',
  worked({ padding }, numbers) {
    const { rows, columns } = sidesOf(padding);
    return workedMove(numbers, ([row = 0, column = 0, channel = 0]) => [row - rows[0], column - columns[0], channel]);
  },
  call(tf, { padding }, { inputs: [x] }) {
    const { rows, columns } = sidesOf(padding);
    return padImages(tf, x, rows, columns);
  },
});
