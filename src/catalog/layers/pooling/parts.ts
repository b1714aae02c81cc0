/** What the pooling layers share: a window that takes the greatest or the mean of each channel. */
import { must } from '../../../base/invariant.ts';
import type { Result } from '../../../base/result.ts';
import type { Shape } from '../../../base/shape.ts';
import { sizeOf } from '../../../base/shape.ts';
import type { Tensor, TF, WorkedNumbers, Working } from '../../define/index.ts';
import { flag, optionalSizes, sizes } from '../../params.ts';
import {
  asImages,
  both,
  dataFormat,
  expectRank,
  fromImages,
  padImages,
  paddingParam,
  samePadding,
  shape4,
  windowShape,
} from '../windows.ts';
import type { Rank, Window } from '../windows.ts';
import { at, indexOf, listed, meanOf, placeOf, whole } from '../../worked.ts';

const LARGEST = 1024;

export const poolParams = (rank: Rank) => ({
  pool_size: sizes(rank === 1 ? [2] : [2, 2], {
    min: 1,
    max: LARGEST,
    offered: 4,
    help: rank === 1 ? 'How many steps become one.' : 'Rows and columns that become one pixel.',
  }),
  strides: optionalSizes(rank, {
    min: 1,
    max: LARGEST,
    offered: 4,
    help: 'How far the window moves from one place to the next. Off means: as far as it is large, so that windows do not overlap.',
  }),
  padding: paddingParam(),
  data_format: dataFormat(),
});

interface PoolParams {
  readonly pool_size: readonly number[];
  readonly strides: readonly number[] | null;
  readonly padding: 'valid' | 'same';
}

const windowOf = ({ pool_size, strides, padding }: PoolParams): Window => ({
  size: pool_size,
  strides: strides ?? pool_size,
  dilation: [],
  padding,
});

export const pooledShape = (params: PoolParams, input: Shape, rank: Rank): Result<Shape, string> =>
  windowShape(input, rank, windowOf(params), input.at(-1) ?? 1);

/** Every value of a window is looked at once. */
export function poolWork(params: PoolParams, input: Shape, rank: Rank): number {
  const output = pooledShape(params, input, rank);
  return output.ok ? sizeOf(output.value) * sizeOf(params.pool_size) : 0;
}

/** With padding same the mean is taken of images with zeros around them. */
export const averageWorking = ({ padding, pool_size }: PoolParams, input: Shape): number =>
  padding === 'valid' ? 0 : sizeOf(input.slice(0, -1).map((n, i) => n + (pool_size[i] ?? 1))) * (input.at(-1) ?? 1);

type Images = Parameters<TF['maxPool']>[0] & Tensor;

export function maxPool(tf: TF, params: PoolParams, x: Tensor, rank: Rank): Tensor {
  const { size, strides, padding } = windowOf(params);
  const images = asImages(tf, x, rank) as Images;
  return fromImages(tf, tf.maxPool(images, both(size), both(strides), padding === 'valid' ? 'valid' : 'same'), rank);
}

/**
 * The mean of what is there: with padding same, windows at the edges count their real pixels only, as
 * TensorFlow and JAX do. tfjs does so too but has a wrong gradient for it, so zeros are put around the images
 * and the means over whole windows are made larger again.
 */
export function averagePool(tf: TF, params: PoolParams, x: Tensor, rank: Rank): Tensor {
  const { size, strides, padding } = windowOf(params);
  const images = asImages(tf, x, rank);
  const [, height, width] = shape4(images);
  const around = ([height, width] as const).map((length, i): [number, number] =>
    padding === 'same' ? samePadding(length, both(size)[i] ?? 1, both(strides)[i] ?? 1) : [0, 0],
  );
  const [rows, columns] = [must(around[0], 'the rows'), must(around[1], 'the columns')];
  const padded = padImages(tf, images, rows, columns);
  const means = tf.avgPool(padded as Images, both(size), both(strides), 'valid');
  if (padded === images) return fromImages(tf, means, rank);
  const [, tall, broad] = shape4(means);
  const counts = { rows: counted(height, tall, rows[0], 0), columns: counted(width, broad, columns[0], 1) };
  const larger = counts.rows.flatMap((n) => counts.columns.map((m) => sizeOf(both(size)) / (n * m)));
  return fromImages(tf, tf.mul(means, tf.tensor(larger, [1, tall, broad, 1])), rank);

  /** How many real pixels the window sees at each place of one dimension. */
  function counted(length: number, places: number, before: number, i: 0 | 1): readonly number[] {
    return Array.from({ length: places }, (_, place) => {
      const start = place * both(strides)[i] - before;
      return Math.min(length, start + both(size)[i]) - Math.max(0, start);
    });
  }
}

