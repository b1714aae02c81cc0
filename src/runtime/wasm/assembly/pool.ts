/*
 * Gradients of the pools. Padding takes no part: it is never the largest value, and an average counts only
 * the pixels its window covers. (tfjs divides by the size of the whole window at the border.)
 */
import { clearRun } from './rows';

/** The gradient of each window goes to its largest pixel, to the first one where several are equal. */
export function maxPoolGrad(
  dy: usize,
  x: usize,
  dx: usize,
  batch: i32,
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
  const pixelStep = (<usize>channels) << 2;
  const whole = channels & ~3;
  clearRun(dx, batch * inHeight * inWidth * channels);
  for (let b = 0; b < batch; b++) {
    const image = <usize>(b * inHeight * inWidth) * pixelStep;
    for (let outY = 0; outY < outHeight; outY++) {
      for (let outX = 0; outX < outWidth; outX++) {
        const y0 = outY * strideY - top;
        const x0 = outX * strideX - left;
        for (let c = 0; c < whole; c += 4) {
          const channel = image + ((<usize>c) << 2);
          let best = f32x4.splat(-Infinity);
          let place = i32x4.splat(i32.MIN_VALUE);
          for (let ky = 0; ky < height; ky++) {
            const y = y0 + ky * dilationY;
            if (y < 0 || y >= inHeight) continue;
            for (let kx = 0; kx < width; kx++) {
              const at = x0 + kx * dilationX;
              if (at < 0 || at >= inWidth) continue;
              const offset = channel + <usize>(y * inWidth + at) * pixelStep;
              const value = v128.load(x + offset);
              const larger = v128.or(f32x4.gt(value, best), i32x4.lt_s(place, i32x4.splat(0)));
              best = v128.bitselect(value, best, larger);
              place = v128.bitselect(i32x4.splat(<i32>(offset - image)), place, larger);
            }
          }
          addAt(dx + image, i32x4.extract_lane(place, 0), dy);
          addAt(dx + image, i32x4.extract_lane(place, 1) + 4, dy + 4);
          addAt(dx + image, i32x4.extract_lane(place, 2) + 8, dy + 8);
          addAt(dx + image, i32x4.extract_lane(place, 3) + 12, dy + 12);
          dy += 16;
        }
        for (let c = whole; c < channels; c++) {
          const channel = image + ((<usize>c) << 2);
          let best: f32 = -Infinity;
          let place: usize = 0;
          let found = false;
          for (let ky = 0; ky < height; ky++) {
            const y = y0 + ky * dilationY;
            if (y < 0 || y >= inHeight) continue;
            for (let kx = 0; kx < width; kx++) {
              const at = x0 + kx * dilationX;
              if (at < 0 || at >= inWidth) continue;
              const offset = channel + <usize>(y * inWidth + at) * pixelStep;
              const value = load<f32>(x + offset);
              if (value > best || !found) {
                best = value;
                place = offset;
                found = true;
              }
            }
          }
          if (found) store<f32>(dx + place, load<f32>(dx + place) + load<f32>(dy));
          dy += 4;
        }
      }
    }
  }
}

@inline
function addAt(base: usize, offset: i32, value: usize): void {
  if (offset < 0) return;
  const to = base + <usize>offset;
  store<f32>(to, load<f32>(to) + load<f32>(value));
}

/** The gradient of each window is shared equally among the pixels it covers. */
export function avgPoolGrad(
  dy: usize,
  dx: usize,
  batch: i32,
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
  const pixelStep = (<usize>channels) << 2;
  clearRun(dx, batch * inHeight * inWidth * channels);
  for (let b = 0; b < batch; b++) {
    const image = dx + <usize>(b * inHeight * inWidth) * pixelStep;
    for (let outY = 0; outY < outHeight; outY++) {
      const y0 = outY * strideY - top;
      const rows = covered(y0, height, dilationY, inHeight);
      for (let outX = 0; outX < outWidth; outX++) {
        const x0 = outX * strideX - left;
        const count = rows * covered(x0, width, dilationX, inWidth);
        const share: f32 = count > 0 ? <f32>1 / <f32>count : 0;
        for (let ky = 0; ky < height; ky++) {
          const y = y0 + ky * dilationY;
          if (y < 0 || y >= inHeight) continue;
          for (let kx = 0; kx < width; kx++) {
            const at = x0 + kx * dilationX;
            if (at < 0 || at >= inWidth) continue;
            addScaled(dy, share, image + <usize>(y * inWidth + at) * pixelStep, channels);
          }
        }
        dy += pixelStep;
      }
    }
  }
}

/** How many of the window's `size` places, from `start` on, lie inside. */
function covered(start: i32, size: i32, dilation: i32, limit: i32): i32 {
  let count = 0;
  for (let i = 0; i < size; i++) {
    const at = start + i * dilation;
    if (at >= 0 && at < limit) count++;
  }
  return count;
}

function addScaled(from: usize, factor: f32, to: usize, count: i32): void {
  const factors = f32x4.splat(factor);
  for (; count >= 4; count -= 4) {
    v128.store(to, f32x4.add(v128.load(to), f32x4.mul(v128.load(from), factors)));
    from += 16;
    to += 16;
  }
  for (; count > 0; count--) {
    store<f32>(to, load<f32>(to) + load<f32>(from) * factor);
    from += 4;
    to += 4;
  }
}
