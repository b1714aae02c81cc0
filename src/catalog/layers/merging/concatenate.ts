import { err, ok } from '../../../base/result.ts';
import { formatShape } from '../../../base/shape.ts';
import { defineLayer } from '../../define/index.ts';
import { integer } from '../../params.ts';
import { at, indexOf, placeOf } from '../../worked.ts';
import { mergePorts } from '../ports.ts';

export const concatenate = defineLayer({
  type: 'Concatenate',
  category: 'Layers',
  group: 'Merging',
  keras: { module: 'keras.layers' },
  inTfjs: () => true,
  summary: 'Puts several wires side by side in one longer row.',
  description:
    'Joins tensors end to end, so that the next layer sees all of their values. Use it to bring branches together without mixing them, or to hand the first features on to a later layer. Apart from the joined dimension the shapes must agree. Every wire adds to the width, and so to the weights of the layer behind.',
  formula: 'y = [x₁, x₂, …]',
  keywords: ['merge', 'join', 'stack', 'skip'],
  ...mergePorts(),
  params: {
    axis: integer(-1, {
      min: -8,
      max: 8,
      exact: true,
      advanced: true,
      help: 'The dimension along which to join, counted with the batch as 0; −1 is the last one.',
    }),
  },
  outputShape({ axis }, { inputs }) {
    const [first, ...others] = inputs;
    if (others.length === 0) return err(`joins two or more wires, found ${inputs.length}; wire another one to inputs`);
    const joined = (axis < 0 ? axis + first.length + 1 : axis) - 1;
    if (joined < 0 || joined >= first.length)
      return err(
        first.length === 0
          ? 'needs at least one dimension per example to join along, found one single value'
          : `has no dimension ${axis} to join along: found shape ${formatShape(first)}, expected an axis of −1 to −${first.length} or 1 to ${first.length}`,
      );
    let total = first[joined] ?? 0;
    for (const [i, shape] of others.entries()) {
      if (shape.length !== first.length || shape.some((n, d) => d !== joined && n !== first[d]))
        return err(
          `joins shapes that agree apart from dimension ${joined + 1}: found ${formatShape(shape)} on wire ${i + 2}, expected it to fit ${formatShape(first)}`,
        );
      total += shape[joined] ?? 0;
    }
    return ok(first.map((n, d) => (d === joined ? total : n)));
  },
  moves: 'unchanged',
  worked({ axis }, { inputs: { inputs }, shape, place }) {
    const joined = (axis < 0 ? axis + shape.length + 1 : axis) - 1;
    const index = [...indexOf(shape, place)];
    let left = index[joined] ?? 0;
    for (const [wire, x] of inputs.entries()) {
      const length = x.shape[joined] ?? 0;
      if (left >= length) {
        left -= length;
        continue;
      }
      index[joined] = left;
      const text = `value ${index.map((n) => n + 1).join(', ')} of wire ${wire + 1}`;
      return [{ name: 'y', text, value: at(x, placeOf(x.shape, index)) }];
    }
    return undefined;
  },
  call: (tf, { axis }, { inputs }) => tf.concat([...inputs], axis),
});