export const globalParams = () => ({
  data_format: dataFormat(),
  keepdims: flag(false, { help: 'Keeps the dimensions that were taken together, with size 1.' }),
});

/** tfjs gives one row, always. */
export const globalInTfjs = ({ keepdims }: { readonly keepdims: boolean }) =>
  keepdims ? { none: 'It cannot keep the dimensions. Switch keepdims off and put a Reshape behind.' } : true;

export function globalShape(keepdims: boolean, input: Shape, rank: Rank): Result<Shape, string> {
  const read = expectRank(input, rank);
  if (!read.ok) return read;
  const channels = input.at(-1) ?? 1;
  return { ok: true, value: keepdims ? [...input.slice(0, -1).map(() => 1), channels] : [channels] };
}

/** All places of each channel in a row, and the way back to the shape that is given. */
export function overPlaces(tf: TF, x: Tensor, keepdims: boolean, rank: Rank, take: (list: Tensor) => Tensor): Tensor {
  const channels = x.shape.at(-1) ?? 1;
  const taken = take(tf.reshape(x, [-1, sizeOf(x.shape.slice(1, -1)), channels]));
  return tf.reshape(taken, [-1, ...(keepdims ? Array.from({ length: rank }, () => 1) : []), channels]);
}

/** The greatest along the second dimension. Where several are greatest, each gets its part of the slope, as in Keras. */
export function greatest(tf: TF, list: Tensor): Tensor {
  return tf.customGrad<Tensor>((...given) => {
    const x = given[0] as Tensor;
    const value = tf.max(x, 1, true);
    const save = given.at(-1);
    if (typeof save === 'function') save([x, value]);
    return {
      value,
      gradFunc: (slope: Tensor, saved: Tensor[]) => {
        const [from = x, top = value] = saved;
        const isTop = tf.sub(1, tf.sign(tf.sub(top, from)));
        return tf.mul(isTop, tf.div(slope, tf.sum(isTop, 1, true)));
      },
    };
  })(list);
}

/** The working of a window: its real values, the largest or their mean. */
export const workedPool =
  (name: 'max' | 'mean') =>
  (params: PoolParams, { inputs: { inputs }, shape, place }: WorkedNumbers): Working => {
    const [x] = inputs;
    const { size, strides, padding } = windowOf(params);
    const index = indexOf(shape, place);
    const channel = index.at(-1) ?? 0;
    const along = index.slice(0, -1).map((n, i) => {
      const [length, span, stride] = [x.shape[i] ?? 1, size[i] ?? 1, strides[i] ?? 1];
      const start = n * stride - (padding === 'same' ? samePadding(length, span, stride)[0] : 0);
      return Array.from({ length: span }, (_, step) => start + step).filter((seen) => seen >= 0 && seen < length);
    });
    const places = along.reduce<readonly (readonly number[])[]>(
      (all, list) => all.flatMap((before) => list.map((n) => [...before, n])),
      [[]],
    );
    return takenOver(
      name,
      places.map((each) => at(x, placeOf(x.shape, [...each, channel]))),
    );
  };

/** The same over all places of a channel. */
export const workedGlobal =
  (name: 'max' | 'mean') =>
  (_params: unknown, { inputs: { inputs }, place }: WorkedNumbers): Working => {
    const [x] = inputs;
    const channels = x.shape.at(-1) ?? 1;
    return takenOver(
      name,
      whole(x).filter((_value, i) => i % channels === place),
    );
  };

const takenOver = (name: 'max' | 'mean', values: readonly number[]): Working => [
  { name: 'y', text: `${name}(${listed(values)})`, value: name === 'max' ? Math.max(...values) : meanOf(values) },
];
