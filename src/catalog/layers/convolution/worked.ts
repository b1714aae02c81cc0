/** One value behind a convolution with its numbers put in: what lies under the kernel, times its weights. */
import type { Shape } from '../../../base/shape.ts';
import { activationNamed } from '../../activations/functions/index.ts';
import type { Numbers, WorkedNumbers, Working } from '../../define/index.ts';
import { applied, at, indexOf, placeOf, weightedSum } from '../../worked.ts';
import { samePadding, spanOf } from '../windows.ts';
import type { Padding } from '../windows.ts';

interface WindowParams {
  readonly kernel_size: readonly number[];
  readonly strides: readonly number[];
  readonly padding: Padding;
  readonly dilation_rate: readonly number[];
}

/** A place in a kernel, and the place of the image under it. */
interface Tap {
  readonly tap: readonly number[];
  readonly under: readonly number[];
}

type Pair = readonly [weight: number, value: number];

/** Every place of the kernel that lies over something, for the value at `index`. */
function tapsOf({ kernel_size, strides, padding, dilation_rate }: WindowParams, input: Shape, index: Shape) {
  return crossed(
    kernel_size.map((size, i) => {
      const [length = 1, n = 0, stride = 1, dilation = 1] = [input[i], index[i], strides[i], dilation_rate[i]];
      const span = spanOf(size, dilation);
      const before = { valid: 0, causal: span - 1, same: samePadding(length, span, stride)[0] }[padding];
      return Array.from({ length: size }, (_, tap) => ({ tap, under: n * stride - before + tap * dilation })).filter(
        ({ under }) => under >= 0 && under < length,
      );
    }),
  );
}

/** What fits along each dimension, in every combination. */
const crossed = (along: readonly (readonly { readonly tap: number; readonly under: number }[])[]): readonly Tap[] =>
  along.reduce<readonly Tap[]>(
    (all, list) =>
      all.flatMap((before) =>
        list.map(({ tap, under }) => ({ tap: [...before.tap, tap], under: [...before.under, under] })),
      ),
    [{ tap: [], under: [] }],
  );

/** The sum, and the layer's own function on it; one of whole rows wants the other filters too, and is left out. */
function ended(pairs: readonly Pair[], bias: number | undefined, activation: string): Working | undefined {
  const sum = weightedSum(pairs, bias);
  const curve = activationNamed(activation);
  if (curve.name === 'linear') return [{ name: 'y', ...sum }];
  const last = curve.rowwise === true ? undefined : applied(curve, [sum.value], 0, 'y');
  return last && [{ name: 'z', ...sum }, last];
}

/** The number of a weight or of the image at a place and a channel. */
const over = (numbers: Numbers, place: readonly number[], ...more: readonly number[]): number =>
  at(numbers, placeOf(numbers.shape, [...place, ...more]));

interface Ending {
  readonly activation: string;
}

export function workedPlain(
  params: WindowParams & Ending & { readonly filters: number; readonly groups: number },
  { inputs: { inputs }, weights: { kernel, bias }, shape, place }: WorkedNumbers,
): Working | undefined {
  const [x] = inputs;
  if (kernel === undefined) return undefined;
  const index = indexOf(shape, place);
  const filter = index.at(-1) ?? 0;
  const channels = (x.shape.at(-1) ?? 1) / params.groups;
  const first = Math.floor(filter / (params.filters / params.groups)) * channels;
  const pairs = tapsOf(params, x.shape, index).flatMap(({ tap, under }) =>
    Array.from({ length: channels }, (_, channel): Pair => [
      over(kernel, tap, channel, filter),
      over(x, under, first + channel),
    ]),
  );
  return ended(pairs, bias && at(bias, filter), params.activation);
}

/** What each channel's own kernel finds at one place. */
const depthwisePairs = (params: WindowParams, x: Numbers, kernel: Numbers, index: Shape, from: number) => {
  const many = kernel.shape.at(-1) ?? 1;
  const [channel, own] = [Math.floor(from / many), from % many];
  return tapsOf(params, x.shape, index).map(({ tap, under }): Pair => [
    over(kernel, tap, channel, own),
    over(x, under, channel),
  ]);
};

export function workedDepthwise(
  params: WindowParams & Ending,
  { inputs: { inputs }, weights: { kernel, bias }, shape, place }: WorkedNumbers,
): Working | undefined {
  if (kernel === undefined) return undefined;
  const index = indexOf(shape, place);
  const channel = index.at(-1) ?? 0;
  return ended(depthwisePairs(params, inputs[0], kernel, index, channel), bias && at(bias, channel), params.activation);
}

export function workedSeparable(
  params: WindowParams & Ending,
  { inputs: { inputs }, weights, shape, place }: WorkedNumbers,
): Working | undefined {
  const { depthwise_kernel: depthwise, pointwise_kernel: pointwise, bias } = weights;
  if (depthwise === undefined || pointwise === undefined) return undefined;
  const index = indexOf(shape, place);
  const filter = index.at(-1) ?? 0;
  const between = Array.from({ length: pointwise.shape.at(-2) ?? 1 }, (_, channel) =>
    weightedSum(depthwisePairs(params, inputs[0], depthwise, index, channel), undefined),
  );
  const [first] = between;
  const last = ended(
    between.map(({ value }, channel): Pair => [over(pointwise, [0, 0], channel, filter), value]),
    bias && at(bias, filter),
    params.activation,
  );
  return first && last && [{ name: 'd₁', text: `${first.text}, channel 1`, value: first.value }, ...last];
}

/** Every pixel that has laid its kernel over the place; `cut` is how much of the whole was taken off in front. */
export function workedTransposed(
  params: Omit<WindowParams, 'padding'> & Ending,
  { inputs: { inputs }, weights: { kernel, bias }, shape, place }: WorkedNumbers,
  cut: readonly number[],
): Working | undefined {
  const [x] = inputs;
  if (kernel === undefined) return undefined;
  const index = indexOf(shape, place);
  const filter = index.at(-1) ?? 0;
  const { kernel_size, strides, dilation_rate } = params;
  const taps = crossed(
    kernel_size.map((size, i) => {
      const whole = (index[i] ?? 0) + (cut[i] ?? 0);
      return Array.from({ length: size }, (_, tap) => ({
        tap,
        under: (whole - tap * (dilation_rate[i] ?? 1)) / (strides[i] ?? 1),
      })).filter(({ under }) => Number.isInteger(under) && under >= 0 && under < (x.shape[i] ?? 1));
    }),
  );
  const pairs = taps.flatMap(({ tap, under }) =>
    Array.from({ length: x.shape.at(-1) ?? 1 }, (_, channel): Pair => [
      over(kernel, tap, filter, channel),
      over(x, under, channel),
    ]),
  );
  return ended(pairs, bias && at(bias, filter), params.activation);
}
