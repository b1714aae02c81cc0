/*
 * Keras' Normalization. Mean and variance are given, or measured before training starts, as `adapt` does in a
 * Keras script: on the training examples as they reach the layer, and on nothing else.
 */
import { compact, plural } from '../../../base/format.ts';
import { must } from '../../../base/invariant.ts';
import { err, ok } from '../../../base/result.ts';
import type { Shape } from '../../../base/shape.ts';
import { formatShape, sizeOf } from '../../../base/shape.ts';
import type { Adapting, Refusal, Tensor, TF } from '../../define/index.ts';
import { defineLayer } from '../../define/index.ts';
import { axes, flag, optionalReals } from '../../params.ts';
import { layerPorts } from '../ports.ts';
import { at, factor } from '../../worked.ts';

/** Keras' guard against dividing by zero. */
const EPSILON = 1e-7;

interface Given {
  readonly mean: readonly number[] | null;
  readonly variance: readonly number[] | null;
}

export const normalization = defineLayer({
  type: 'Normalization',
  category: 'Layers',
  group: 'Normalizing',
  keras: { module: 'keras.layers' },
  summary: 'Brings every feature to mean 0 and spread 1, measured beforehand.',
  description:
    'Subtracts a mean from each feature and divides it by its spread, so that features in different units count alike. Both are measured on the training examples before the first step, and then stay: nothing is learned, and no held-out example is looked at. Unlike Standardize it is a layer and part of the network, so it goes along when the network is saved. Put it right behind the data. BatchNormalization measures anew in every step and can stand anywhere.',
  formula: 'y = (x − mean)/√variance',
  keywords: ['standardise', 'normalise', 'z-score', 'adapt', 'preprocessing', 'scale'],
  ...layerPorts(),
  params: {
    axis: axes([-1], {
      min: -8,
      max: 8,
      maxLength: 6,
      exact: true,
      advanced: true,
      help: 'The dimensions whose entries have a mean of their own each, counted with the batch as 0; −1 is the last one. None at all: one mean for all values.',
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
    const places = axis.map((each) => placeOf(each, input));
    const wrong = axis.find((_each, i) => (places[i] ?? -1) < 0 || (places[i] ?? 0) >= input.length);
    if (wrong !== undefined)
      return err(
        input.length === 0
          ? 'needs at least one feature per example, found one single value without a dimension'
          : `has no dimension ${wrong} to normalise: found shape ${formatShape(input)}, expected an axis of −1 to −${input.length} or 1 to ${input.length}`,
      );
    if (new Set(places).size < places.length)
      return err(`names each dimension once: found axis ${axis.join(', ')} for shape ${formatShape(input)}`);
    // Of several dimensions Keras wants a table, which a list is not.
    const features = axis.length > 1 ? 1 : sizeOf(keptOf(axis, input));
    const list = [mean, variance].find((each) => each !== null && each.length !== 1 && each.length !== features);
    return list === undefined || list === null
      ? ok(input)
      : err(
          `normalises ${plural(features, 'feature')}: found ${list.length} numbers for ${features === 1 ? 'it' : 'them'}, expected ${features === 1 ? '1' : `${features}, or one for all`}`,
        );
  },
  weights({ axis, mean }, { inputs: [input] }) {
    if (mean !== null) return [];
    const shape = keptOf(axis, input);
    return [
      { name: 'mean', shape, trainable: false, filledBy: 'Zeros' },
      { name: 'variance', shape, trainable: false, filledBy: 'Ones' },
      // Keras has it for files of earlier versions, and nothing reads it.
      { name: 'count', shape: [], trainable: false, filledBy: 'Zeros' },
    ];
  },
  multiplyAdds: (_params, { inputs: [input] }) => sizeOf(input),
  adapt: ({ axis, mean }, input) => (mean === null ? measure(featureOf(axis, input)) : undefined),
  keepsOrder: true,
  worked({ axis, invert, ...given }, { inputs: { inputs }, weights, place }) {
    const [x] = inputs;
    const own = featureOf(axis, x.shape)[place] ?? 0;
    const feature = (name: 'mean' | 'variance') => {
      const list = given[name];
      const weight = weights[name];
      return list === null
        ? weight === undefined
          ? Number.NaN
          : at(weight, own)
        : (list[own] ?? list[0] ?? Number.NaN);
    };
    const [value, mean, variance] = [at(x, place), feature('mean'), feature('variance')];
    const spread = Math.max(Math.sqrt(variance), EPSILON);
    return [
      invert
        ? { name: 'y', text: `${factor(value)}·√${compact(variance)} + ${factor(mean)}`, value: mean + value * spread }
        : {
            name: 'y',
            text: `(${compact(value)} − ${factor(mean)})/√${compact(variance)}`,
            value: (value - mean) / spread,
          },
    ];
  },
  call(tf, { axis, invert, ...given }, { inputs: [x] }, weights) {
    const input = x.shape.slice(1);
    const kept = keptPlaces(axis, input);
    const laid = [1, ...input.map((n, i) => (kept.has(i) ? n : 1))];
    const feature = (name: 'mean' | 'variance') => {
      const values = valuesOf(tf, given[name], weights[name], name);
      return tf.reshape(values, values.size === sizeOf(laid) ? laid : laid.map(() => 1));
    };
    const [mean, spread] = [feature('mean'), tf.maximum(tf.sqrt(feature('variance')), EPSILON)];
    return invert ? tf.add(mean, tf.mul(x, spread)) : tf.div(tf.sub(x, mean), spread);
  },
});

/** The place of an axis among the dimensions of an example. */
const placeOf = (axis: number, shape: Shape): number => (axis < 0 ? axis + shape.length : axis - 1);

const keptPlaces = (axis: readonly number[], shape: Shape): ReadonlySet<number> =>
  new Set(axis.map((each) => placeOf(each, shape)));

/** The sizes of the dimensions that keep a mean for each entry, in the order of the input. */
const keptOf = (axis: readonly number[], shape: Shape): Shape => {
  const kept = keptPlaces(axis, shape);
  return shape.filter((_n, i) => kept.has(i));
};

const valuesOf = (tf: TF, given: readonly number[] | null, weight: Tensor | undefined, name: string): Tensor =>
  given === null ? must(weight, `the ${name} of Normalization`) : tf.tensor1d([...given]);

/** For each value of an example, which of the means it counts for. */
function featureOf(axis: readonly number[], input: Shape): Int32Array {
  const kept = keptPlaces(axis, input);
  return Int32Array.from({ length: sizeOf(input) }, (_, value) => {
    let [rest, feature, step] = [value, 0, 1];
    for (let i = input.length - 1; i >= 0; i--) {
      const size = input[i] ?? 1;
      if (kept.has(i)) {
        feature += (rest % size) * step;
        step *= size;
      }
      rest = Math.floor(rest / size);
    }
    return feature;
  });
}

function refusesHalf({ mean, variance }: Given): Refusal | undefined {
  if ((mean === null) === (variance === null) && mean?.length === variance?.length) return undefined;
  const found = (list: readonly number[] | null) => (list === null ? 'none' : String(list.length));
  return {
    message: `mean and variance are given together, found ${found(mean)} and ${found(variance)}.`,
    remedies: [{ label: 'Measure both on the training examples', params: { mean: null, variance: null } }],
  };
}

/** Mean and variance of each feature, in float64, measured from one of its values to keep the digits. */
function measure(feature: Int32Array): Adapting {
  const features = feature.reduce((most, each) => Math.max(most, each + 1), 1);
  const [origins, sums, squares] = [new Float64Array(features), new Float64Array(features), new Float64Array(features)];
  let examples = 0;
  return {
    see(values) {
      if (examples === 0) feature.forEach((each, i) => (origins[each] = values[i] ?? 0));
      values.forEach((value, i) => {
        const each = feature[i % feature.length] ?? 0;
        const away = value - (origins[each] ?? 0);
        sums[each] = (sums[each] ?? 0) + away;
        squares[each] = (squares[each] ?? 0) + away * away;
      });
      examples += values.length / feature.length;
    },
    weights() {
      const count = Math.max(1, (examples * feature.length) / features);
      const away = sums.map((sum) => sum / count);
      return {
        mean: Float32Array.from(away, (mean, f) => mean + (origins[f] ?? 0)),
        variance: Float32Array.from(squares, (sum, f) => Math.max(0, sum / count - (away[f] ?? 0) ** 2)),
      };
    },
  };
}
