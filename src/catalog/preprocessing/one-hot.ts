import { count } from '../../base/format.ts';
import { err, ok } from '../../base/result.ts';
import { formatShape } from '../../base/shape.ts';
import { MAX_UNITS } from '../limits.ts';
import { definePreprocessing } from '../define/index.ts';
import { integer, integers } from '../params.ts';
import { dataPorts } from './ports.ts';

export const oneHot = definePreprocessing({
  type: 'OneHot',
  category: 'Preprocessing',
  summary: 'Gives every category of a feature a column of its own, which is 1 or 0.',
  description:
    'A category such as a kind of flower is often stored as a number: 0, 1, 2. To a network that would mean that kind 2 is twice as much as kind 1. This node puts several columns in the place of such a feature, one for each category, with a 1 in the column of the category and 0 in the others. Any other value, also a missing one, gives 0 in all of them. Nothing is measured here: each example is computed from its own values alone, so nothing can leak from the held-out ones.',
  formula: 'y_k = 1 if x = k, else 0, for k = 0 … categories − 1',
  keywords: ['categorical', 'categories', 'dummy variables', 'CategoryEncoding', 'OneHotEncoder', 'indicator'],
  ...dataPorts('Features, some of which are categories.', 'The same features, with several columns for each category.'),
  params: {
    columns: integers([0], {
      min: 0,
      max: MAX_UNITS,
      minLength: 1,
      help: 'Which features hold categories, counted from 0.',
    }),
    categories: integer(3, { min: 1, max: 1024, help: 'How many categories there are: whole numbers from 0 on.' }),
  },
  card: ['columns', 'categories'],
  refuses({ columns }) {
    const once = [...new Set(columns)];
    if (once.length === columns.length) return undefined;
    return {
      message: `columns names a feature twice: ${columns.join(', ')}.`,
      remedies: [{ label: `Use ${once.join(', ')}`, params: { columns: once } }],
    };
  },
  outputShape({ columns, categories }, input) {
    const [width = 0] = input;
    if (input.length !== 1)
      return err(`takes examples that are a plain list of features, but these have the shape ${formatShape(input)}`);
    const outside = columns.find((column) => column >= width);
    if (outside !== undefined)
      return err(`has no feature ${outside}: these examples have ${count(width)}, counted from 0`);
    const outputs = width + columns.length * (categories - 1);
    return outputs > MAX_UNITS
      ? err(`would make ${count(outputs)} features, but at most ${count(MAX_UNITS)} are allowed`)
      : ok([outputs]);
  },
  columnNames: ({ columns, categories }, names) =>
    names.flatMap((name, column) =>
      columns.includes(column) ? Array.from({ length: categories }, (_, k) => `${name} = ${k}`) : [name],
    ),
  fit: () => ({}),
  apply({ columns, categories }, _state, rows, width) {
    const encoded = Array.from({ length: width }, (_, column) => columns.includes(column));
    const result = new Float32Array((rows.length / width) * (width + columns.length * (categories - 1)));
    let at = 0;
    rows.forEach((value, i) => {
      if (encoded[i % width] !== true) {
        result[at++] = value;
        return;
      }
      if (Number.isInteger(value) && value >= 0 && value < categories) result[at + value] = 1;
      at += categories;
    });
    return result;
  },
  inNumpy: ({ columns, categories }) => ({
    changes: 'every split',
    lines: [
      `encoded = {${columns.join(', ')}}`,
      `kinds = np.arange(${categories})`,
      'parts = [(x[:, [i]] == kinds) if i in encoded else x[:, [i]] for i in range(x.shape[1])]',
      'return np.concatenate(parts, axis=1).astype("float32")',
    ],
  }),
});
