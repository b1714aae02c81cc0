/** Ports, the strength params and the two sums that the regularizers share. */
import type { Tensor, TF } from '../define/index.ts';
import { real } from '../params.ts';
import type { PortSpec } from '../ports.ts';

export const regularizerPorts = {
  inputs: [] as readonly PortSpec[],
  outputs: [
    { name: 'regularizer', kind: 'regularizer', help: 'Plug this into the port of a layer named …_regularizer.' },
  ] as readonly PortSpec[],
};

export const strength = (initial: number, what: string) =>
  real(initial, { min: 0, log: true, help: `How much the ${what} counts in the loss; 0 switches it off.` });

/**
 * Σ|w|, a scalar. Written as two ReLUs because the gradient of tf.abs at 0 is −1: it would push
 * weights that rest at zero away, where the slope should be 0.
 */
export const sumOfSizes = (tf: TF, weight: Tensor): Tensor => tf.sum(tf.add(tf.relu(weight), tf.relu(tf.neg(weight))));

/** Σw², a scalar; without the ½ of some books, as in Keras. */
export const sumOfSquares = (tf: TF, weight: Tensor): Tensor => tf.sum(tf.square(weight));
