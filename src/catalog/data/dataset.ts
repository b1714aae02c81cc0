/*
 * The node that data comes from. What each data set holds stands in sources/; this file declares the
 * node's params and puts the chosen source to work.
 */
import { must } from '../../base/invariant.ts';
import { permutation } from '../../base/random.ts';
import type { Random } from '../../base/random.ts';
import { defineDataset } from '../define/index.ts';
import type { DatasetData } from '../define/index.ts';
import { choice, integer, real } from '../params.ts';
import { cappedFractions } from './plan-split.ts';
import { sources } from './sources/index.ts';
import type { DataSource, Knob } from './sources/source.ts';

/** Twice the widest layer of the experiments on first weights that are usually shown. */
const MOST_FEATURES = 8192;

/** Rows that the makers of the data set apart for the test. */
const ownTest = (source: DataSource): number => (source.origin === 'shipped' ? (source.testRows ?? 0) : 0);

const namesWhere = (test: (source: DataSource) => boolean) => ({
  param: 'name',
  is: sources.filter(test).map(({ name }) => name),
});
const generated = namesWhere(({ origin }) => origin === 'generated');
const withKnob = (knob: Knob) => namesWhere((source) => source.origin === 'generated' && source.knobs.includes(knob));
const withoutOwnTest = namesWhere((source) => ownTest(source) === 0);

const featuresOf = ({ features }: DataSource, count: number): readonly string[] =>
  typeof features === 'function' ? features(count) : features;

const helpOf = (source: DataSource): string =>
  `${source.title}. ${source.help}${source.origin === 'shipped' ? ` Source: ${source.licence}` : ''}`;

const sourceOf = (name: string): DataSource =>
  must(
    sources.find((source) => source.name === name),
    `Data set "${name}"`,
  );

export const dataset = defineDataset({
  type: 'Dataset',
  category: 'Data',
  summary: 'The examples the network learns from.',
  description:
    'Gives features (what the network sees) and targets (the answers it should learn). Wire features to the first layer and targets to the loss. Part of the examples is held out: validation examples show during training how well the network does on what it has not seen, test examples judge it once at the end. The same seed always gives the same examples.',
  keywords: [
    'data',
    'points',
    'toy',
    'real',
    'classification',
    'regression',
    ...sources.flatMap(({ name, title }) => [name, title]),
  ],
  inputs: [],
  outputs: [
    { name: 'features', kind: 'data', help: 'What the network sees: one row of numbers per example.' },
    { name: 'targets', kind: 'targets', help: 'The answers to learn: a class or a value per example.' },
  ],
  params: {
    name: choice(
      'spiral',
      sources.map((source) => ({ value: source.name, help: helpOf(source) })),
      {
        help: 'Which data set. Toys are computed from a rule; real data comes with the program, as a file that is loaded when it is chosen.',
      },
    ),
    samples: integer(500, {
      min: 10,
      max: 100_000,
      help: 'How many examples to make. Real data always comes whole and ignores this.',
      when: generated,
    }),
    noise: real(0.05, {
      min: 0,
      max: 1,
      step: 0.05,
      help: 'How far points are shaken from their place, as a standard deviation: 1 is half the width of the data. With values to learn, the value is shaken. Real data ignores this.',
      when: withKnob('noise'),
    }),
    classes: integer(2, {
      min: 2,
      max: 10,
      exact: true,
      help: 'How many classes: arms of the spiral, rings of the circle, clouds, moons, blobs, or rows and columns of the board. The other data sets have their own number and ignore this.',
      when: withKnob('classes'),
    }),
    features: integer(500, {
      min: 1,
      max: MOST_FEATURES,
      exact: true,
      help: 'How many random numbers an example has. Only normal noise reads this.',
      when: withKnob('features'),
    }),
    validation_fraction: real(0.2, {
      min: 0,
      max: 0.9,
      step: 0.05,
      help: 'Share of the examples held out to check progress during training. If both held-out shares together exceed 0.9, they are scaled down to it. Of data with test examples of its own, such as MNIST, it is the share of the others.',
    }),
    test_fraction: real(0, {
      min: 0,
      max: 0.9,
      step: 0.05,
      help: 'Share of the examples held out for one last check after training. Data with test examples of its own, such as MNIST, ignores this: those are its test part.',
      when: withoutOwnTest,
    }),
  },
  card: ['name', 'samples', 'noise'],
  describe({ name, samples, noise, classes, features }) {
    const source = sourceOf(name);
    const shipped = source.origin === 'shipped' ? source : undefined;
    const featureNames = featuresOf(source, features);
    return {
      title: source.title,
      samples: shipped?.samples ?? samples,
      ...(ownTest(source) > 0 && { testRows: ownTest(source) }),
      shape: source.shape ?? [featureNames.length],
      featureNames,
      target: source.target({ classes, noise }),
      ...(shipped?.drawn && { drawn: shipped.drawn }),
      ...(shipped?.image && { image: shipped.image }),
    };
  },
  async load({ name, samples, noise, classes, features }, rng) {
    const source = sourceOf(name);
    if (source.origin === 'generated') return source.generate({ samples, noise, classes, features }, rng);
    return shuffled(await source.load(), source.samples, ownTest(source), rng('order'));
  },
  split: ({ name, validation_fraction, test_fraction }) =>
    ownTest(sourceOf(name)) > 0
      ? { ...cappedFractions({ validation: validation_fraction, test: 0 }), testRows: ownTest(sourceOf(name)) }
      : cappedFractions({ validation: validation_fraction, test: test_fraction }),
});

/** The same rows in random order, since files are often sorted by class; the last `kept` of them stay where they are. */
function shuffled(data: DatasetData, samples: number, kept: number, rng: Random): DatasetData {
  const order = permutation(samples - kept, rng);
  const moved = (values: Float32Array): Float32Array => {
    const [rows, width] = [values.slice(), values.length / samples];
    order.forEach((from, to) => rows.set(values.subarray(from * width, (from + 1) * width), to * width));
    return rows;
  };
  return { features: moved(data.features), targets: moved(data.targets) };
}
