import { describe, expect, test } from 'vitest';
import { makeAsset, openAsset } from '../../../src/assets/asset.ts';
import { readInfo, writeInfo } from '../../../src/assets/info.ts';
import { MAX_IMAGE_BYTES } from '../../../src/assets/limits.ts';
import { bytes } from '../../../src/base/format.ts';
import { imageTable } from '../../../src/interop/images/image-table.ts';
import { pictureSize } from '../../../src/interop/images/picture-head.ts';
import { shrink } from '../../../src/interop/images/shrink.ts';
import type { Looks, Rgba } from '../../../src/interop/images/shrink.ts';
import { sortFolder } from '../../../src/interop/images/sort-folder.ts';
import { png } from '../../support/png.ts';

const files = (...paths: string[]) => paths.map((path) => ({ path, size: 10 }));

describe('a folder', () => {
  test('its sub-folders are the classes, numbers in their names in order', () => {
    const sorted = sortFolder(files('n/10/a.png', 'n/2/b.JPG', 'n/2/a10.png', 'n/2/a9.png', 'n/1/x.webp'));
    expect(sorted.name).toBe('n');
    expect(sorted.classes).toEqual(['1', '2', '10']);
    expect(sorted.images.map(({ file, kind }) => [file.path, kind])).toEqual([
      ['n/1/x.webp', 0],
      ['n/2/a9.png', 1],
      ['n/2/a10.png', 1],
      ['n/2/b.JPG', 1],
      ['n/10/a.png', 2],
    ]);
  });

  test('the folder nearest to an image counts, so parts for training and test come together', () => {
    const { classes, images } = sortFolder(files('d/train/cat/1.png', 'd/test/cat/1.png', 'd/train/dog/1.png'));
    expect(classes).toEqual(['cat', 'dog']);
    expect(images.map(({ kind }) => kind)).toEqual([0, 0, 1]);
  });

  test('what lies beside the folders of the classes has no class', () => {
    const { classes, skipped } = sortFolder(files('d/cover.png', 'd/cats/1.png', 'd/dogs/1.png', 'e/1.png'));
    expect(classes).toEqual(['cats', 'dogs', 'e']);
    expect(skipped).toMatchObject([{ count: 1, example: 'd/cover.png' }]);
  });

  test('what is left out is told with its reason; what systems leave there is not worth a word', () => {
    const { images, skipped } = sortFolder([
      ...files(
        'd/a/1.png',
        'd/a/notes.txt',
        'd/b/more.pdf',
        'loose.png',
        'd/.DS_Store',
        'd/a/Thumbs.db',
        'd/a/._1.png',
      ),
      { path: 'd/b/huge.png', size: MAX_IMAGE_BYTES + 1 },
      { path: 'd/b/empty.png', size: 0 },
    ]);
    expect(images).toHaveLength(1);
    expect(skipped.map(({ why, count }) => [why, count])).toEqual([
      ['not a PNG, JPEG, GIF, WebP or BMP file', 2],
      ['empty', 1],
      [`larger than ${bytes(MAX_IMAGE_BYTES)}`, 1],
      ['in no folder, so without a class', 1],
    ]);
  });
});

