/** Images of the user's own: a folder of pictures, with a sub-folder for each class. */
import type { AssetInfos } from '../../assets/in-document.ts';
import type { AssetInfo, CategoryColumn, ImageColumn } from '../../assets/info.ts';
import { must } from '../../base/invariant.ts';
import { permutation } from '../../base/random.ts';
import { sizeOf } from '../../base/shape.ts';
import { shorten } from '../../base/text.ts';
import type { DataFault } from '../define/index.ts';
import { defineDataset } from '../define/index.ts';
import { asset, real } from '../params.ts';
import { cappedFractions } from './plan-split.ts';

interface Folder {
  readonly name: string;
  readonly rows: number;
  readonly image: ImageColumn;
  readonly kind: CategoryColumn;
}

const isFault = (found: Folder | DataFault): found is DataFault => 'code' in found;

function folderOf(data: string, assets: AssetInfos | undefined): Folder | DataFault {
  const info = assets?.get(data);
  const fault = (code: DataFault['code'], message: string, hint: string): DataFault => ({
    code,
    param: 'data',
    message,
    hint,
  });
  if (info === undefined)
    return data === ''
      ? fault(
          'no-data',
          'has no images yet',
          'Choose a folder for it, or drop one on the canvas: each sub-folder is a class.',
        )
      : fault('damaged-data', 'names images that this file does not describe', 'Choose their folder again.');
  if (!info.ok) return fault('damaged-data', `has damaged data: its entry ${info.error}`, 'Choose the folder again.');
  return (
    foundIn(info.value) ??
    fault(
      'unusable-data',
      `names “${shorten(info.value.name)}”, a table and no folder of images`,
      'Use a Table node for it, or choose a folder.',
    )
  );
}

/** The images and their classes; undefined for a table of another kind. */
function foundIn({ name, rows, columns }: AssetInfo): Folder | undefined {
  const image = columns.find((column) => column.kind === 'image');
  const kind = columns.find((column) => column.kind === 'category');
  return image === undefined || kind === undefined || rows < 2 ? undefined : { name, rows, image, kind };
}

export const images = defineDataset({
  type: 'Images',
  category: 'Data',
  summary: 'Your own images: a folder with a sub-folder for each class.',
  description:
    'Gives images as features, height × width × channels with values from 0 (black) to 1 (white), and the name of the folder that each lies in as its class. Drop a folder on the canvas or choose one: its pictures are brought to one small size, grey or in colour, before they are kept. Part of them is held out for validation and test. Wire the features to a Conv2D, or through Flatten to a Dense layer.',
  keywords: ['own data', 'pictures', 'photos', 'folder', 'png', 'jpeg', 'import', 'upload', 'classification'],
  inputs: [],
  outputs: [
    { name: 'features', kind: 'data', help: 'What the network sees: one image per example.' },
    { name: 'targets', kind: 'targets', help: 'The folder that each image lies in, as a class.' },
  ],
  params: {
    data: asset({
      of: 'images',
      help: 'The images. They live in the graph file up to 1 MB, and in this browser beyond that.',
    }),
    validation_fraction: real(0.2, {
      min: 0,
      max: 0.9,
      step: 0.05,
      help: 'Share of the images held out to check progress during training. If both held-out shares together exceed 0.9, they are scaled down to it.',
    }),
    test_fraction: real(0, {
      min: 0,
      max: 0.9,
      step: 0.05,
      help: 'Share of the images held out for one last check after training.',
    }),
  },
  card: ['data'],
  lacks({ data }, assets) {
    const folder = folderOf(data, assets);
    return isFault(folder) ? folder : undefined;
  },
  describe({ data }, assets) {
    const folder = folderOf(data, assets);
    if (isFault(folder)) throw new Error('Images are described that cannot be');
    const [height, width, channels] = folder.image.size;
    const channel = channels === 1 ? [''] : [', red', ', green', ', blue'];
    return {
      title: folder.name,
      samples: folder.rows,
      shape: [height, width, channels],
      featureNames: Array.from({ length: height * width * channels }, (_, i) => {
        const pixel = Math.floor(i / channels);
        return `row ${Math.floor(pixel / width) + 1}, column ${(pixel % width) + 1}${channel[i % channels]}`;
      }),
      target: { kind: 'classes', names: folder.kind.categories },
      image: [width, height],
      lit: true,
    };
  },
  async load({ data }, rng, tables) {
    const { rows, columns } = await must(tables, 'the reader of own data')(data);
    const image = columns.find((column) => column.kind === 'image');
    const kind = columns.find((column) => column.kind === 'category');
    if (image === undefined || kind === undefined) throw new Error('These are no images. Choose their folder again.');
    const size = sizeOf(image.size);
    const features = new Float32Array(rows * size);
    // Folders come one after the other; the split takes rows as they stand.
    const order = permutation(rows, rng('order'));
    order.forEach((from, to) => {
      for (let i = 0; i < size; i++) features[to * size + i] = (image.values[from * size + i] ?? 0) / 255;
    });
    return { features, targets: Float32Array.from(order, (row) => kind.values[row] ?? 0) };
  },
  split: ({ validation_fraction, test_fraction }) =>
    cappedFractions({ validation: validation_fraction, test: test_fraction }),
});
