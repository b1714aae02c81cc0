import type { Result } from '../../../base/result.ts';
import { err, ok } from '../../../base/result.ts';
import type { Shape } from '../../../base/shape.ts';
import { formatShape, sizeOf } from '../../../base/shape.ts';
import { defineLayer } from '../../define/index.ts';
import { integers } from '../../params.ts';
import { layerPorts } from '../ports.ts';
import { workedSame } from '../../worked.ts';

/** Stands for the size that makes the numbers of values agree. */
const FREE = -1;

/** The target with its free size worked out for this many values, or why it cannot be. */
function resolved(target: readonly number[], input: Shape): Result<Shape, string> {
  const values = sizeOf(input);
  const found = `an example of shape ${formatShape(input)} has ${values} values`;
  const free = target.filter((size) => size === FREE).length;
  if (free > 1) return err(`can work out one size only: found −1 ${free} times in target_shape, expected once at most`);
  const known = sizeOf(target.filter((size) => size !== FREE));
  if (target.includes(0)) return err('has a size of 0 in target_shape: an example would hold nothing');
  if (free === 0 && known !== values)
    return err(`cannot lay values out as ${formatShape(target)}: ${found}, the target ${known}`);
  if (values % known !== 0)
    return err(`cannot lay values out as ${formatShape(target)}: ${found}, which ${known} does not divide`);
  return ok(target.map((size) => (size === FREE ? values / known : size)));
}

export const reshape = defineLayer({
  type: 'Reshape',
  category: 'Layers',
  group: 'Reshaping',
  keras: { module: 'keras.layers', positional: ['target_shape'] },
  // tfjs gets lost where the free size is all that changes.
  inTfjs({ target_shape }, input) {
    const shape = resolved(target_shape, input);
    return shape.ok ? { target_shape: [...shape.value] } : { none: `It ${shape.error}.` };
  },
  summary: 'Lays the values of an example out in another shape.',
  description:
    'Turns a row into an image, or an image into a sequence of its rows, without changing a value: the last dimension runs fastest, before and after. The number of values must stay the same; one size may be given as −1, and is then worked out. Use it in front of a layer that wants more dimensions than the data has, for instance to read an 8×8 digit row by row with SimpleRNN.',
  formula: '64 → 8×8',
  keywords: ['flatten', 'view', 'dimensions', 'image', 'sequence'],
  ...layerPorts(),
  params: {
    target_shape: integers([FREE], {
      min: FREE,
      max: 1_000_000,
      minLength: 1,
      maxLength: 6,
      help: 'The size of each dimension, without the batch: 8, 8 for an image of 8 by 8. One of them may be −1, which means: whatever is left.',
    }),
  },
  card: ['target_shape'],
  outputShape: ({ target_shape }, { inputs: [input] }) => resolved(target_shape, input),
  keepsOrder: true,
  moves: 'unchanged',
  worked: workedSame,
  call(tf, { target_shape }, { inputs: [x] }) {
    const shape = resolved(target_shape, x.shape.slice(1));
    if (!shape.ok) throw new Error(`Reshape ${shape.error}`);
    return tf.reshape(x, [-1, ...shape.value]);
  },
});
