/** Ports, the axis param and the norm that the constraints share. */
import type { Shape } from '../../base/shape.ts';
import type { Tensor, TF } from '../define/index.ts';
import { axes } from '../params.ts';
import type { PortSpec } from '../ports.ts';

export const constraintPorts = {
  inputs: [] as readonly PortSpec[],
  outputs: [
    { name: 'constraint', kind: 'constraint', help: 'Plug this into the port of a layer named …_constraint.' },
  ] as readonly PortSpec[],
};

export const axisParam = axes([0], {
  min: 0,
  max: 3,
  minLength: 1,
  maxLength: 4,
  exact: true,
  advanced: true,
  help: 'The dimensions along which lengths are taken. 0 takes the weights that lead into one unit of a Dense layer, 1 those that leave one input; 0, 1, 2 takes one whole kernel of a Conv2D.',
});

/** Biases and the like have a single dimension. */
export const refusesAxis = ({ axis }: { readonly axis: readonly number[] }, shape: Shape): string | undefined =>
  axis.every((each) => each < shape.length) && new Set(axis).size === axis.length
    ? undefined
    : `found axis ${axis.join(', ')}, expected ${shape.length === 1 ? '0' : `each of 0 to ${shape.length - 1} at most once`}`;

/** Keras' guard against dividing by a length of zero. */
const EPSILON = 1e-7;

/** Lengths of the weight vectors along some axes, which are kept at size 1. */
export const lengths = (tf: TF, weight: Tensor, axis: readonly number[]): Tensor =>
  tf.sqrt(tf.sum(tf.square(weight), [...axis], true));

/** Every vector scaled from its length to the wanted one. */
export const rescaled = (tf: TF, weight: Tensor, from: Tensor, to: Tensor | number): Tensor =>
  tf.mul(weight, tf.div(to, tf.add(from, EPSILON)));
