import { err, ok } from '../../base/result.ts';
import type { Random } from '../../base/random.ts';
import { formatShape, sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import { definePreprocessing } from '../define/index.ts';
import { flag, integer } from '../params.ts';
import { dataPorts } from './ports.ts';

export const augment = definePreprocessing({
  type: 'Augment',
  category: 'Preprocessing',
  summary: 'Adds shifted and mirrored copies of the training images.',
  description:
    'A cat two pixels to the left is still a cat. Beside every training image this node puts copies that are shifted by a random number of pixels and, if you like, mirrored, with the same answer; what is shifted in from outside is 0. The network sees more different images, memorises less and generalises better, and an epoch has as many more steps. The copies are drawn once, before training. Nothing is measured here, and validation and test images stay as they are. Mirror only what means the same in a mirror: a digit does not.',
  formula: 'each training image, followed by its changed copies',
  keywords: ['augmentation', 'flip', 'shift', 'mirror', 'translate', 'RandomFlip', 'RandomTranslation', 'images'],
  ...dataPorts(
    'Images: height × width, with channels behind or without; a plain list of values is read as a square.',
    'The same images; for training, more of them.',
  ),
  params: {
    copies: integer(1, { min: 1, max: 8, help: 'How many changed copies are made of each training image.' }),
    max_shift: integer(1, { min: 0, max: 64, help: 'Copies are shifted by up to so many pixels in each direction.' }),
    horizontal_flip: flag(false, { help: 'Mirrors every other copy, at random, left to right.' }),
    vertical_flip: flag(false, { help: 'Mirrors every other copy, at random, top to bottom.' }),
  },
  card: ['copies', 'max_shift'],
  keepsOrder: true,
  outputShape: (_params, input) =>
    imageShape(input) === undefined
      ? err(`takes images, height × width (× channels), but examples of shape ${formatShape(input)} are none`)
      : ok(input),
  fit: () => ({}),
  apply: (_params, _state, rows) => rows.slice(),
  augment: {
    copies: ({ copies }) => 1 + copies,
    change({ max_shift, horizontal_flip, vertical_flip }, rows, shape, rng, copies) {
      const size = sizeOf(shape);
      const image = imageShape(shape) ?? shape;
      const result = new Float32Array(rows.length * copies);
      const shift = () => rng.integer(2 * max_shift + 1) - max_shift;
      for (let from = 0; from < rows.length; from += size) {
        const original = rows.subarray(from, from + size);
        result.set(original, from * copies);
        for (let copy = 1; copy < copies; copy++) {
          const change = {
            down: shift(),
            right: shift(),
            flipped: heads(rng) && horizontal_flip,
            upended: heads(rng) && vertical_flip,
          };
          draw(original, image, change, result.subarray(from * copies + copy * size));
        }
      }
      return result;
    },
  },
  asLayers: () => [],
  inNumpy({ copies, max_shift, horizontal_flip, vertical_flip }, shape) {
    const image = imageShape(shape) ?? shape;
    return {
      changes: 'training rows and answers',
      lines: [
        'def changed(image):',
        ...(horizontal_flip ? ['    if rng.random() < 0.5:', '        image = image[:, ::-1]'] : []),
        ...(vertical_flip ? ['    if rng.random() < 0.5:', '        image = image[::-1]'] : []),
        `    padded = np.pad(image, [(${max_shift}, ${max_shift})] * 2 + [(0, 0)] * (image.ndim - 2))`,
        `    top, left = rng.integers(0, ${2 * max_shift + 1}, 2)`,
        '    return padded[top : top + image.shape[0], left : left + image.shape[1]]',
        '',
        `images = x.reshape(-1, ${image.join(', ')})`,
        `images = [each if i == 0 else changed(each) for each in images for i in range(${1 + copies})]`,
        `return np.stack(images).reshape(-1, *x.shape[1:]), np.repeat(y, ${1 + copies}, axis=0)`,
      ],
    };
  },
});

/** A plain list of values is a square image, where it can be. */
function imageShape(shape: Shape): Shape | undefined {
  if (shape.length === 2 || shape.length === 3) return shape;
  const side = Math.sqrt(sizeOf(shape));
  return shape.length === 1 && Number.isInteger(side) ? [side, side] : undefined;
}

const heads = (rng: Random): boolean => rng.uniform() < 0.5;

interface Change {
  readonly down: number;
  readonly right: number;
  readonly flipped: boolean;
  readonly upended: boolean;
}

/** Writes the image, mirrored first and then shifted, to the start of `into`, which holds zeros. */
function draw(image: Float32Array, shape: Shape, { down, right, flipped, upended }: Change, into: Float32Array): void {
  const [height = 1, width = 1, channels = 1] = shape;
  for (let row = 0; row < height; row++) {
    const y = row - down;
    if (y < 0 || y >= height) continue;
    for (let column = 0; column < width; column++) {
      const x = column - right;
      if (x < 0 || x >= width) continue;
      const from = ((upended ? height - 1 - y : y) * width + (flipped ? width - 1 - x : x)) * channels;
      const to = (row * width + column) * channels;
      for (let channel = 0; channel < channels; channel++) into[to + channel] = image[from + channel] ?? 0;
    }
  }
}
