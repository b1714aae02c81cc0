/*
 * Group normalisation (Wu and He, 2018) as Keras 3 computes it. With groups −1 every channel is a group of its
 * own, which is instance normalisation.
 */
import { err, ok } from '../../../base/result.ts';
import { formatShape, sizeOf } from '../../../base/shape.ts';
import { defineLayer } from '../../define/index.ts';
import type { Tensor } from '../../define/index.ts';
import { integer } from '../../params.ts';
import { gammaBeta, gammaBetaParams, gammaBetaPorts, normalised, placesOf } from './parts.ts';
import { at, indexOf, listed, meanOf, normalisedStep, valuesAlong } from '../../worked.ts';

/** Stands for as many groups as there are channels. */
const EACH = -1;

const placeOf = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);
const groupsOf = (groups: number, channels: number): number => (groups === EACH ? channels : groups);

export const groupNormalization = defineLayer({
  type: 'GroupNormalization',
  category: 'Layers',
  group: 'Normalizing',
  keras: { module: 'keras.layers' },
  summary: 'Normalises groups of channels, within every example.',
  description:
    'Splits the channels into groups and brings each group of each example to mean 0 and spread 1, over all places of an image or steps of a sequence. Then every channel is stretched by γ and shifted by β, which are learned. It looks at no other example, so it works with very small batches, where batch normalisation is noisy. With groups −1 every channel is normalised by itself (instance normalisation, as used for image style); with 1 all of them together. The number of channels must be a multiple of groups.',
  formula: 'y = γ·(x − mean)/√(var + ε) + β, over one group of channels of one example',
  keywords: ['gn', 'groupnorm', 'instance normalisation', 'instancenorm', 'normalisation'],
  ...gammaBetaPorts(),
  params: {
    groups: integer(32, {
      min: EACH,
      max: 1_000_000,
      exact: true,
      help: 'How many groups the channels are split into; −1 makes every channel its own group (instance normalisation).',
    }),
    axis: integer(-1, {
      min: -6,
      max: 6,
      exact: true,
      advanced: true,
      help: 'The dimension that holds the channels, counted with the batch as 0; −1 is the last one.',
    }),
    ...gammaBetaParams,
  },
  card: ['groups'],
  refuses: ({ groups }) =>
    groups === 0
      ? {
          message: 'groups is a number of groups, or −1 for one per channel: found 0.',
          remedies: [
            { label: 'Set groups to 1', params: { groups: 1 } },
            { label: 'Set groups to −1', params: { groups: EACH } },
          ],
        }
      : undefined,
  outputShape({ groups, axis }, { inputs: [input] }) {
    const places = placesOf([axis], input);
    if (!places.ok) return places;
    const channels = input[placeOf(axis, input.length + 1) - 1] ?? 1;
    if (channels % groupsOf(groups, channels) === 0) return ok(input);
    const fitting = Array.from({ length: channels }, (_, i) => i + 1).filter((n) => channels % n === 0);
    return err(
      `cannot split ${channels} channels into ${groups} equal groups: found shape ${formatShape(input)}, expected groups to be −1${fitting.length <= 12 ? ` or one of ${fitting.join(', ')}` : ` or a divisor of ${channels}`}`,
    );
  },
  weights: (params, { inputs: [input] }) => gammaBeta(params, [input[placeOf(params.axis, input.length + 1) - 1] ?? 1]),
  multiplyAdds: (_params, { inputs: [input] }) => 2 * sizeOf(input),
  normalises: 'example',
  valuesPerMean({ groups, axis }, { inputs: [input] }) {
    const channels = input[placeOf(axis, input.length + 1) - 1] ?? 1;
    return sizeOf(input) / groupsOf(groups, channels);
  },
  keepsOrder: true,
  worked({ groups, axis, epsilon }, { inputs: { inputs }, weights, shape, place }) {
    const [x] = inputs;
    const dimension = placeOf(axis, shape.length + 1) - 1;
    const channels = shape[dimension] ?? 1;
    const size = channels / groupsOf(groups, channels);
    const here = indexOf(shape, place);
    const channel = here[dimension] ?? 0;
    const every = shape.map((_n, i) => i);
    const row = Array.from({ length: size }, (_, i) => Math.floor(channel / size) * size + i).flatMap((one) =>
      valuesAlong(
        x,
        here.with(dimension, one),
        every.filter((i) => i !== dimension),
      ),
    );
    const mean = meanOf(row);
    const variance = meanOf(row.map((value) => (value - mean) ** 2));
    const own = (name: string) => weights[name] && at(weights[name], channel);
    return [
      { name: 'mean', text: `mean of ${listed(row)}`, value: mean },
      { name: 'var', text: 'mean of (x − mean)²', value: variance },
      normalisedStep(at(x, place), { mean, variance, epsilon, gamma: own('gamma'), beta: own('beta') }),
    ];
  },
  call(tf, { groups, axis, epsilon }, { inputs: [x] }, { gamma, beta }) {
    const place = placeOf(axis, x.rank);
    const [rows = 1, ...shape] = x.shape;
    const channels = x.shape[place] ?? 1;
    const count = groupsOf(groups, channels);
    // Dimensions before and behind the channels are taken together: backends are at their best with few of them.
    const [before, behind] = [sizeOf(shape.slice(0, place - 1)), sizeOf(shape.slice(place))];
    const apart = tf.reshape(x, [rows, before, count, channels / count, behind]);
    const fitting = (weight: Tensor | undefined) => weight && tf.reshape(weight, [1, 1, count, channels / count, 1]);
    return tf.reshape(normalised(tf, apart, [1, 3, 4], epsilon, fitting(gamma), fitting(beta)), x.shape);
  },
});
