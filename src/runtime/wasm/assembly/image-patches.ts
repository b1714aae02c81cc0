/*
 * Between images and the matrix of their patches: one row for each place of the window (counted through
 * all images of the batch), in it the window's values in the order of the filter, row by row and channel
 * innermost. What the window sees beyond the border is zero.
 */
import { addRun, clearRun, copyRun } from './rows';

/** Writes `rows` patches from the place `first` on to `to`. */
export function gatherPatches(
  x: usize,
  to: usize,
  first: i32,
  rows: i32,
  inHeight: i32,
  inWidth: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  height: i32,
  width: i32,
  strideY: i32,
  strideX: i32,
  dilationY: i32,
  dilationX: i32,
  top: i32,
  left: i32,
): void {
  const run = width * channels;
  const lineStep = (<usize>(inWidth * channels)) << 2;
  let outX = first % outWidth;
  let outY = (first / outWidth) % outHeight;
  let image = x + <usize>(first / (outWidth * outHeight)) * <usize>inHeight * lineStep;
  for (let row = 0; row < rows; row++) {
    const x0 = outX * strideX - left;
    // Without dilation the window's values of one line lie side by side, so the line is copied in one go.
    const skipped = min(width, max(0, -x0));
    const end = max(skipped, min(width, inWidth - x0));
    for (let ky = 0; ky < height; ky++) {
      const y = outY * strideY - top + ky * dilationY;
      const line = image + <usize>y * lineStep;
      if (y < 0 || y >= inHeight) {
        clearRun(to, run);
        to += (<usize>run) << 2;
      } else if (dilationX === 1) {
        clearRun(to, skipped * channels);
        to += (<usize>(skipped * channels)) << 2;
        copyRun(line + (<usize>((x0 + skipped) * channels) << 2), to, (end - skipped) * channels);
        to += (<usize>((end - skipped) * channels)) << 2;
        clearRun(to, (width - end) * channels);
        to += (<usize>((width - end) * channels)) << 2;
      } else {
        for (let kx = 0; kx < width; kx++) {
          const at = x0 + kx * dilationX;
          if (at < 0 || at >= inWidth) clearRun(to, channels);
          else copyRun(line + (<usize>(at * channels) << 2), to, channels);
          to += (<usize>channels) << 2;
        }
      }
    }
    if (++outX === outWidth) {
      outX = 0;
      if (++outY === outHeight) {
        outY = 0;
        image += <usize>inHeight * lineStep;
      }
    }
  }
}

/** The way back: adds every value of the patches to the place of the image it came from. */
export function scatterPatches(
  from: usize,
  x: usize,
  first: i32,
  rows: i32,
  inHeight: i32,
  inWidth: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  height: i32,
  width: i32,
  strideY: i32,
  strideX: i32,
  dilationY: i32,
  dilationX: i32,
  top: i32,
  left: i32,
): void {
  const run = (<usize>(width * channels)) << 2;
  const lineStep = (<usize>(inWidth * channels)) << 2;
  let outX = first % outWidth;
  let outY = (first / outWidth) % outHeight;
  let image = x + <usize>(first / (outWidth * outHeight)) * <usize>inHeight * lineStep;
  for (let row = 0; row < rows; row++) {
    const x0 = outX * strideX - left;
    const skipped = min(width, max(0, -x0));
    const end = max(skipped, min(width, inWidth - x0));
    for (let ky = 0; ky < height; ky++) {
      const y = outY * strideY - top + ky * dilationY;
      if (y >= 0 && y < inHeight) {
        const line = image + <usize>y * lineStep;
        if (dilationX === 1) {
          const at = line + (<usize>((x0 + skipped) * channels) << 2);
          addRun(from + (<usize>(skipped * channels) << 2), at, (end - skipped) * channels);
        } else {
          for (let kx = 0; kx < width; kx++) {
            const at = x0 + kx * dilationX;
            if (at >= 0 && at < inWidth)
              addRun(from + (<usize>(kx * channels) << 2), line + (<usize>(at * channels) << 2), channels);
          }
        }
      }
      from += run;
    }
    if (++outX === outWidth) {
      outX = 0;
      if (++outY === outHeight) {
        outY = 0;
        image += <usize>inHeight * lineStep;
      }
    }
  }
}
