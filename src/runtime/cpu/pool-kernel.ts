/* The gradient of the largest in each window, for tfjs' cpu backend. */
import type { backend_util, KernelBackend, TensorInfo } from '@tensorflow/tfjs';
import { must } from '../../base/invariant.ts';
import type { KernelCall } from '../put-before.ts';
import { tf } from '../tf.ts';
import { floatsOf, tensorOf } from './floats.ts';

type Window = ReturnType<typeof backend_util.computePool2DInfo>;

interface Attributes {
  readonly filterSize: [number, number];
  readonly strides: [number, number];
  readonly pad: 'valid' | 'same' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Of images of floats with the channels last. */
export function poolGradientOf({ inputs, attrs, backend }: KernelCall): TensorInfo | undefined {
  const [x, dy] = [must(inputs['input'], 'the images'), must(inputs['dy'], 'the gradient of the answer')];
  if (x.dtype !== 'float32' || dy.dtype !== 'float32') return undefined;
  const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as Attributes;
  const images = x.shape as [number, number, number, number];
  const window = tf.backend_util.computePool2DInfo(images, filterSize, strides, 1, pad, dimRoundingMode);
  const of = backend as KernelBackend;
  const values = poolGradient(floatsOf(x, of), floatsOf(dy, of), window);
  return tensorOf(values, images, of);
}

/** What comes back from a window goes to its largest number, the first of several. */
function poolGradient(x: Float32Array, dy: Float32Array, window: Window): Float32Array {
  const { batchSize, outHeight, outWidth, inHeight, inWidth, inChannels: channels } = window;
  const { strideHeight, strideWidth, filterHeight, filterWidth, padInfo } = window;
  const found = new Float32Array(x.length);
  const largest = new Float32Array(channels);
  const places = new Int32Array(channels);
  let out = 0;
  for (let pixel = 0; pixel < batchSize * outHeight * outWidth; pixel++) {
    const image = Math.floor(pixel / outWidth / outHeight);
    const top = (Math.floor(pixel / outWidth) % outHeight) * strideHeight - padInfo.top;
    const left = (pixel % outWidth) * strideWidth - padInfo.left;
    largest.fill(Number.NEGATIVE_INFINITY);
    places.fill(-1);
    for (let row = Math.max(0, top); row < Math.min(inHeight, top + filterHeight); row++) {
      for (let column = Math.max(0, left); column < Math.min(inWidth, left + filterWidth); column++) {
        const first = ((image * inHeight + row) * inWidth + column) * channels;
        for (let channel = 0; channel < channels; channel++) {
          const value = x[first + channel] as number;
          if (value <= (largest[channel] as number) || Number.isNaN(value)) continue;
          largest[channel] = value;
          places[channel] = first + channel;
        }
      }
    }
    for (let channel = 0; channel < channels; channel++, out++) {
      const place = places[channel] as number;
      if (place >= 0) found[place] = (found[place] as number) + (dy[out] as number);
    }
  }
  return found;
}
