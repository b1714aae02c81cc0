import { must } from '../../base/invariant.ts';
import type { Shape } from '../../base/shape.ts';
import { ok } from '../../base/result.ts';
import { defineLayer } from '../define/index.ts';
import { axesParam, placesOf } from '../layers/normalization/parts.ts';
import { layerPorts } from '../layers/ports.ts';
import { linear } from './functions/linear.ts';
import { softmax } from './functions/softmax.ts';
import { workedFunction } from '../worked.ts';

/** Shares along the last dimension, as the activation function has them: only that is a loss computed through. */
const isAlongRows = ({ axis }: { readonly axis: readonly number[] }): boolean => axis.length === 1 && axis[0] === -1;

const placesIn = (axis: readonly number[], shape: Shape): readonly number[] => {
  const found = placesOf(axis, shape);
  return must(found.ok ? found.value : undefined, 'the axes of Softmax');
};

export const softmaxLayer = defineLayer({
  type: 'Softmax',
  category: 'Activations',
  keras: { module: 'keras.layers' },
  inTfjs({ axis }, input) {
    const [place, ...others] = placesIn(axis, input);
    return place === input.length && others.length === 0
      ? { axis: -1 }
      : { none: 'Its Softmax works along the last dimension only. Permute the dimensions first.' };
  },
  summary: 'Turns a row of numbers into probabilities that add up to 1.',
  description:
    'Stands at the end of a network that chooses one class of several: each value becomes a positive share, larger ones by far the most. Only the differences between values matter. Wired in front of CategoricalCrossentropy, the loss is computed from the values before it, which is exact however sure the network is. It works along the last axis; with other axes the values along those add up to 1, such as the pixels of a channel.',
  formula: 'yᵢ = e^xᵢ / Σⱼ e^xⱼ',
  keywords: ['probabilities', 'classification', 'last layer'],
  ...layerPorts(),
  params: { axis: axesParam('The dimensions along which the values add up to 1.') },
  outputShape({ axis }, { inputs: [input] }) {
    const places = placesOf(axis, input);
    return places.ok ? ok(input) : places;
  },
  activation: (params) => (isAlongRows(params) ? softmax : linear),
  keepsOrder: true,
  worked: (params, numbers) => (isAlongRows(params) ? workedFunction(softmax, numbers) : undefined),
  call(tf, params, { inputs: [x] }, _weights, { logits }) {
    if (isAlongRows(params)) return logits ? x : softmax.apply(tf, x);
    const places = [...placesIn(params.axis, x.shape.slice(1))];
    return tf.exp(tf.sub(x, tf.logSumExp(x, places, true)));
  },
});
