/*
 * Convolutions as products of matrices: what a kernel sees at each pixel becomes a row, so that the product of `product.ts`
 * does the sums. tfjs goes through every pixel, channel and entry of the kernel one by one. Rows are made for some pixels
 * at a time, so that they stay near and a large image needs no more room than a small one.
 */
import type { backend_util } from '@tensorflow/tfjs';
import { product, type Factor } from './product.ts';

export type Window = ReturnType<typeof backend_util.computeConv2DInfo>;

/** Numbers in the rows that are made at once: one megabyte. */
const ROOM = 2 ** 18;

/** The answer to images `x` [batch, height, width, channels] with the kernel [height, width, channels, filters]. */
export function convolution(x: Float32Array, kernel: Float32Array, window: Window): Float32Array {
  const { outChannels } = window;
  const found = new Float32Array(pixelsOf(window) * outChannels);
  for (const { from, rows, seen } of bands(window)) {
    const patches = gathered(x, from, rows, seen);
    found.set(product(patches, lying(kernel), rows, seen.width, outChannels), from * outChannels);
  }
  return found;
}

/** The gradient of the kernel, where `dy` is that of the answer. */
export function kernelGradient(x: Float32Array, dy: Float32Array, window: Window): Float32Array {
  const { outChannels } = window;
  const found = new Float32Array(window.filterHeight * window.filterWidth * window.inChannels * outChannels);
  for (const { from, rows, seen } of bands(window)) {
    const patches = { ...gathered(x, from, rows, seen), turned: true };
    const part = product(patches, lying(rowsOf(dy, from, rows, outChannels)), seen.width, rows, outChannels);
    for (let i = 0; i < part.length; i++) found[i] = (found[i] as number) + (part[i] as number);
  }
  return found;
}

/** The gradient of the images. */
export function imageGradient(dy: Float32Array, kernel: Float32Array, window: Window): Float32Array {
  const { outChannels } = window;
  const found = new Float32Array(window.batchSize * window.inHeight * window.inWidth * window.inChannels);
  const turned = { values: kernel, turned: true };
  for (const { from, rows, seen } of bands(window)) {
    const part = product(lying(rowsOf(dy, from, rows, outChannels)), turned, rows, outChannels, seen.width);
    seen.runs(from, rows, (row, image, length) => {
      for (let i = 0; i < length; i++) found[image + i] = (found[image + i] as number) + (part[row + i] as number);
    });
  }
  return found;
}

const lying = (values: Float32Array): Factor => ({ values, turned: false });
const rowsOf = (values: Float32Array, from: number, rows: number, width: number): Float32Array =>
  values.subarray(from * width, (from + rows) * width);
const pixelsOf = ({ batchSize, outHeight, outWidth }: Window): number => batchSize * outHeight * outWidth;

/** The pixels of the answer, some at a time. */
function* bands(window: Window): Generator<{ from: number; rows: number; seen: Seen }> {
  const seen = new Seen(window);
  const most = Math.max(1, Math.floor(ROOM / seen.width));
  const pixels = pixelsOf(window);
  for (let from = 0; from < pixels; from += most) yield { from, rows: Math.min(most, pixels - from), seen };
}

/** What the kernel sees at each of the pixels, a row for each; nothing beyond the margin. */
function gathered(x: Float32Array, from: number, rows: number, seen: Seen): Factor {
  const values = new Float32Array(rows * seen.width);
  seen.runs(from, rows, (row, image, length) => {
    for (let i = 0; i < length; i++) values[row + i] = x[image + i] as number;
  });
  return lying(values);
}

/** Where what the kernel sees lies in the images. */
class Seen {
  /** Numbers in a row. */
  readonly width: number;
  /** Of the pixels of one image, one after the other: where a run begins in its row and in the image, and its length. */
  readonly #runs: Int32Array;
  readonly #window: Window;
  readonly #runsOfPixel: number;

  constructor(window: Window) {
    this.#window = window;
    const { filterHeight, filterWidth, inChannels, inHeight, inWidth, dilationHeight, dilationWidth } = window;
    this.width = filterHeight * filterWidth * inChannels;
    // Columns that lie side by side in the kernel and in the image are one run.
    const together = dilationWidth === 1 ? filterWidth : 1;
    const pieces = filterWidth / together;
    this.#runsOfPixel = filterHeight * pieces;
    this.#runs = new Int32Array(window.outHeight * window.outWidth * this.#runsOfPixel * 3);
    let at = 0;
    for (let y = 0; y < window.outHeight; y++) {
      for (let x = 0; x < window.outWidth; x++) {
        for (let down = 0; down < filterHeight; down++) {
          const row = y * window.strideHeight - window.padInfo.top + down * dilationHeight;
          for (let piece = 0; piece < pieces; piece++, at += 3) {
            const column = x * window.strideWidth - window.padInfo.left + piece * dilationWidth;
            const first = Math.max(0, -column);
            const length = row < 0 || row >= inHeight ? 0 : Math.min(together, inWidth - column) - first;
            this.#runs[at] = (down * filterWidth + piece + first) * inChannels;
            this.#runs[at + 1] = (row * inWidth + column + first) * inChannels;
            this.#runs[at + 2] = Math.max(0, length) * inChannels;
          }
        }
      }
    }
  }

  /** Goes through the runs of these pixels of all images: where each begins in their rows and in the images. */
  runs(from: number, rows: number, each: (row: number, image: number, length: number) => void): void {
    const { outHeight, outWidth, inHeight, inWidth, inChannels } = this.#window;
    const pixels = outHeight * outWidth;
    const size = inHeight * inWidth * inChannels;
    const runs = this.#runs;
    const per = this.#runsOfPixel * 3;
    for (let i = 0; i < rows; i++) {
      const image = Math.floor((from + i) / pixels) * size;
      const first = ((from + i) % pixels) * per;
      for (let at = first; at < first + per; at += 3)
        each(i * this.width + (runs[at] as number), image + (runs[at + 1] as number), runs[at + 2] as number);
    }
  }
}
