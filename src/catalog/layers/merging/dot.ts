import { compact } from '../../../base/format.ts';
import { err, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import type { Shape } from '../../../base/shape.ts';
import { formatShape, sizeOf } from '../../../base/shape.ts';
import type { Numbers, Tensor, TF } from '../../define/index.ts';
import { defineLayer } from '../../define/index.ts';
import { flag, integer } from '../../params.ts';
import { at, indexOf, placeOf as placeIn, weightedSum } from '../../worked.ts';
import { mergePorts } from '../ports.ts';

/** Keras' guard against dividing by a length of zero. */
const EPSILON = 1e-7;

/** Keras' `axes` may also be a pair, one axis for each wire; here one number holds for both. */
export const dot = defineLayer({
  type: 'Dot',
  category: 'Layers',
  group: 'Merging',
  keras: { module: 'keras.layers', positional: ['axes'] },
  inTfjs: () => true,
  summary: 'Multiplies two wires and adds up, which tells how alike they are.',
  description:
    'Takes the dot product of two tensors: values at the same place are multiplied, and the products are added up. The result is large where both point the same way, and 0 where they have nothing in common. With normalize it is the cosine of the angle between them, from −1 to 1, whatever their lengths. Two sequences give a table that compares each step of one with each step of the other, which is the heart of attention. Without normalize, long rows give large numbers.',
  formula: 'y = Σₖ x₁[…, k]·x₂[…, k]',
  keywords: ['product', 'similarity', 'cosine', 'attention', 'merge', 'matmul'],
  ...mergePorts('The two wires to multiply.', 'Their dot products.'),
  params: {
    axes: integer(-1, {
      min: -8,
      max: 8,
      advanced: true,
      help: 'The dimension to add up over, the same for both wires, counted with the batch as 0; −1 is the last one.',
    }),
    normalize: flag(false, {
      help: 'Brings both wires to length 1 first, so that the result is the cosine of the angle between them.',
    }),
  },
  card: ['normalize'],
  outputShape({ axes }, { inputs }) {
    const [first, second, ...others] = inputs;
    if (second === undefined) return err('multiplies two wires, found 1; wire another one to inputs');
    if (others.length > 0) return err(`multiplies two wires, found ${inputs.length}; keep two of them`);
    const [a, b] = [summed(axes, first, 1), summed(axes, second, 2)];
    if (!a.ok) return a;
    if (!b.ok) return b;
    if (first[a.value] !== second[b.value])
      return err(
        `multiplies wires of the same size along axis ${axes}: found ${formatShape(first)} and ${formatShape(second)}, expected ${first[a.value] ?? 1} there instead of ${second[b.value] ?? 1} on wire 2`,
      );
    const left = (shape: Shape, place: number) => shape.filter((_n, i) => i !== place);
    const rest = [...left(first, a.value), ...left(second, b.value)];
    return ok(rest.length === 0 ? [1] : rest);
  },
  multiplyAdds({ axes }, { inputs: [first, second = []] }) {
    return (sizeOf(first) * sizeOf(second)) / (first[placeOf(axes, first)] ?? 1);
  },
  worked({ axes, normalize }, { inputs: { inputs }, shape, place }) {
    const [first, second = first] = inputs;
    const index = indexOf(shape, place);
    const [a, b] = [placeOf(axes, first.shape), placeOf(axes, second.shape)];
    const along = (x: Numbers, axis: number, rest: readonly number[]) =>
      Array.from({ length: x.shape[axis] ?? 1 }, (_, k) => at(x, placeIn(x.shape, rest.toSpliced(axis, 0, k))));
    const taken = first.shape.length - 1;
    const left = along(first, a, index.slice(0, taken));
    const right = along(second, b, index.slice(taken, taken + second.shape.length - 1));
    const sum = weightedSum(
      left.map((value, k) => [value, right[k] ?? Number.NaN]),
      undefined,
    );
    if (!normalize) return [{ name: 'y', ...sum }];
    const lengths = [left, right].map((row) => Math.max(EPSILON, Math.hypot(...row)));
    const [one = 1, two = 1] = lengths;
    const text = `${compact(sum.value)} / (${compact(one)}·${compact(two)})`;
    return [
      { name: 'x₁·x₂', ...sum },
      { name: 'y', text, value: sum.value / (one * two) },
    ];
  },
  call(tf, { axes, normalize }, { inputs: [first, second = first] }) {
    const [a, b] = [vectors(tf, first, axes), vectors(tf, second, axes)];
    const product = normalize
      ? tf.matMul(unit(tf, a.list), unit(tf, b.list), false, true)
      : tf.matMul(a.list, b.list, false, true);
    const rest = [...a.rest, ...b.rest];
    return tf.reshape(product, [-1, ...(rest.length === 0 ? [1] : rest)]);
  },
});

/** The place of the axis among the dimensions of an example. */
const placeOf = (axes: number, shape: Shape): number => (axes < 0 ? axes + shape.length : axes - 1);

function summed(axes: number, shape: Shape, wire: number): Result<number, string> {
  const place = placeOf(axes, shape);
  if (place >= 0 && place < shape.length) return ok(place);
  return err(
    shape.length === 0
      ? `needs at least one dimension per example to add up over, found one single value on wire ${wire}`
      : `has no dimension ${axes} to add up over: found shape ${formatShape(shape)} on wire ${wire}, expected an axis of −1 to −${shape.length} or 1 to ${shape.length}`,
  );
}

/** Each example as a list of the vectors along the axis, and the dimensions that such a list is made of. */
function vectors(tf: TF, x: Tensor, axes: number): { list: Tensor; rest: Shape } {
  const shape = x.shape.slice(1);
  const place = placeOf(axes, shape);
  const others = shape.map((_n, i) => i).filter((i) => i !== place);
  const turned = place === shape.length - 1 ? x : tf.transpose(x, [0, ...others.map((i) => i + 1), place + 1]);
  const rest = others.map((i) => shape[i] ?? 1);
  return { list: tf.reshape(turned, [-1, sizeOf(rest), shape[place] ?? 1]), rest };
}

/** Vectors of length 1. A vector of zeros stays one, and has a finite gradient. */
function unit(tf: TF, list: Tensor): Tensor {
  const squares = tf.sum(tf.square(list), -1, true);
  return tf.mul(list, tf.rsqrt(tf.maximum(squares, EPSILON ** 2)));
}
