/* The numbers that describe a window sliding over an image, in the order the compiled kernels take them. */
import type { backend_util } from '@tensorflow/tfjs';
import { invariant } from '../../base/invariant.ts';

type Info = backend_util.Conv2DInfo;

function window(info: Info): number[] {
  invariant(info.dataFormat === 'channelsLast', `These kernels take NHWC tensors, got ${info.dataFormat}`);
  return [
    info.filterHeight,
    info.filterWidth,
    info.strideHeight,
    info.strideWidth,
    info.dilationHeight,
    info.dilationWidth,
    info.padInfo.top,
    info.padInfo.left,
  ];
}

const image = (info: Info): number[] => [info.batchSize, info.inHeight, info.inWidth, info.inChannels];

/** `batch, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels`, then the window. */
export const convNumbers = (info: Info): number[] => [
  ...image(info),
  info.outHeight,
  info.outWidth,
  info.outChannels,
  ...window(info),
];

/** The same with the channel multiplier in the place of the output's channels. */
export const depthwiseNumbers = (info: Info): number[] => [
  ...image(info),
  info.outHeight,
  info.outWidth,
  info.outChannels / info.inChannels,
  ...window(info),
];

/** The same without: a pool keeps the channels. */
export const poolNumbers = (info: Info): number[] => [...image(info), info.outHeight, info.outWidth, ...window(info)];
