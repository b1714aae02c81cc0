/** What Conv1D and Conv2D share: kernels that see all channels, or those of their group. */
import { must } from '../../../base/invariant.ts';
import type { Result } from '../../../base/result.ts';
import { err } from '../../../base/result.ts';
import type { Shape } from '../../../base/shape.ts';
import { sizeOf } from '../../../base/shape.ts';
import type { Refusal, Tensor, TF, WeightSpec } from '../../define/index.ts';
import { integer } from '../../params.ts';
import {
  asImages,
  expectRank,
  fromImages,
  holesWorking,
  refusesStridesWithDilation,
  spanOf,
  windowShape,
} from '../windows.ts';
import type { Padding, Rank, Window } from '../windows.ts';
import { convolve } from './convolve.ts';
import { windowOf } from './parts.ts';

interface PlainParams {
  readonly filters: number;
  readonly kernel_size: readonly number[];
  readonly strides: readonly number[];
  readonly padding: Padding;
  readonly dilation_rate: readonly number[];
  readonly groups: number;
  readonly use_bias: boolean;
}

export const groupsParam = () =>
  integer(1, {
    min: 1,
    max: 512,
    offered: 4,
    advanced: true,
    help: 'Into how many groups the channels are divided. Each kernel then sees its own group only, which saves weights; channels and filters must be divisible by it.',
  });

export function refusesPlain(params: PlainParams): Refusal | undefined {
  const { filters, groups } = params;
  if (filters % groups === 0) return refusesStridesWithDilation(params);
  return {
    message: `filters must be divisible by groups, found ${filters} and ${groups}.`,
    remedies: [
      { label: 'Set groups to 1', params: { groups: 1 } },
      {
        label: `Set filters to ${Math.ceil(filters / groups) * groups}`,
        params: { filters: Math.ceil(filters / groups) * groups },
      },
    ],
  };
}

/** What tfjs has no word for must be as usual. */
export function plainInTfjs({ groups, padding, ...params }: PlainParams) {
  if (groups !== 1) return { none: 'It knows no groups of channels. Set groups to 1.' };
  if (padding === 'causal') return { none: 'It knows no causal padding. Use same or valid.' };
  return { ...params, padding };
}

export function plainShape(params: PlainParams, input: Shape, rank: Rank): Result<Shape, string> {
  const read = expectRank(input, rank);
  if (!read.ok) return read;
  const [channels = 1, { filters, groups }] = [input.at(-1), params];
  if (channels % groups !== 0 || filters % groups !== 0)
    return err(
      `divides channels and filters into groups: found ${channels} channels, ${filters} filters and ${groups} groups, expected both to be divisible by groups`,
    );
  return windowShape(input, rank, windowOf(params), filters);
}

export const plainWeights = (
  { filters, kernel_size, groups, use_bias }: PlainParams,
  input: Shape,
): readonly WeightSpec[] => [
  {
    name: 'kernel',
    shape: [...kernel_size, (input.at(-1) ?? 1) / groups, filters],
    axes: [...(kernel_size.length === 1 ? ['step'] : ['row', 'column']), 'channel', 'filter'],
  },
  ...(use_bias ? [{ name: 'bias', shape: [filters] }] : []),
];

/** Every kernel at every place. */
export function plainWork(params: PlainParams, input: Shape, rank: Rank): number {
  const output = windowShape(input, rank, windowOf(params), params.filters);
  if (!output.ok) return 0;
  return sizeOf(output.value) * sizeOf(params.kernel_size) * ((input.at(-1) ?? 1) / params.groups);
}

/** Groups are cut out and joined again; holes are taken apart. */
export function plainWorking(params: PlainParams, input: Shape, rank: Rank): number {
  const window = windowOf(params);
  const output = windowShape(input, rank, window, params.filters);
  if (!output.ok) return 0;
  const ahead = params.padding === 'causal' ? sizeOf(input) + spanOf(window.size[0] ?? 1, window.dilation[0] ?? 1) : 0;
  const parts = params.groups === 1 ? 0 : sizeOf(input) + sizeOf(output.value);
  return ahead + parts + holesWorking(input, output.value, window);
}

export function plainSum(tf: TF, params: PlainParams, x: Tensor, kernel: Tensor | undefined, rank: Rank): Tensor {
  const given = must(kernel, 'the kernel of a convolution');
  const window = windowOf(params);
  const found = convolve(tf, asImages(tf, x, rank), asKernel(tf, given, rank), onImages(window), params.groups);
  return fromImages(tf, found, rank);
}

/** A sequence is an image one column wide, and so is its kernel. */
const asKernel = (tf: TF, kernel: Tensor, rank: Rank): Tensor => (rank === 1 ? tf.expandDims(kernel, 1) : kernel);

const onImages = (window: Window): Window => {
  const [size, strides, dilation] = [window.size, window.strides, window.dilation].map((list) =>
    [...list, 1].slice(0, 2),
  );
  return { ...window, size: size ?? [], strides: strides ?? [], dilation: dilation ?? [] };
};
