/*
 * Convolutions as matrix products: patches of the image against the filter, in blocks of patches that fit
 * the second cache. All tensors are NHWC, filters height × width × in × out.
 */
import { MATMUL_SCRATCH, TRANSPOSE_A, TRANSPOSE_B, gemm } from './matmul';
import { gatherPatches, scatterPatches } from './image-patches';
import { clearRun } from './rows';
import { scratch } from './scratch';

/** Floats of patches that are kept at a time, unless four patches need more. */
const PATCHES: i32 = 65536;

@inline
function rowsAtATime(taps: i32): i32 {
  return max(4, PATCHES / taps);
}

/** A window of one pixel that steps by one: the image is its own matrix of patches. */
@inline
function isPointwise(height: i32, width: i32, strideY: i32, strideX: i32, top: i32, left: i32): bool {
  return height === 1 && width === 1 && strideY === 1 && strideX === 1 && top === 0 && left === 0;
}

/** dFilter = patches(x)ᵀ·dy */
export function conv2dBackpropFilter(
  x: usize,
  dy: usize,
  dFilter: usize,
  batch: i32,
  inHeight: i32,
  inWidth: i32,
  inChannels: i32,
  outHeight: i32,
  outWidth: i32,
  outChannels: i32,
  height: i32,
  width: i32,
  strideY: i32,
  strideX: i32,
  dilationY: i32,
  dilationX: i32,
  top: i32,
  left: i32,
): void {
  const places = batch * outHeight * outWidth;
  const taps = height * width * inChannels;
  if (isPointwise(height, width, strideY, strideX, top, left)) {
    gemm(x, dy, dFilter, taps, outChannels, places, TRANSPOSE_A, 0, 0);
    return;
  }
  const step = rowsAtATime(taps);
  const patches = scratch + MATMUL_SCRATCH;
  const filterStep = (<usize>outChannels) << 2;
  for (let first = 0; first < places; first += step) {
    const rows = min(step, places - first);
    gatherPatches(
      x,
      patches,
      first,
      rows,
      inHeight,
      inWidth,
      inChannels,
      outHeight,
      outWidth,
      height,
      width,
      strideY,
      strideX,
      dilationY,
      dilationX,
      top,
      left,
    );
    const from = dy + (<usize>first * <usize>outChannels << 2);
    gemm(patches, from, dFilter, taps, outChannels, rows, TRANSPOSE_A, first === 0 ? 0 : dFilter, filterStep);
  }
}

/** dx: dy·filterᵀ gives the gradient of every patch, which is added where the patch came from. */
export function conv2dBackpropInput(
  dy: usize,
  filter: usize,
  dx: usize,
  batch: i32,
  inHeight: i32,
  inWidth: i32,
  inChannels: i32,
  outHeight: i32,
  outWidth: i32,
  outChannels: i32,
  height: i32,
  width: i32,
  strideY: i32,
  strideX: i32,
  dilationY: i32,
  dilationX: i32,
  top: i32,
  left: i32,
): void {
  const places = batch * outHeight * outWidth;
  const taps = height * width * inChannels;
  if (isPointwise(height, width, strideY, strideX, top, left)) {
    gemm(dy, filter, dx, places, taps, outChannels, TRANSPOSE_B, 0, 0);
    return;
  }
  const step = rowsAtATime(taps);
  const patches = scratch + MATMUL_SCRATCH;
  clearRun(dx, batch * inHeight * inWidth * inChannels);
  for (let first = 0; first < places; first += step) {
    const rows = min(step, places - first);
    const from = dy + (<usize>first * <usize>outChannels << 2);
    gemm(from, filter, patches, rows, taps, outChannels, TRANSPOSE_B, 0, 0);
    scatterPatches(
      patches,
      dx,
      first,
      rows,
      inHeight,
      inWidth,
      inChannels,
      outHeight,
      outWidth,
      height,
      width,
      strideY,
      strideX,
      dilationY,
      dilationX,
      top,
      left,
    );
  }
}
