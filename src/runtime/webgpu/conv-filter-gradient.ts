/*
 * The gradient of a convolution's kernel. tfjs gives each entry of the kernel to one thread, which adds up over all
 * pixels of all examples: a first layer of 3 × 3 × 1 × 16 then keeps 144 threads of a card busy for milliseconds. Here a
 * workgroup shares some entries: its threads take turns over the pixels and put their sums together.
 */
import type { TensorInfo } from '@tensorflow/tfjs';
import { must } from '../../base/invariant.ts';
import { tf } from '../tf.ts';
import { inRows } from './elementwise-program.ts';
import type { WebgpuProgram } from './elementwise-program.ts';

const THREADS = 256;
/** Workgroups that keep a card busy. */
const ENOUGH = 1024;
/** Channels side by side that a workgroup does: numbers that lie side by side are read together. */
const MOST_CHANNELS = 32;

interface Attributes {
  readonly strides: [number, number];
  readonly pad: 'valid' | 'same' | number;
  readonly dataFormat: string;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterShape: [number, number, number, number];
}

/** The program for this call, which takes `x` and `dy`; undefined where channels come first. */
export function filterGradient(
  x: TensorInfo,
  attributes: Readonly<Record<string, unknown>>,
): WebgpuProgram | undefined {
  const { strides, pad, dataFormat, dimRoundingMode, filterShape } = attributes as unknown as Attributes;
  if (dataFormat !== 'NHWC') return undefined;
  const shape = x.shape as [number, number, number, number];
  const info = tf.backend_util.computeConv2DInfo(shape, filterShape, strides, 1, pad, dimRoundingMode, false);
  const { inHeight, inWidth, outHeight, outWidth, inChannels, outChannels, filterWidth, padInfo } = info;
  const places = info.filterHeight * filterWidth * inChannels;
  const channels = channelsOf(places, outChannels);
  const lanes = THREADS / channels;
  const bands = Math.ceil(outChannels / channels);
  const groups = places * bands;
  const dispatch = inRows(groups);
  const pixels = outHeight * outWidth;
  const count = must(shape[0], 'the number of examples') * pixels;
  const code = `
var<workgroup> sums : array<f32, ${THREADS}>;
fn main(index : i32) {
  let t = i32(localId.x);
  let group = i32(workgroupId.y) * ${dispatch[0]} + i32(workgroupId.x);
  let lane = t / ${channels};
  let channel = group % ${bands} * ${channels} + t % ${channels};
  let place = group / ${bands};
  let from_channel = place % ${inChannels};
  let down = place / ${inChannels} / ${filterWidth} - ${padInfo.top};
  let aside = place / ${inChannels} % ${filterWidth} - ${padInfo.left};
  var sum = 0.0;
  for (var at = lane; at < ${count}; at += ${lanes}) {
    let row = at % ${pixels} / ${outWidth} * ${info.strideHeight} + down;
    let column = at % ${outWidth} * ${info.strideWidth} + aside;
    let inside = row >= 0 && row < ${inHeight} && column >= 0 && column < ${inWidth};
    let source = ((at / ${pixels} * ${inHeight} + row) * ${inWidth} + column) * ${inChannels} + from_channel;
    sum += select(0.0, x[max(source, 0)] * dy[at * ${outChannels} + channel], inside);
  }
  sums[t] = sum;
  workgroupBarrier();
  for (var apart = ${lanes / 2}; apart > 0; apart /= 2) {
    if (lane < apart) { sums[t] += sums[t + apart * ${channels}]; }
    workgroupBarrier();
  }
  let entry = place * ${outChannels} + channel;
  if (lane == 0 && channel < ${outChannels} && entry < uniforms.size) { setOutputAtIndex(entry, sums[t]); }
}`;
  return {
    variableNames: ['x', 'dy'],
    outputShape: [...filterShape],
    shaderKey: `edgewise_filter_gradient_${[shape, filterShape, strides, padInfo.top, padInfo.left].join('_')}`,
    workgroupSize: [THREADS, 1, 1],
    size: true,
    dispatchLayout: { x: [0, 1, 2, 3] },
    dispatch,
    getUserCode: () => code,
  };
}

/** As many as leave enough workgroups; a power of two. */
function channelsOf(places: number, outChannels: number): number {
  let channels = 1;
  while (
    channels < MOST_CHANNELS &&
    channels < outChannels &&
    places * Math.ceil(outChannels / channels / 2) >= ENOUGH
  ) {
    channels *= 2;
  }
  return channels;
}
