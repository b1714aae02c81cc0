/** Pictures of weights hold the weights themselves, in the order that their axes say. */
import { describe, expect, test } from 'vitest';
import { planTiles } from '../../../src/runtime/instruments/weight-tiles.ts';
import { weightImages } from '../../../src/runtime/instruments/weight-images.ts';
import { preparedRun, readOnce } from '../../support/prepared.ts';

describe('a plan of tiles', () => {
  test.each([
    ['a matrix', [10, 4], undefined, { across: 4, down: 10, tiles: [] }],
    ['a wide matrix', [500, 300], undefined, { across: 128, down: 128, cut: [128, 128] }],
    ['units over a picture', [64, 100], [8, 8], { across: 8, down: 8, cut: [64, 64], order: [1, 0] }],
    ['a picture that does not fit', [63, 100], [8, 8], { tiles: [] }],
    ['kernels of one channel', [3, 3, 1, 100], undefined, { across: 3, down: 3, cut: [3, 3, 1, 64] }],
    ['kernels of many channels', [5, 3, 16, 32], undefined, { across: 3, down: 5, cut: [5, 3, 8, 8] }],
    ['kernels over a sequence', [5, 3, 100], undefined, { across: 3, down: 5, cut: [5, 3, 64] }],
  ] as const)('of %s', (_name, shape, picture, expected) => {
    expect(planTiles(shape, [], picture)).toMatchObject(expected);
  });

  test('says what of the weight is shown, by the names of its axes', () => {
    expect(planTiles([3, 3, 16, 32], ['row', 'column', 'channel', 'filter'])?.tiles).toEqual([
      { name: 'filter', shown: 8, of: 32 },
      { name: 'channel', shown: 8, of: 16 },
    ]);
  });

  test('there is none of a bias, nor of a weight of five dimensions', () => {
    expect([planTiles([8]), planTiles([]), planTiles([2, 2, 2, 2, 2])]).toEqual([undefined, undefined, undefined]);
  });
});

test('units that read a picture are pictures, also behind layers that keep its order', async () => {
  const run = await preparedRun('digits');
  const images = await readOnce(weightImages, run, { node: 'd1' });
  const kernel = (await run.checkpoint()).weights.get('d1/kernel') ?? [];
  const units = kernel.length / 64;
  expect(images).toMatchObject({ weight: 'kernel', across: 8, down: 8, tiles: [{ name: 'unit', of: units }] });
  for (const [unit, row, column] of [
    [0, 0, 0],
    [2, 3, 5],
    [9, 7, 7],
  ] as const)
    expect(images?.values[(unit * 8 + row) * 8 + column]).toBe(kernel[(row * 8 + column) * units + unit]);
});

test('kernels of a convolution are tiles, one for each filter and channel', async () => {
  const run = await preparedRun('digits-convolution');
  const layers = run.linked.layers.filter(({ plan }) => plan.weights.some(({ shape }) => shape.length === 4));
  const second = layers[1]?.plan;
  const images = await readOnce(weightImages, run, { node: second?.node ?? '' });
  const [rows = 0, columns = 0, channels = 0, filters = 0] = second?.weights[0]?.shape ?? [];
  const kernel = (await run.checkpoint()).weights.get(`${second?.node}/kernel`) ?? [];
  const shown = Math.min(8, channels);
  expect(images).toMatchObject({ across: columns, down: rows });
  const at = (filter: number, channel: number, row: number, column: number) =>
    images?.values[((filter * shown + channel) * rows + row) * columns + column];
  expect(at(1, 2, 0, 1)).toBe(kernel[(1 * channels + 2) * filters + 1]);
  expect(at(0, 1, 2, 2)).toBe(kernel[((2 * columns + 2) * channels + 1) * filters]);
});

test('while steps are replayed, the weights are those of the last step', async () => {
  const run = await preparedRun('xor', {}, 'wasm');
  expect(await run.record('fast')).toBeUndefined();
  const before = await readOnce(weightImages, run, { node: 'd1' });
  run.advance();
  await run.settle();
  const after = await readOnce(weightImages, run, { node: 'd1' });
  expect(after?.values).not.toEqual(before?.values);
  expect(after?.values).toEqual((await run.checkpoint()).weights.get('d1/kernel'));
});
