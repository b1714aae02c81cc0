/*
 * Convolutions on images with the channels last, from tensor ops that every backend can differentiate. tfjs has
 * no gradient for a convolution with holes and no groups at all, so both are taken apart into plain ones.
 */
import { must } from '../../../base/invariant.ts';
import type { Tensor, TF } from '../../define/index.ts';
import { both, cutImages, padImages, samePadding, shape4, spanOf } from '../windows.ts';
import type { Window } from '../windows.ts';

type Four = Parameters<TF['conv2d']>[1];
type Images = Parameters<TF['avgPool']>[0] & Four;

/** The shape rules have made sure of the rank. */
const images = (x: Tensor) => x as Images;

/** What a kernel does to images, with plain steps and nothing around the edges unless said. */
type Convolution = (x: Tensor, strides: [number, number], padding: 'valid' | 'same') => Tensor;

/** `kernel` is `rows × columns × channels × filters`, and the channels of each group if there are several. */
export const convolve = (tf: TF, x: Tensor, kernel: Tensor, window: Window, groups = 1): Tensor => {
  if (groups === 1) return moved(tf, x, window, convolution(tf, kernel));
  const parts = tf.split(kernel, groups, -1);
  const found = tf
    .split(x, groups, -1)
    .map((part, i) => moved(tf, part, window, convolution(tf, must(parts[i], `the kernel of group ${i}`))));
  return tf.concat(found, -1);
};

const convolution =
  (tf: TF, kernel: Tensor): Convolution =>
  (x, strides, padding) =>
    tf.conv2d(images(x), images(kernel), strides, padding);

/** Each channel by itself; `kernel` is `rows × columns × channels × multiplier`. */
export const convolveDepthwise = (tf: TF, x: Tensor, kernel: Tensor, window: Window): Tensor =>
  moved(tf, x, window, (part, strides, padding) => tf.depthwiseConv2d(images(part), images(kernel), strides, padding));

function moved(tf: TF, x: Tensor, window: Window, apply: Convolution): Tensor {
  const strides = both(window.strides);
  const [down, across] = both(window.dilation);
  if (window.padding === 'causal') {
    // What comes later is not seen: all that is put around a sequence stands before it.
    const ahead = spanOf(window.size[0] ?? 1, down) - 1;
    return moved(tf, padImages(tf, x, [ahead, 0], [0, 0]), { ...window, padding: 'valid' }, apply);
  }
  if (down === 1 && across === 1) return apply(x, strides, window.padding);
  return withHoles(tf, x, window, apply);
}

/**
 * A kernel with holes of d sees every d-th pixel. The images are taken apart into d·d smaller ones of every
 * d-th pixel, on which it is an ordinary kernel, and the results are put together again.
 */
function withHoles(tf: TF, x: Tensor, { size, dilation, padding }: Window, apply: Convolution): Tensor {
  const [down, across] = both(dilation);
  const [high, wide] = both(size);
  const [count, height, width, channels] = shape4(x);
  const around = (length: number, span: number, step: number) => {
    const [before, behind] = padding === 'same' ? samePadding(length, span, 1) : [0, 0];
    const padded = before + length + behind;
    return { before, behind: behind + ((step - (padded % step)) % step), given: padded - span + 1 };
  };
  const rows = around(height, spanOf(high, down), down);
  const columns = around(width, spanOf(wide, across), across);
  const padded = padImages(tf, x, [rows.before, rows.behind], [columns.before, columns.behind]);
  const [, tall, broad] = shape4(padded);
  const [h, w] = [tall / down, broad / across];
  const apart = tf.transpose(tf.reshape(padded, [count, h, down, w, across, channels]), [2, 4, 0, 1, 3, 5]);
  const found = apply(tf.reshape(apart, [down * across * count, h, w, channels]), [1, 1], 'valid');
  const [, a, b, filters] = shape4(found);
  const together = tf.transpose(tf.reshape(found, [down, across, count, a, b, filters]), [2, 3, 0, 4, 1, 5]);
  return cutImages(
    tf,
    tf.reshape(together, [count, a * down, b * across, filters]),
    [0, 0],
    [rows.given, columns.given],
  );
}

/**
 * Everything a transposed convolution gives: each pixel lays the kernel, `rows × columns × filters × channels`,
 * down at its place times its value. Images of `(n − 1)·stride + span` come out, before anything is cut off.
 */
export function spread(tf: TF, x: Tensor, kernel: Tensor, window: Omit<Window, 'padding'>): Tensor {
  const strides = both(window.strides);
  const [down, across] = both(window.dilation);
  const [high, wide, filters] = shape4(kernel);
  const [count, height, width] = shape4(x);
  if (down === 1 && across === 1) {
    const size: [number, number, number, number] = [
      count,
      (height - 1) * strides[0] + high,
      (width - 1) * strides[1] + wide,
      filters,
    ];
    return tf.conv2dTranspose(images(x), images(kernel), size, strides, 'valid');
  }
  // With holes it is a convolution with the kernel turned round, over images with room on all sides.
  const turned = tf.transpose(tf.reverse(kernel, [0, 1]), [0, 1, 3, 2]);
  const [rows, columns] = [spanOf(high, down) - 1, spanOf(wide, across) - 1];
  return convolve(tf, padImages(tf, x, [rows, rows], [columns, columns]), turned, { ...window, padding: 'valid' });
}
