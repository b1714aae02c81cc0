import type { ActivationFunction } from './define.ts';
import { sigmoid } from './sigmoid.ts';
import { cutShort, factor } from '../../worked.ts';

/** Along the last axis. Against a single zero, softmax is the sigmoid: that is what `f` shows. */
export const softmax: ActivationFunction = {
  name: 'softmax',
  formula: 'f(x)ᵢ = e^xᵢ / Σⱼ e^xⱼ',
  help: 'Turns a row of numbers into probabilities that add up to 1: for the last layer when there are several classes. With a single unit it always gives 1; use sigmoid there.',
  rowwise: true,
  f: sigmoid.f,
  df: sigmoid.df,
  overRow(row, place) {
    const [most, x] = [Math.max(...row), row[place] ?? Number.NaN];
    const sum = row.reduce((all, each) => all + Math.exp(each - most), 0);
    const powers = cutShort(
      row.map((each) => `e^${factor(each)}`),
      ' + ',
    );
    return { text: `e^${factor(x)} / (${powers})`, value: Math.exp(x - most) / sum };
  },
  apply: (tf, x) => tf.softmax(x, -1),
  values: [0, 1],
  range: [0, 1],
};
