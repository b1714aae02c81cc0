import { count } from '../../base/format.ts';
import { err, ok } from '../../base/result.ts';
import { sizeOf } from '../../base/shape.ts';
import { MAX_UNITS } from '../limits.ts';
import { definePreprocessing } from '../define/index.ts';
import { flag, integer } from '../params.ts';
import { dataPorts } from './ports.ts';
import { termCount, termsOf } from './powers.ts';

export const polynomialFeatures = definePreprocessing({
  type: 'PolynomialFeatures',
  category: 'Preprocessing',
  summary: 'Adds the squares, products and higher powers of the features.',
  description:
    'Makes every product of up to degree features: with two features and degree 2, that is 1, x1, x2, x1², x1·x2 and x2². A single Dense layer behind it then draws curves instead of straight lines, which shows that the right features can take the place of hidden layers. The number of features grows fast, and high powers of large numbers are huge, so put Standardize behind it. Nothing is measured here: each example is computed from its own values alone, so nothing can leak from the held-out ones.',
  formula: 'all products x1^a · x2^b · … with a + b + … ≤ degree',
  keywords: ['polynomial', 'powers', 'squares', 'interactions', 'feature engineering', 'basis expansion'],
  ...dataPorts('The features to multiply.', 'The products, from the shortest to the longest.'),
  params: {
    degree: integer(2, { min: 1, max: 10, help: 'How many factors a product has at most.' }),
    interaction_only: flag(false, { help: 'Only products of different features: no squares and no higher powers.' }),
    include_bias: flag(true, { help: 'Adds a feature that is always 1. A layer with a bias does not need it.' }),
  },
  card: ['degree', 'interaction_only', 'include_bias'],
  outputShape(params, input) {
    if (input.length !== 1)
      return err(`takes examples that are a plain list of features, but these have ${input.length} dimensions`);
    const outputs = termCount(params, sizeOf(input));
    if (outputs === 0) return err('would give no feature at all');
    if (outputs > MAX_UNITS)
      return err(
        `would make ${count(outputs)} features of ${count(sizeOf(input))}, but at most ${count(MAX_UNITS)} are allowed; lower degree`,
      );
    return ok([outputs]);
  },
  columnNames: (params, names) =>
    termsOf(params, names.length).map((term) => {
      if (term.length === 0) return '1';
      const powers = new Map<number, number>();
      for (const column of term) powers.set(column, (powers.get(column) ?? 0) + 1);
      return [...powers].map(([column, power]) => `${names[column] ?? ''}${power > 1 ? `^${power}` : ''}`).join(' · ');
    }),
  fit: () => ({}),
  apply(params, _state, rows, columns) {
    const terms = termsOf(params, columns);
    const samples = rows.length / columns;
    const result = new Float32Array(samples * terms.length);
    for (let row = 0, at = 0; row < samples; row++)
      for (const term of terms)
        result[at++] = term.reduce((product, column) => product * (rows[row * columns + column] ?? 0), 1);
    return result;
  },
  inNumpy: ({ degree, interaction_only, include_bias }) => ({
    imports: ['itertools'],
    changes: 'every split',
    lines: [
      `pick = itertools.${interaction_only ? 'combinations' : 'combinations_with_replacement'}`,
      `terms = [t for d in range(${include_bias ? 0 : 1}, ${degree + 1}) for t in pick(range(x.shape[1]), d)]`,
      'return np.stack([np.prod(x[:, list(t)], axis=1) for t in terms], axis=1).astype("float32")',
    ],
  }),
});
