/*
 * The gradients of the depthwise convolution: every channel has its own filters, so there is no matrix to
 * multiply; neighbouring channels run side by side. Filters are height × width × channels × multiplier.
 */
import { addProducts, clearRun } from './rows';

/** dFilter[ky, kx, c, m] = Σ x[…, c]·dy[…, c·multiplier + m] */
export function depthwiseBackpropFilter(
  x: usize,
  dy: usize,
  dFilter: usize,
  batch: i32,
  inHeight: i32,
  inWidth: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  multiplier: i32,
  height: i32,
  width: i32,
  strideY: i32,
  strideX: i32,
  dilationY: i32,
  dilationX: i32,
  top: i32,
  left: i32,
): void {
  const outChannels = channels * multiplier;
  clearRun(dFilter, height * width * outChannels);
  for (let b = 0; b < batch; b++) {
    for (let outY = 0; outY < outHeight; outY++) {
      for (let outX = 0; outX < outWidth; outX++) {
        const from = dy + (<usize>(((b * outHeight + outY) * outWidth + outX) * outChannels) << 2);
        for (let ky = 0; ky < height; ky++) {
          const y = outY * strideY - top + ky * dilationY;
          if (y < 0 || y >= inHeight) continue;
          for (let kx = 0; kx < width; kx++) {
            const at = outX * strideX - left + kx * dilationX;
            if (at < 0 || at >= inWidth) continue;
            const pixel = x + (<usize>(((b * inHeight + y) * inWidth + at) * channels) << 2);
            const to = dFilter + (<usize>((ky * width + kx) * outChannels) << 2);
            if (multiplier === 1) addProducts(pixel, from, to, channels);
            else addSpread(pixel, from, to, channels, multiplier);
          }
        }
      }
    }
  }
}

/** to[c, m] += pixel[c]·from[c, m] */
function addSpread(pixel: usize, from: usize, to: usize, channels: i32, multiplier: i32): void {
  for (let c = 0; c < channels; c++) {
    const value = load<f32>(pixel + ((<usize>c) << 2));
    for (let m = 0; m < multiplier; m++) {
      store<f32>(to, load<f32>(to) + value * load<f32>(from));
      from += 4;
      to += 4;
    }
  }
}

/** dx[…, c] = Σ dy[…, c·multiplier + m]·filter[ky, kx, c, m] */
export function depthwiseBackpropInput(
  dy: usize,
  filter: usize,
  dx: usize,
  batch: i32,
  inHeight: i32,
  inWidth: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  multiplier: i32,
  height: i32,
  width: i32,
  strideY: i32,
  strideX: i32,
  dilationY: i32,
  dilationX: i32,
  top: i32,
  left: i32,
): void {
  const outChannels = channels * multiplier;
  clearRun(dx, batch * inHeight * inWidth * channels);
  for (let b = 0; b < batch; b++) {
    for (let outY = 0; outY < outHeight; outY++) {
      for (let outX = 0; outX < outWidth; outX++) {
        const from = dy + (<usize>(((b * outHeight + outY) * outWidth + outX) * outChannels) << 2);
        for (let ky = 0; ky < height; ky++) {
          const y = outY * strideY - top + ky * dilationY;
          if (y < 0 || y >= inHeight) continue;
          for (let kx = 0; kx < width; kx++) {
            const at = outX * strideX - left + kx * dilationX;
            if (at < 0 || at >= inWidth) continue;
            const pixel = dx + (<usize>(((b * inHeight + y) * inWidth + at) * channels) << 2);
            const weights = filter + (<usize>((ky * width + kx) * outChannels) << 2);
            if (multiplier === 1) addProducts(from, weights, pixel, channels);
            else addGathered(from, weights, pixel, channels, multiplier);
          }
        }
      }
    }
  }
}

/** pixel[c] += Σ_m from[c, m]·weights[c, m] */
function addGathered(from: usize, weights: usize, pixel: usize, channels: i32, multiplier: i32): void {
  for (let c = 0; c < channels; c++) {
    let sum: f32 = 0;
    for (let m = 0; m < multiplier; m++) {
      sum += load<f32>(from) * load<f32>(weights);
      from += 4;
      weights += 4;
    }
    store<f32>(pixel, load<f32>(pixel) + sum);
    pixel += 4;
  }
}
