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
import type { DataSource } from './sources/source.ts';

const namesWhere = (test: (source: DataSource) => boolean) => ({
  param: 'name',
  is: sources.filter(test).map(({ name }) => name),
});
const generated = namesWhere(({ origin }) => origin === 'generated');
const withClasses = namesWhere((source) => source.origin === 'generated' && source.anyClasses);

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
  rank: 10,
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
        help: 'Which data set. Toys are computed from a rule; iris and digits are real data that come with the program.',
      },
    ),
    samples: integer(500, {
      min: 10,
      max: 100_000,
      help: 'How many examples to make. The real data sets (iris, digits) always come whole and ignore this.',
      when: generated,
    }),
    noise: real(0.05, {
      min: 0,
      max: 1,
      step: 0.05,
      help: 'How far points are shaken from their place, as a standard deviation: 1 is half the width of the data. With values to learn, the value is shaken. The real data sets ignore this.',
      when: generated,
    }),
    classes: integer(2, {
      min: 2,
      max: 10,
      exact: true,
      help: 'How many classes: arms of the spiral, or blobs. The other data sets have their own number and ignore this.',
      when: withClasses,
    }),
    validation_fraction: real(0.2, {
      min: 0,
      max: 0.9,
      step: 0.05,
      help: 'Share of the examples held out to check progress during training. If both held-out shares together exceed 0.9, they are scaled down to it.',
    }),
    test_fraction: real(0, {
      min: 0,
      max: 0.9,
      step: 0.05,
      help: 'Share of the examples held out for one last check after training.',
    }),
  },
  card: ['name', 'samples', 'noise'],
  describe({ name, samples, noise, classes }) {
    const source = sourceOf(name);
    const shipped = source.origin === 'shipped' ? source : undefined;
    return {
      title: source.title,
      samples: shipped?.samples ?? samples,
      shape: source.shape ?? [source.features.length],
      featureNames: source.features,
      target: source.target({ classes, noise }),
      ...(shipped?.image && { image: shipped.image }),
    };
  },
  async load({ name, samples, noise, classes }, rng) {
    const source = sourceOf(name);
    if (source.origin === 'generated') return source.generate({ samples, noise, classes }, rng);
    return shuffled(await source.load(), source.features.length, rng('order'));
  },
  split: ({ validation_fraction, test_fraction }) =>
    cappedFractions({ validation: validation_fraction, test: test_fraction }),
});

/** The same rows in random order; files are often sorted by class. */
function shuffled({ features, targets }: DatasetData, columns: number, rng: Random): DatasetData {
  const order = permutation(targets.length, rng);
  const rows = { features: new Float32Array(features.length), targets: new Float32Array(targets.length) };
  order.forEach((from, to) => {
    rows.features.set(features.subarray(from * columns, (from + 1) * columns), to * columns);
    rows.targets.set(targets.subarray(from, from + 1), to);
  });
  return rows;
}
