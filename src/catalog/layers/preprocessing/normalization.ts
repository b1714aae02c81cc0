/*
 * Keras' Normalization. Mean and variance are given, or measured before training starts, as `adapt` does in a
 * Keras script: on the training examples as they reach the layer, and on nothing else.
 */
import { must } from '../../../base/invariant.ts';
import { err, ok } from '../../../base/result.ts';
import type { Shape } from '../../../base/shape.ts';
import { formatShape, sizeOf } from '../../../base/shape.ts';
import type { Adapting, Refusal, Tensor, TF } from '../../define/index.ts';
import { defineLayer } from '../../define/index.ts';
import { flag, integer, optionalReals } from '../../params.ts';
import { layerPorts } from '../ports.ts';

/** Keras' guard against dividing by zero. */
const EPSILON = 1e-7;

interface Given {
  readonly mean: readonly number[] | null;
  readonly variance: readonly number[] | null;
}

/** Keras' `axis` may also be several axes, or None for one mean over all values. */
export const normalization = defineLayer({
  type: 'Normalization',
  category: 'Layers',
  keras: { module: 'keras.layers' },
  summary: 'Brings every feature to mean 0 and spread 1, measured beforehand.',
  description:
    'Subtracts a mean from each feature and divides it by its spread, so that features in different units count alike. Both are measured on the training examples before the first step, and then stay: nothing is learned, and no held-out example is looked at. Unlike Standardize it is a layer and part of the network, so it goes along when the network is saved. Put it right behind the data. BatchNormalization measures anew in every step and can stand anywhere.',
  formula: 'y = (x − mean)/√variance',
  keywords: ['standardise', 'normalise', 'z-score', 'adapt', 'preprocessing', 'scale'],
  ...layerPorts(),
  params: {
    axis: integer(-1, {
      min: -8,
      max: 8,
      exact: true,
      advanced: true,
      help: 'The dimension with a mean of its own for each entry, counted with the batch as 0; −1 is the last one.',
    }),
    mean: optionalReals({
      advanced: true,
      minLength: 1,
      help: 'The means, one for each feature or one for all. Off means: measured on the training examples.',
    }),
    variance: optionalReals({
      advanced: true,
      minLength: 1,
      min: 0,
      help: 'The variances, that is the squares of the spreads, as many as there are means.',
    }),
    invert: flag(false, { advanced: true, help: 'Goes back instead: multiplies by the spread and adds the mean.' }),
  },
  refuses: refusesHalf,
  outputShape({ axis, mean, variance }, { inputs: [input] }) {
    const place = placeOf(axis, input);
    if (place < 0 || place >= input.length)
      return err(
        input.length === 0
          ? 'needs at least one feature per example, found one single value without a dimension'
          : `has no dimension ${axis} to normalise: found shape ${formatShape(input)}, expected an axis of −1 to −${input.length} or 1 to ${input.length}`,
      );
    const features = input[place] ?? 1;
    const wrong = [mean, variance].find((list) => list !== null && list.length !== 1 && list.length !== features);
    return wrong === undefined || wrong === null
      ? ok(input)
      : err(
          `normalises ${features} features: found ${wrong.length} numbers for them, expected ${features}, or one for all`,
        );
  },
  weights({ axis, mean }, { inputs: [input] }) {
    if (mean !== null) return [];
    const shape = [input[placeOf(axis, input)] ?? 1];
    return [
      { name: 'mean', shape, trainable: false, filledBy: 'Zeros' },
      { name: 'variance', shape, trainable: false, filledBy: 'Ones' },
      // Keras has it for files of earlier versions, and nothing reads it.
      { name: 'count', shape: [], trainable: false, filledBy: 'Zeros' },
    ];
  },
  multiplyAdds: (_params, { inputs: [input] }) => sizeOf(input),
  adapt: ({ axis, mean }, input) => (mean === null ? measure(placeOf(axis, input), input) : undefined),
  call(tf, { axis, invert, ...given }, { inputs: [x] }, weights) {
    const place = placeOf(axis, x.shape.slice(1));
    const feature = (name: 'mean' | 'variance') =>
      along(tf, valuesOf(tf, given[name], weights[name], name), x.rank, place + 1);
    const [mean, spread] = [feature('mean'), tf.maximum(tf.sqrt(feature('variance')), EPSILON)];
    return invert ? tf.add(mean, tf.mul(x, spread)) : tf.div(tf.sub(x, mean), spread);
  },
});

/** The place of the axis among the dimensions of an example. */
const placeOf = (axis: number, shape: Shape): number => (axis < 0 ? axis + shape.length : axis - 1);

const valuesOf = (tf: TF, given: readonly number[] | null, weight: Tensor | undefined, name: string): Tensor =>
  given === null ? must(weight, `the ${name} of Normalization`) : tf.tensor1d([...given]);

/** A list laid along one dimension of many. */
const along = (tf: TF, list: Tensor, rank: number, place: number): Tensor =>
  tf.reshape(
    list,
    Array.from({ length: rank }, (_, i) => (i === place ? list.size : 1)),
  );

function refusesHalf({ mean, variance }: Given): Refusal | undefined {
  if ((mean === null) === (variance === null) && mean?.length === variance?.length) return undefined;
  const found = (list: readonly number[] | null) => (list === null ? 'none' : String(list.length));
  return {
    message: `mean and variance are given together, found ${found(mean)} and ${found(variance)}.`,
    remedies: [{ label: 'Measure both on the training examples', params: { mean: null, variance: null } }],
  };
}

/** Mean and variance of each entry along one dimension, in float64, measured from its first value to keep the digits. */
function measure(place: number, input: Shape): Adapting {
  const features = input[place] ?? 1;
  const inner = sizeOf(input.slice(place + 1));
  const [origins, sums, squares] = [new Float64Array(features), new Float64Array(features), new Float64Array(features)];
  let seen = 0;
  return {
    see(values) {
      if (seen === 0) for (let f = 0; f < features; f++) origins[f] = values[f * inner] ?? 0;
      values.forEach((value, i) => {
        const feature = Math.floor(i / inner) % features;
        const away = value - (origins[feature] ?? 0);
        sums[feature] = (sums[feature] ?? 0) + away;
        squares[feature] = (squares[feature] ?? 0) + away * away;
      });
      seen += values.length / features;
    },
    weights() {
      const count = Math.max(1, seen);
      const away = sums.map((sum) => sum / count);
      return {
        mean: Float32Array.from(away, (mean, f) => mean + (origins[f] ?? 0)),
        variance: Float32Array.from(squares, (sum, f) => Math.max(0, sum / count - (away[f] ?? 0) ** 2)),
      };
    },
  };
}
