/* Layer normalisation (Ba, Kiros and Hinton, 2016) as Keras 3 computes it: the biased variance, epsilon inside the root. */
import { must } from '../../../base/invariant.ts';
import { ok } from '../../../base/result.ts';
import type { Shape } from '../../../base/shape.ts';
import { sizeOf } from '../../../base/shape.ts';
import { defineLayer } from '../../define/index.ts';
import type { Tensor } from '../../define/index.ts';
import { axesParam, gammaBeta, gammaBetaParams, gammaBetaPorts, normalised, placesOf } from './parts.ts';
import { at, indexOf, listed, meanOf, normalisedStep, placeOf, valuesAlong } from '../../worked.ts';

/** Sizes of the normalised dimensions; the shape is known to fit. */
function sizes(axis: readonly number[], input: Shape): Shape {
  const places = placesOf(axis, input);
  return places.ok ? places.value.map((place) => input[place - 1] ?? 1) : [];
}

export const layerNormalization = defineLayer({
  type: 'LayerNormalization',
  category: 'Layers',
  group: 'Normalizing',
  keras: { module: 'keras.layers' },
  inTfjs: () => true,
  summary: 'Brings the features of every example to mean 0 and spread 1.',
  description:
    'Each example is centred and scaled by the mean and spread of its own features, then stretched by γ and shifted by β, which are learned. Unlike batch normalisation it looks at no other example: it does the same in training and after, and bears batches of one. It is the normalisation of transformers and recurrent networks. How large an example is as a whole is lost.',
  formula: 'y = γ·(x − mean)/√(var + ε) + β, over the features of one example',
  keywords: ['ln', 'layernorm', 'normalisation', 'transformer'],
  ...gammaBetaPorts(),
  params: { axis: axesParam('The dimensions to normalise over.'), ...gammaBetaParams },
  outputShape({ axis }, { inputs: [input] }) {
    const places = placesOf(axis, input);
    return places.ok ? ok(input) : places;
  },
  weights: (params, { inputs: [input] }) => gammaBeta(params, sizes(params.axis, input)),
  multiplyAdds: (_params, { inputs: [input] }) => 2 * sizeOf(input),
  normalises: 'example',
  valuesPerMean: ({ axis }, { inputs: [input] }) => sizeOf(sizes(axis, input)),
  keepsOrder: true,
  worked({ axis, epsilon }, { inputs: { inputs }, weights, shape, place }) {
    const found = placesOf(axis, shape);
    if (!found.ok) return undefined;
    const over = found.value.map((dimension) => dimension - 1);
    const here = indexOf(shape, place);
    const [x] = inputs;
    const row = valuesAlong(x, here, over);
    const mean = meanOf(row);
    const variance = meanOf(row.map((value) => (value - mean) ** 2));
    const among = placeOf(
      sizes(axis, shape),
      over.map((dimension) => here[dimension] ?? 0),
    );
    const own = (name: string) => weights[name] && at(weights[name], among);
    return [
      { name: 'mean', text: `mean of ${listed(row)}`, value: mean },
      { name: 'var', text: 'mean of (x − mean)²', value: variance },
      normalisedStep(at(x, place), { mean, variance, epsilon, gamma: own('gamma'), beta: own('beta') }),
    ];
  },
  call(tf, { axis, epsilon }, { inputs: [x] }, { gamma, beta }) {
    const found = placesOf(axis, x.shape.slice(1));
    const places = must(found.ok ? found.value : undefined, 'the axes of LayerNormalization');
    const shape = x.shape.map((n, place) => (places.includes(place) ? n : 1));
    const fitting = (weight: Tensor | undefined) => weight && tf.reshape(weight, shape);
    return normalised(tf, x, places, epsilon, fitting(gamma), fitting(beta));
  },
});
