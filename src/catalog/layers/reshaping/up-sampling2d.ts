/*
 * Keras knows more ways to interpolate than the two offered here; its backends do not agree on their numbers.
 * tfjs' own ops for the two are not used: their gradients are wrong for several images, or for this kind.
 */
import { ok } from '../../../base/result.ts';
import { sizeOf } from '../../../base/shape.ts';
import type { Tensor, TF } from '../../define/index.ts';
import { defineLayer } from '../../define/index.ts';
import { choice, sizes } from '../../params.ts';
import { layerPorts } from '../ports.ts';
import { both, dataFormat, expectRank, shape4 } from '../windows.ts';
import { at, indexOf, placeOf, weightedSum, workedMove } from '../../worked.ts';

export const upSampling2d = defineLayer({
  type: 'UpSampling2D',
  category: 'Layers',
  group: 'Reshaping',
  keras: { module: 'keras.layers' },
  inTfjs: ({ interpolation }) =>
    interpolation === 'nearest' ? true : { none: 'It blends pixels from other places. Set interpolation to nearest.' },
  summary: 'Makes an image larger by repeating or blending its pixels.',
  description:
    'Turns each pixel into a block of pixels, so that the image becomes some whole number of times as large. Nearest repeats the pixel; bilinear blends it into its neighbours. It has no weights: put a Conv2D behind it to draw the details. Together they do what Conv2DTranspose does in one layer, without chequered patterns, but with more work.',
  formula: 'h×w×c → (h·rows)×(w·columns)×c',
  keywords: ['resize', 'enlarge', 'zoom', 'interpolate', 'decoder', 'upscale', 'image'],
  ...layerPorts(),
  params: {
    size: sizes([2, 2], { min: 1, max: 64, offered: 4, help: 'How many times as many rows and columns there are.' }),
    data_format: dataFormat(),
    interpolation: choice(
      'nearest',
      [
        { value: 'nearest', help: 'Repeats each pixel.' },
        { value: 'bilinear', help: 'Blends neighbouring pixels along straight lines.' },
      ],
      { help: 'Where the new pixels get their values from.' },
    ),
  },
  card: ['size', 'interpolation'],
  outputShape({ size }, { inputs: [input] }) {
    const read = expectRank(input, 2);
    if (!read.ok) return read;
    const [rows, columns] = both(size);
    const [height = 1, width = 1, channels = 1] = input;
    return ok([height * rows, width * columns, channels]);
  },
  multiplyAdds: ({ size, interpolation }, { inputs: [input] }) =>
    interpolation === 'nearest' ? 0 : 4 * sizeOf(input) * sizeOf(size),
  /** Images that are wide already and not yet tall; blending also turns them. */
  working: ({ size, interpolation }, { inputs: [input] }) =>
    sizeOf(input) * (both(size)[1] + (interpolation === 'nearest' ? 0 : 1 + both(size)[1] + sizeOf(size))),
  moves: 'unchanged',
  worked({ size, interpolation }, numbers) {
    const [rows, columns] = both(size);
    if (interpolation === 'nearest')
      return workedMove(numbers, ([row = 0, column = 0, channel = 0]) => [
        Math.floor(row / rows),
        Math.floor(column / columns),
        channel,
      ]);
    const { inputs, shape, place } = numbers;
    const [x] = inputs.inputs;
    const [row = 0, column = 0, channel = 0] = indexOf(shape, place);
    const [height = 1, width = 1] = x.shape;
    const pairs = shares(row, height, rows).flatMap((down) =>
      shares(column, width, columns).map((along): [number, number] => [
        down.part * along.part,
        at(x, placeOf(x.shape, [down.from, along.from, channel])),
      ]),
    );
    return [
      {
        name: 'y',
        ...weightedSum(
          pairs.filter(([part]) => part > 0),
          undefined,
        ),
      },
    ];
  },
  call(tf, { size, interpolation }, { inputs: [x] }) {
    const [rows, columns] = both(size);
    return interpolation === 'nearest' ? repeated(tf, x, rows, columns) : blended(tf, x, rows, columns);
  },
});

function repeated(tf: TF, x: Tensor, rows: number, columns: number): Tensor {
  const [count, height, width, channels] = shape4(x);
  const wide = tf.mul(tf.reshape(x, [count * height * width, 1, channels]), tf.ones([1, columns, 1]));
  const tall = tf.mul(tf.reshape(wide, [count * height, 1, width * columns * channels]), tf.ones([1, rows, 1]));
  return tf.reshape(tall, [count, height * rows, width * columns, channels]);
}

/** Each new row is a mixture of old rows, and each column likewise: two products with a table of the parts. */
function blended(tf: TF, x: Tensor, rows: number, columns: number): Tensor {
  const [count, height, width, channels] = shape4(x);
  const along = (list: Tensor, parts: Tensor, shape: number[]): Tensor =>
    tf.reshape(tf.matMul(tf.reshape(list, [-1, parts.shape[0] ?? 1]), parts), shape);
  const wide = along(tf.transpose(x, [0, 3, 1, 2]), mixture(tf, width, columns), [
    count,
    channels,
    height,
    width * columns,
  ]);
  const tall = along(tf.transpose(wide, [0, 1, 3, 2]), mixture(tf, height, rows), [
    count,
    channels,
    width * columns,
    height * rows,
  ]);
  return tf.transpose(tall, [0, 3, 2, 1]);
}

/** The two old pixels that a new one lies between, and how much it has of each. */
function shares(to: number, length: number, times: number) {
  const place = (to + 0.5) / times - 0.5;
  const before = Math.floor(place);
  const inside = (from: number) => Math.min(length - 1, Math.max(0, from));
  return [
    { from: inside(before), part: 1 - (place - before) },
    { from: inside(before + 1), part: place - before },
  ];
}

/** `length × (length · times)`: how much each new pixel has of each old one. Pixels are squares, seen at their middle. */
function mixture(tf: TF, length: number, times: number): Tensor {
  const parts = new Float32Array(length * length * times);
  for (let to = 0; to < length * times; to++)
    for (const { from, part } of shares(to, length, times)) {
      const place = from * length * times + to;
      parts[place] = (parts[place] ?? 0) + part;
    }
  return tf.tensor(parts, [length, length * times]);
}
