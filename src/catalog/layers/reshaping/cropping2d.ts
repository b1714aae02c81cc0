import { err, ok } from '../../../base/result.ts';
import { formatShape } from '../../../base/shape.ts';
import { defineLayer } from '../../define/index.ts';
import { margins } from '../../params.ts';
import { layerPorts } from '../ports.ts';
import { cutImages, dataFormat, expectRank, shape4 } from '../windows.ts';
import { MOST_MARGIN, pairsOf, sidesOf } from './sides.ts';
import { workedMove } from '../../worked.ts';

export const cropping2d = defineLayer({
  type: 'Cropping2D',
  category: 'Layers',
  group: 'Reshaping',
  keras: { module: 'keras.layers' },
  inTfjs: ({ cropping, data_format }) => ({ cropping: pairsOf(cropping), data_format }),
  summary: 'Cuts the edges off an image.',
  description:
    'Takes rows and columns away at the edges of an image. Use it to drop a frame that says nothing, or to bring an image to the size of another before both are added or joined. What is cut away is lost, and nothing in front of it learns from it.',
  formula: 'h×w×c → (h − top − bottom)×(w − left − right)×c',
  keywords: ['crop', 'cut', 'trim', 'border', 'margin', 'image'],
  ...layerPorts(),
  params: {
    cropping: margins([0, 0, 0, 0], {
      min: 0,
      max: MOST_MARGIN,
      offered: 4,
      help: 'How many rows and columns are cut off: top, bottom, left, right. A graph file may also say one number for all sides, or a pair of pairs as Keras writes it.',
    }),
    data_format: dataFormat(),
  },
  card: ['cropping'],
  outputShape({ cropping }, { inputs: [input] }) {
    const read = expectRank(input, 2);
    if (!read.ok) return read;
    const { rows, columns } = sidesOf(cropping);
    const [height = 1, width = 1, channels = 1] = input;
    const rest = [height - rows[0] - rows[1], width - columns[0] - columns[1]];
    return rest.every((n) => n > 0)
      ? ok([...rest, channels])
      : err(
          `must leave at least one pixel: found cropping ${cropping.join(', ')} of an image of ${formatShape([height, width])}, which leaves nothing`,
        );
  },
  moves: 'unchanged',
  worked({ cropping }, numbers) {
    const { rows, columns } = sidesOf(cropping);
    return workedMove(numbers, ([row = 0, column = 0, channel = 0]) => [row + rows[0], column + columns[0], channel]);
  },
  call(tf, { cropping }, { inputs: [x] }) {
    const { rows, columns } = sidesOf(cropping);
    const [, height, width] = shape4(x);
    return cutImages(tf, x, [rows[0], columns[0]], [height - rows[0] - rows[1], width - columns[0] - columns[1]]);
  },
});
