/** Data of the user's own: a table from a file, from the clipboard, or drawn by hand. */
import { must } from '../../base/invariant.ts';
import { permutation } from '../../base/random.ts';
import { defineDataset } from '../define/index.ts';
import { asset, choice, column, columns, real } from '../params.ts';
import { encodeRows, targetsOf, usableRows } from './encode-table.ts';
import { cappedFractions, splitIndices } from './plan-split.ts';
import type { AssetInfos } from '../../assets/in-document.ts';
import type { DataFault } from '../define/index.ts';
import { describeTable, planTable } from './table-plan.ts';
import type { TableParams, TablePlan } from './table-plan.ts';

const isFault = (found: TablePlan | DataFault): found is DataFault => 'code' in found;

function planOf(params: TableParams, assets: AssetInfos | undefined): TablePlan | DataFault {
  const info = assets?.get(params.data);
  if (info === undefined)
    return params.data === ''
      ? {
          code: 'no-data',
          param: 'data',
          message: 'has no data yet',
          hint: 'Choose a file for it, drop a CSV file on the canvas, or paste cells of a spreadsheet there.',
        }
      : {
          code: 'damaged-data',
          param: 'data',
          message: 'names data that this file does not describe',
          hint: 'Choose its file again.',
        };
  if (!info.ok)
    return {
      code: 'damaged-data',
      param: 'data',
      message: `has damaged data: its entry ${info.error}`,
      hint: 'Choose its file again.',
    };
  return planTable(info.value, params);
}

export const table = defineDataset({
  type: 'Table',
  category: 'Data',
  summary: 'Your own data: a CSV file, cells of a spreadsheet, or points you draw.',
  description:
    'Gives the rows of a table as features (what the network sees) and targets (the column it should learn). Drop a CSV file on the canvas, or paste cells there. Columns of text become one feature for each different text, which is 1 where the row has it and 0 elsewhere. Part of the rows is held out for validation and test, and what fills a gap is measured on the training rows alone.',
  keywords: ['csv', 'own data', 'import', 'file', 'spreadsheet', 'excel', 'upload', 'paste', 'draw', 'points'],
  inputs: [],
  outputs: [
    { name: 'features', kind: 'data', help: 'What the network sees: one row of numbers per example.' },
    { name: 'targets', kind: 'targets', help: 'The column to learn: a class or a value per example.' },
  ],
  params: {
    data: asset({ help: 'The table. It lives in the graph file up to 1 MB, and in this browser beyond that.' }),
    target: column({ help: 'The column to learn; the last one, if none is chosen.' }),
    left_out: columns({ help: 'Columns that the network does not see, such as a number or a name of each row.' }),
    missing: choice(
      'drop',
      [
        { value: 'drop', help: 'Leave out each row that lacks something.' },
        {
          value: 'fill',
          help: 'Fill gaps: numbers with the mean, texts with the most frequent one of the training rows.',
        },
      ],
      { help: 'What happens with gaps. A row without its target is always left out.' },
    ),
    validation_fraction: real(0.2, {
      min: 0,
      max: 0.9,
      step: 0.05,
      help: 'Share of the rows held out to check progress during training. If both held-out shares together exceed 0.9, they are scaled down to it.',
    }),
    test_fraction: real(0, {
      min: 0,
      max: 0.9,
      step: 0.05,
      help: 'Share of the rows held out for one last check after training.',
    }),
  },
  card: ['data', 'target'],
  lacks(params, assets) {
    const plan = planOf(params, assets);
    return isFault(plan) ? plan : undefined;
  },
  describe(params, assets) {
    const info = must(assets?.get(params.data), 'the table of a described node');
    const plan = planOf(params, assets);
    if (!info.ok || isFault(plan)) throw new Error('A table is described that cannot be');
    return describeTable(info.value, plan);
  },
  async load(params, rng, tables) {
    const whole = await must(tables, 'the reader of own data')(params.data);
    // What was read is sound; only its gaps were told, and are counted anew.
    const plan = planTable({ kind: 'table', name: '', bytes: 0, ...whole, gaps: [] }, params);
    if (isFault(plan)) throw new Error(`The table ${plan.message}. ${plan.hint}`);
    const usable = usableRows(whole, plan, params.missing);
    const rows = permutation(usable.length, rng('order')).map((place) => must(usable[place], `row ${place}`));
    const answer = whole.columns[plan.target];
    const classes = answer?.kind === 'category' ? targetsOf(whole, plan, rows) : undefined;
    const { train } = splitIndices(rows.length, fractions(params), rng('split'), classes);
    return encodeRows(
      whole,
      plan,
      rows,
      train.map((place) => must(rows[place], `row ${place}`)),
    );
  },
  split: fractions,
});

function fractions(params: { readonly validation_fraction: number; readonly test_fraction: number }) {
  return cappedFractions({ validation: params.validation_fraction, test: params.test_fraction });
}
