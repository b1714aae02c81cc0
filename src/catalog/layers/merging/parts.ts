/** What the layers that join wires value by value share: how shapes meet, and how they are brought to one. */
import type { Result } from '../../../base/result.ts';
import { err, ok } from '../../../base/result.ts';
import type { Shape } from '../../../base/shape.ts';
import { formatShape, sizeOf } from '../../../base/shape.ts';
import type { AtPorts, Tensor, TF } from '../../define/index.ts';

/** As Keras does it, a shape with fewer dimensions gets dimensions of 1 in front. */
const padded = (shape: Shape, rank: number): Shape => [...Array<number>(rank - shape.length).fill(1), ...shape];

/** The shape two tensors have together, where a dimension of 1 is repeated to fit; undefined if they do not fit. */
function common(a: Shape, b: Shape): Shape | undefined {
  const rank = Math.max(a.length, b.length);
  const [left, right] = [padded(a, rank), padded(b, rank)];
  if (left.some((n, i) => n !== right[i] && n !== 1 && right[i] !== 1)) return undefined;
  return left.map((n, i) => (n === 1 ? (right[i] ?? n) : n));
}

/** The shape of all wires joined value by value; `joins` is the verb of a refusal, e.g. `adds`. */
export function joinedShape(joins: string, { inputs }: AtPorts<Shape>): Result<Shape, string> {
  const [first, ...others] = inputs;
  if (others.length === 0) return err(`${joins} two or more wires, found ${inputs.length}; wire another one to inputs`);
  let all = first;
  for (const [i, shape] of others.entries()) {
    const next = common(all, shape);
    if (next === undefined)
      return err(
        `${joins} wires of the same shape: found ${formatShape(shape)} on wire ${i + 2}, expected ${formatShape(all)} as before it`,
      );
    all = next;
  }
  return ok(all);
}

/** One operation for each value of each further wire. */
export const joiningWork = (_params: unknown, { inputs }: AtPorts<Shape>): number =>
  (inputs.length - 1) * Math.max(0, ...inputs.map(sizeOf));

/** Tensors of fewer dimensions with dimensions of 1 behind the batch, so that they meet as their shapes do. */
export function aligned(tf: TF, { inputs }: AtPorts<Tensor>): readonly [Tensor, ...Tensor[]] {
  const rank = Math.max(...inputs.map((tensor) => tensor.rank));
  const align = (tensor: Tensor): Tensor => {
    const [rows = 1, ...shape] = tensor.shape;
    return tensor.rank === rank ? tensor : tf.reshape(tensor, [rows, ...padded(shape, rank - 1)]);
  };
  const [first, ...others] = inputs;
  return [align(first), ...others.map(align)];
}

/**
 * Folds tensors with an op whose gradient in tfjs does not know of repeated dimensions (maximum, minimum):
 * they are repeated before it, by adding zeros.
 */
export function foldedEqual(tf: TF, inputs: AtPorts<Tensor>, fold: (a: Tensor, b: Tensor) => Tensor): Tensor {
  const [first, ...others] = aligned(tf, inputs);
  return others.reduce((a, b) => {
    const shape = a.shape.map((n, i) => (n === 1 ? (b.shape[i] ?? n) : n));
    const repeated = (tensor: Tensor) =>
      tensor.shape.every((n, i) => n === shape[i]) ? tensor : tf.add(tensor, tf.zeros(shape));
    return fold(repeated(a), repeated(b));
  }, first);
}
