/** What Dense and Maxout share: the weighted sum `x·W + b` and its weights. */
import type { Result } from '../../../base/result.ts';
import { err, ok } from '../../../base/result.ts';
import type { Shape } from '../../../base/shape.ts';
import { formatShape } from '../../../base/shape.ts';
import type { Tensor, TF, WeightSpec } from '../../define/index.ts';
import type { PortSpec } from '../../ports.ts';
import { BIAS_PORTS, constraintPort, initializerPort, layerPorts, regularizerPort } from '../ports.ts';

export const affinePorts = (more: readonly PortSpec[] = []) =>
  layerPorts([
    initializerPort('kernel_initializer', 'GlorotUniform', 'How the weights W start.'),
    BIAS_PORTS.initializer,
    regularizerPort('kernel_regularizer', 'A penalty on large weights W.'),
    BIAS_PORTS.regularizer,
    constraintPort('kernel_constraint', 'A rule that the weights W must keep.'),
    BIAS_PORTS.constraint,
    ...more,
  ]);

/** The input's shape with its last dimension replaced by `units`; refuses inputs without a dimension. */
export const affineShape = (input: Shape, units: number): Result<Shape, string> =>
  input.length === 0
    ? err(`needs at least one dimension per example, found one single value, shape ${formatShape(input)}`)
    : ok([...input.slice(0, -1), units]);

/** A kernel of shape `(inputs, columns)` and, if wanted, a bias of shape `(columns)`. */
export const affineWeights = (input: Shape, columns: number, bias: boolean): readonly WeightSpec[] => [
  { name: 'kernel', shape: [input.at(-1) ?? 1, columns], axes: ['input', 'unit'] },
  ...(bias ? [{ name: 'bias', shape: [columns] }] : []),
];

/** `x·W + b` over the last dimension; every dimension before it stays. */
export function affine(tf: TF, x: Tensor, kernel: Tensor, bias: Tensor | undefined): Tensor {
  const [inputs = 1, columns = 1] = kernel.shape;
  const rows = x.rank === 2 ? x : tf.reshape(x, [-1, inputs]);
  const product = tf.matMul(rows, kernel);
  const sum = bias === undefined ? product : tf.add(product, bias);
  return x.rank === 2 ? sum : tf.reshape(sum, [...x.shape.slice(0, -1), columns]);
}