describe('how large a picture says it is', () => {
  const made = (...parts: (string | readonly number[])[]) =>
    Uint8Array.from(
      parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (c) => c.charCodeAt(0)) : part)),
    );
  const zeros = (n: number) => Array.from({ length: n }, () => 0);

  test.each([
    ['PNG', png(300, 200, () => [0, 0, 0, 255])],
    ['GIF', made('GIF89a', [44, 1, 200, 0])],
    ['BMP', made('BM', zeros(16), [44, 1, 0, 0], [0x38, 0xff, 0xff, 0xff])],
    ['lossless WebP', made('RIFF', zeros(4), 'WEBPVP8L', zeros(4), [0x2f], [0x2b, 0xc1, 0x31, 0])],
    ['extended WebP', made('RIFF', zeros(4), 'WEBPVP8X', zeros(8), [0x2b, 1, 0], [199, 0, 0])],
    ['lossy WebP', made('RIFF', zeros(4), 'WEBPVP8 ', zeros(10), [44, 1], [200, 0])],
    ['JPEG', made([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xff, 0xc4, 0, 2, 0xff, 0xc2, 0, 11, 8, 0, 200, 1, 44])],
  ])('%s', (_kind, head) => {
    expect(pictureSize(head)).toEqual({ width: 300, height: 200 });
  });

  test('what is cut off or no picture has no size', () => {
    expect(pictureSize(png(3, 2, () => [0, 0, 0, 0]).subarray(0, 18))).toBeUndefined();
    expect(pictureSize(made('GIF'))).toBeUndefined();
    expect(pictureSize(made('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeUndefined();
    expect(pictureSize(new Uint8Array())).toBeUndefined();
  });
});

describe('a picture made small', () => {
  const picture = (width: number, height: number, pixel: (x: number, y: number) => readonly number[]): Rgba => ({
    width,
    height,
    data: Uint8Array.from({ length: height }, (_, y) => y).reduce<number[]>((all, _y, y) => {
      for (let x = 0; x < width; x++) all.push(...pixel(x, y));
      return all;
    }, []) as never,
  });
  const looks: Looks = { size: [2, 2, 1], fit: 'squeeze', invert: false };
  const grey = (level: number) => [level, level, level, 255];

  test('each pixel is the mean of its area, and what lies on the border counts for both', () => {
    // 3 → 2 columns: the middle one is shared.
    const small = shrink(
      picture(3, 2, (x) => grey(x * 90)),
      looks,
    );
    expect([...small]).toEqual([30, 150, 30, 150]);
  });

  test('colours stay apart, grey is as bright as they look, and light can be turned to dark', () => {
    const red = picture(4, 4, () => [200, 0, 0, 255]);
    expect([...shrink(red, { ...looks, size: [1, 1, 3] })]).toEqual([200, 0, 0]);
    expect([...shrink(red, { ...looks, size: [1, 1, 1] })]).toEqual([60]);
    expect([...shrink(red, { ...looks, size: [1, 1, 1], invert: true })]).toEqual([195]);
  });

  test('what is transparent lies on white', () => {
    expect([
      ...shrink(
        picture(2, 2, () => [0, 0, 0, 0]),
        { ...looks, size: [1, 1, 1] },
      ),
    ]).toEqual([255]);
  });

  test('of other proportions it is squeezed, or its middle is cut out', () => {
    const striped = picture(6, 2, (x) => grey(x < 2 ? 0 : x < 4 ? 100 : 200));
    expect([...shrink(striped, { ...looks, fit: 'crop' })]).toEqual([100, 100, 100, 100]);
    expect([...shrink(striped, looks)]).toEqual([33, 167, 33, 167]);
  });

  test('a picture smaller than that is spread out', () => {
    expect([
      ...shrink(
        picture(1, 1, () => grey(7)),
        looks,
      ),
    ]).toEqual([7, 7, 7, 7]);
  });
});

test('images are kept as a byte for each channel, named by their content, and come back', async () => {
  const pixels = (level: number) => new Uint8Array(12).fill(level);
  const few = [
    { pixels: pixels(1), kind: 0 },
    { pixels: pixels(2), kind: 2 },
    { pixels: pixels(3), kind: 2 },
  ];
  const table = imageTable(few, ['a', 'none of these', 'c'], [2, 2, 3]);
  const asset = await makeAsset(table, { name: 'folder', bytes: 99 });
  expect(asset.info.columns).toEqual([
    { name: 'image', kind: 'image', size: [2, 2, 3] },
    { name: 'class', kind: 'category', categories: ['a', 'c'] },
  ]);
  const opened = await openAsset(asset);
  expect(opened.ok && opened.value.columns.map(({ values }) => values)).toEqual([
    Uint8Array.from([...pixels(1), ...pixels(2), ...pixels(3)]),
    Uint8Array.of(0, 1, 1),
  ]);
  expect(readInfo(JSON.parse(JSON.stringify(writeInfo(asset.info))))).toEqual({ ok: true, value: asset.info });
  // The same bytes as images of another form are other data.
  const flat = await makeAsset(imageTable(few, ['a', 'b', 'c'], [1, 4, 3]), { name: 'folder', bytes: 99 });
  expect(flat.hash).not.toBe(asset.hash);
});

test.each([
  [[2, 2, 2], 3],
  [[0, 2, 1], 3],
  [[1000, 2, 1], 3],
  [[128, 128, 3], 100_000],
])('images of %j in %i rows are not believed', (size, rows) => {
  const entry = { kind: 'table', name: 'folder', bytes: 1, rows, columns: [{ name: 'image', kind: 'image', size }] };
  expect(readInfo(entry).ok).toBe(false);
});
