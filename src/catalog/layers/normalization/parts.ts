/** What the normalising layers share: the ports of γ and β, their weights, the axes, and the rule itself. */
import type { Result } from '../../../base/result.ts';
import { err, ok } from '../../../base/result.ts';
import type { Shape } from '../../../base/shape.ts';
import { formatShape } from '../../../base/shape.ts';
import type { Tensor, TF, WeightSpec } from '../../define/index.ts';
import { flag, integers, real } from '../../params.ts';
import type { PortSpec } from '../../ports.ts';
import { constraintPort, initializerPort, layerPorts, regularizerPort } from '../ports.ts';

/** `initializers` are those of further weights; they stand behind those of γ and β, as Keras has them. */
export const gammaBetaPorts = (initializers: readonly PortSpec[] = []) =>
  layerPorts([
    initializerPort('beta_initializer', 'Zeros', 'How the shifts β start.'),
    initializerPort('gamma_initializer', 'Ones', 'How the factors γ start.'),
    ...initializers,
    regularizerPort('beta_regularizer', 'A penalty on large shifts β.'),
    regularizerPort('gamma_regularizer', 'A penalty on large factors γ.'),
    constraintPort('beta_constraint', 'A rule that the shifts β must keep.'),
    constraintPort('gamma_constraint', 'A rule that the factors γ must keep.'),
  ]);

export const gammaBetaParams = {
  epsilon: real(1e-3, {
    min: 0,
    log: true,
    advanced: true,
    help: 'A small number added to the variance that keeps the division safe.',
  }),
  center: flag(true, { help: 'Adds the learned shift β.' }),
  scale: flag(true, {
    help: 'Multiplies by the learned factor γ. Not needed where a Dense layer follows: it can scale by itself.',
  }),
};

export const gammaBeta = (
  { center, scale }: { readonly center: boolean; readonly scale: boolean },
  shape: Shape,
): readonly WeightSpec[] => [
  ...(scale ? [{ name: 'gamma', shape }] : []),
  ...(center ? [{ name: 'beta', shape }] : []),
];

/** Keras' `axis`, here always a list, which Keras takes too. */
export const axesParam = (what: string) =>
  integers([-1], {
    min: -6,
    max: 6,
    minLength: 1,
    maxLength: 6,
    exact: true,
    advanced: true,
    help: `${what} Dimensions are counted with the batch as 0, or from the end: −1 is the last one.`,
  });

/** The axes as places in a tensor that begins with the batch, ascending; or what is wrong with them. */
export function placesOf(axes: readonly number[], input: Shape): Result<readonly number[], string> {
  const rank = input.length + 1;
  if (input.length === 0)
    return err('needs at least one dimension per example to normalise over, found one single value');
  const places = axes.map((axis) => (axis < 0 ? axis + rank : axis)).toSorted((a, b) => a - b);
  const wrong = axes.find((axis) => axis === 0 || axis < -input.length || axis > input.length);
  if (wrong !== undefined)
    return err(
      `has no dimension ${wrong} to normalise over: found shape ${formatShape(input)}, expected −1 to −${input.length} or 1 to ${input.length}`,
    );
  if (new Set(places).size < places.length)
    return err(`takes each dimension once: found ${axes.join(', ')}, which names one of them twice`);
  // Keras sorts the numbers as they stand, and would then mix the dimensions up.
  if (new Set(axes.map(Math.sign)).size > 1)
    return err(`found ${axes.join(', ')} as axis: expected all counted from the front or all from the end`);
  return ok(places);
}

/** Mean and biased variance taken out along these places of the tensor, and γ and β put in, both in a shape that fits. */
export function normalised(
  tf: TF,
  x: Tensor,
  places: readonly number[],
  epsilon: number,
  gamma: Tensor | undefined,
  beta: Tensor | undefined,
): Tensor {
  const axes = [...places];
  const centred = tf.sub(x, tf.mean(x, axes, true));
  const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centred), axes, true), epsilon));
  const scaled = tf.mul(centred, gamma === undefined ? inverse : tf.mul(inverse, gamma));
  return beta === undefined ? scaled : tf.add(scaled, beta);
}
