/*
 * What layers share that move a window over a sequence (rank 1) or an image (rank 2): how far it moves, what
 * is put around the edges, and the shape that comes out. The numbers are those of TensorFlow and of Keras 3.
 */
import type { Result } from '../../base/result.ts';
import { err, ok } from '../../base/result.ts';
import type { Shape } from '../../base/shape.ts';
import { formatShape, sizeOf } from '../../base/shape.ts';
import type { Refusal, Tensor, TF } from '../define/index.ts';
import { choice } from '../params.ts';

export type Rank = 1 | 2;
export type Padding = 'valid' | 'same' | 'causal';
type Four = [number, number, number, number];

/** Each list holds a number for every dimension. */
export interface Window {
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly dilation: readonly number[];
  readonly padding: Padding;
}

/** Keras also reads channels in front of the rows; no backend trains such images well, so they are not offered. */
export const dataFormat = () =>
  choice('channels_last', [{ value: 'channels_last', help: 'Rows, columns, channels.' }], {
    advanced: true,
    help: 'The order of the dimensions. Edgewise computes with the channels last, and with nothing else.',
  });

export const paddingParam = () =>
  choice(
    'valid',
    [
      { value: 'valid', help: 'Only whole windows, so that what comes out is smaller.' },
      { value: 'same', help: 'Something empty around the edges, so that with steps of 1 the size stays.' },
    ],
    { help: 'Whether the window may stand out over the edges.' },
  );

/** How many numbers one side of the window reaches over. */
export const spanOf = (size: number, dilation: number): number => (size - 1) * dilation + 1;

const steps = (input: number, span: number, stride: number, padding: Padding): number =>
  padding === 'valid' ? Math.floor((input - span) / stride) + 1 : Math.ceil(input / stride);

/** What `same` puts before and behind one dimension. */
export function samePadding(input: number, span: number, stride: number): [before: number, behind: number] {
  const total = Math.max(0, (Math.ceil(input / stride) - 1) * stride + span - input);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

const at = (list: readonly number[], i: number): number => list[i] ?? 1;

/** Refuses what is no sequence or no image. */
export function expectRank(input: Shape, rank: Rank): Result<Shape, string> {
  if (input.length === rank + 1) return ok(input);
  const wanted =
    rank === 1
      ? 'reads sequences, steps × channels, which have two dimensions'
      : 'reads images, rows × columns × channels, which have three dimensions';
  return err(`${wanted}: found shape ${formatShape(input)}`);
}

/** The shape after a window has gone over the input and given `channels` values at each place. */
export function windowShape(input: Shape, rank: Rank, window: Window, channels: number): Result<Shape, string> {
  const read = expectRank(input, rank);
  if (!read.ok) return read;
  const places = input.slice(0, -1);
  const spans = window.size.map((size, i) => spanOf(size, at(window.dilation, i)));
  if (window.padding === 'valid' && places.some((length, i) => length < at(spans, i)))
    return err(
      `moves a window of ${formatShape(spans)} over its input: found only ${formatShape(places)} there; expected at least as much, or padding same`,
    );
  return ok([...places.map((n, i) => steps(n, at(spans, i), at(window.strides, i), window.padding)), channels]);
}

/** Numbers that are held to take an input with holes apart and put the results together again. */
export function holesWorking(input: Shape, output: Shape, { size, dilation }: Window): number {
  if (dilation.every((n) => n === 1)) return 0;
  const padded = input.slice(0, -1).map((n, i) => n + spanOf(size[i] ?? 1, dilation[i] ?? 1) + (dilation[i] ?? 1));
  return 2 * (sizeOf(padded) * (input.at(-1) ?? 1) + sizeOf(output));
}

/** Sequences and images alike as tfjs wants them, rows × columns × channels: a sequence is one column wide. */
export const asImages = (tf: TF, x: Tensor, rank: Rank): Tensor => (rank === 1 ? tf.expandDims(x, 2) : x);
export const fromImages = (tf: TF, x: Tensor, rank: Rank): Tensor => (rank === 1 ? tf.squeeze(x, [2]) : x);

/** A number for rows and one for columns. */
export const both = (list: readonly number[]): [number, number] => [at(list, 0), at(list, 1)];

/** Zeros around images. */
export const padImages = (tf: TF, x: Tensor, rows: readonly [number, number], columns: readonly [number, number]) =>
  [...rows, ...columns].every((n) => n === 0) ? x : tf.pad(x, [[0, 0], [...rows], [...columns], [0, 0]]);

/** A part of images, from a row and a column on. */
export const cutImages = (tf: TF, x: Tensor, from: readonly [number, number], size: readonly [number, number]) => {
  const [rows = 0, height = 0, width = 0, channels = 0] = x.shape;
  if (from[0] === 0 && from[1] === 0 && size[0] === height && size[1] === width) return x;
  return tf.slice(x, [0, from[0], from[1], 0], [rows, size[0], size[1], channels]);
};

/** tfjs types some of its functions by rank, which the shape rules have made sure of. */
export const shape4 = ({ shape: [a = 1, b = 1, c = 1, d = 1] }: Tensor): Four => [a, b, c, d];

/** Strides and holes exclude each other, as in Keras. */
export function refusesStridesWithDilation({
  strides,
  dilation_rate,
}: {
  readonly strides: readonly number[];
  readonly dilation_rate: readonly number[];
}): Refusal | undefined {
  if (strides.every((n) => n === 1) || dilation_rate.every((n) => n === 1)) return undefined;
  const ones = strides.map(() => 1);
  return {
    message: `strides above 1 cannot be combined with a dilation_rate above 1, found ${strides.join(', ')} and ${dilation_rate.join(', ')}.`,
    remedies: [
      { label: 'Set dilation_rate to 1', params: { dilation_rate: ones } },
      { label: 'Set strides to 1', params: { strides: ones } },
    ],
  };
}
