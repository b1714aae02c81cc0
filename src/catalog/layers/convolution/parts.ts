/** Params, ports and checks that the convolution layers share. */
import { activationNamed, activationParam } from '../../activations/functions/index.ts';
import type { Tensor, TF } from '../../define/index.ts';
import { flag, integer, sizes } from '../../params.ts';
import type { PortSpec } from '../../ports.ts';
import { activityPort, BIAS_PORTS, constraintPort, initializerPort, layerPorts, regularizerPort } from '../ports.ts';
import type { Padding, Window } from '../windows.ts';

/** Larger ones are matrices in disguise; the memory is checked on its own. */
const LARGEST_KERNEL = 1024;
const ones = (rank: number): readonly number[] => Array.from({ length: rank }, () => 1);

export const filtersParam = (initial = 32) =>
  integer(initial, {
    min: 1,
    max: 16_384,
    offered: 256,
    help: 'How many kernels there are, each with a channel of its own in what comes out.',
  });

export const kernelSize = (rank: number) =>
  sizes(
    ones(rank).map(() => 3),
    {
      min: 1,
      max: LARGEST_KERNEL,
      offered: 7,
      help:
        rank === 1
          ? 'How many steps a kernel sees at once.'
          : 'Rows and columns that a kernel sees at once; usually odd, such as 3, 3.',
    },
  );

export const stridesParam = (rank: number) =>
  sizes(ones(rank), {
    min: 1,
    max: LARGEST_KERNEL,
    offered: 2,
    help: 'How far the kernel moves from one place to the next. 2 halves the size of what comes out.',
  });

export const dilationRate = (rank: number) =>
  sizes(ones(rank), {
    min: 1,
    max: LARGEST_KERNEL,
    offered: 2,
    advanced: true,
    help: 'Distance between the values that a kernel sees: above 1 it has holes, and sees further with as many weights. Not together with strides above 1.',
  });

export const convolutionActivation = () =>
  activationParam('linear', 'A function applied to the outputs; or wire an Activation node behind the layer.');

export const biasFlag = () =>
  flag(true, { help: 'Adds a learned constant to each channel. Not needed in front of batch normalisation.' });

/** The ports of a kernel by the name that Keras' arguments have for it, in Keras' order, and those of the bias. */
export function convolutionPorts(kernels: Readonly<Record<string, string>> = { kernel: 'the kernels' }) {
  const named = Object.entries(kernels);
  const each = (port: (name: string, of: string) => PortSpec) => named.map(([name, of]) => port(name, of));
  return layerPorts([
    ...each((name, of) => initializerPort(`${name}_initializer`, 'GlorotUniform', `How ${of} start.`)),
    BIAS_PORTS.initializer,
    ...each((name, of) => regularizerPort(`${name}_regularizer`, `A penalty on large values in ${of}.`)),
    BIAS_PORTS.regularizer,
    activityPort(),
    ...each((name, of) => constraintPort(`${name}_constraint`, `A rule that ${of} must keep.`)),
    BIAS_PORTS.constraint,
  ]);
}

interface WindowParams {
  readonly kernel_size: readonly number[];
  readonly strides: readonly number[];
  readonly padding: Padding;
  readonly dilation_rate: readonly number[];
}

export const windowOf = ({ kernel_size, strides, padding, dilation_rate }: WindowParams): Window => ({
  size: kernel_size,
  strides,
  dilation: dilation_rate,
  padding,
});

/** The bias and the layer's own function behind a convolution. */
export function finished(tf: TF, sum: Tensor, bias: Tensor | undefined, activation: string, logits: boolean): Tensor {
  const shifted = bias === undefined ? sum : tf.add(sum, bias);
  return logits ? shifted : activationNamed(activation).apply(tf, shifted);
}

export const depthMultiplier = () =>
  integer(1, {
    min: 1,
    max: 512,
    offered: 8,
    help: 'How many kernels each channel has. Each gives a channel of its own.',
  });
