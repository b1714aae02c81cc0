import type { Tensor, TF } from '../../define/index.ts';
import { compact } from '../../../base/format.ts';
import { factor } from '../../worked.ts';
import type { ActivationFunction } from './define.ts';

/** The height that is taken off every value of a row, so that what stays above zero adds up to 1. */
function heights(tf: TF, rows: Tensor): Tensor {
  const width = rows.shape.at(-1) ?? 1;
  const sorted = tf.topk(rows, width).values;
  const places = tf.range(1, width + 1);
  const over = tf.sub(tf.cumsum(sorted, 1), 1);
  // A value belongs to the support if it stands above the height that it and the larger ones would give.
  const inside = tf.cast(tf.greater(tf.mul(sorted, places), over), 'float32');
  const count = tf.sum(inside, 1, true);
  return tf.div(tf.sub(tf.sum(tf.mul(sorted, inside), 1, true), 1), count);
}

/** The height for one row of plain numbers: the largest values share what is above 1, as far as each stays above it. */
function heightOf(row: readonly number[]): number {
  let [sum, height] = [0, Number.NEGATIVE_INFINITY];
  [...row]
    .toSorted((a, b) => b - a)
    .forEach((x, i) => {
      sum += x;
      height = Math.max(height, (sum - 1) / (i + 1));
    });
  return height;
}

/** Martins and Astudillo, 2016. Along the last axis. Against a single zero it is a straight line from 0 at −1 to 1 at 1. */
export const sparsemax: ActivationFunction = {
  name: 'sparsemax',
  formula: 'f(x)ᵢ = max(xᵢ − τ, 0), with τ so that the row adds up to 1',
  help: 'Turns a row of numbers into probabilities that add up to 1, like softmax, but small ones become exactly zero. It suits attention that should look at few places. Answers that have become zero get no slope.',
  rowwise: true,
  f: (x) => Math.min(1, Math.max(0, (x + 1) / 2)),
  df: (x) => (x > -1 && x < 1 ? 0.5 : 0),
  overRow(row, place) {
    const [x, height] = [row[place] ?? Number.NaN, heightOf(row)];
    return { text: `max(${compact(x)} − ${factor(height)}, 0)`, value: Math.max(x - height, 0) };
  },
  // Sorting has no gradient in tfjs; the true one takes the mean of what pulls at the support off each pull.
  apply: (tf, x) =>
    tf.customGrad<Tensor>((...given) => {
      const rows = tf.reshape(x, [-1, x.shape.at(-1) ?? 1]);
      const value = tf.relu(tf.sub(rows, heights(tf, rows)));
      const save = given.at(-1);
      if (typeof save === 'function') save([value]);
      const gradFunc = (upstream: Tensor, saved: Tensor[]) => {
        const support = tf.step(saved[0] ?? value);
        const pull = tf.mul(tf.reshape(upstream, rows.shape), support);
        const mean = tf.div(tf.sum(pull, 1, true), tf.sum(support, 1, true));
        return tf.reshape(tf.sub(pull, tf.mul(support, mean)), x.shape);
      };
      return { value: tf.reshape(value, x.shape), gradFunc };
    })(x),
  values: [0, 1],
  range: [0, 1],
};
