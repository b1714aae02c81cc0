/*
 * What a table gives once a target is chosen: which columns are features, how wide they are, and how many
 * rows are left. From the facts alone, so that it is known before the data is.
 */
import type { AssetInfo, Column } from '../../assets/info.ts';
import { nearest } from '../../base/nearest.ts';
import { shorten } from '../../base/text.ts';
import type { DataFault, DatasetInfo } from '../define/index.ts';

export interface TableParams {
  readonly data: string;
  readonly target: string;
  readonly left_out: string;
  readonly missing: 'drop' | 'fill';
}

export interface TablePlan {
  /** Places of the columns in the table. */
  readonly target: number;
  readonly features: readonly number[];
  readonly samples: number;
}

/** More numbers than this for one example are refused: a column of names or dates would become thousands. */
const MOST_FEATURES = 16_384;

export const leftOut = (text: string): readonly string[] => text.split('\n').filter((name) => name !== '');

export function planTable(info: AssetInfo, params: TableParams): TablePlan | DataFault {
  if (info.columns.some(({ kind }) => kind === 'image'))
    return {
      code: 'unusable-data',
      param: 'data',
      message: `names “${shorten(info.name)}”, a folder of images`,
      hint: 'Use an Images node for it, or choose a table.',
    };
  const names = info.columns.map(({ name }) => name);
  const out = leftOut(params.left_out);
  const strange = [params.target, ...out].find((name) => name !== '' && !names.includes(name));
  if (strange !== undefined) return unknownColumn(strange, names, params);
  const used = [...names.keys()].filter((i) => !out.includes(names[i] ?? ''));
  const target = params.target === '' ? used.at(-1) : names.indexOf(params.target);
  const features = used.filter((i) => i !== target);
  if (target === undefined || features.length === 0)
    return {
      code: 'unusable-data',
      param: 'left_out',
      message: `keeps no column to learn from`,
      hint: `${info.name} has ${info.columns.length} columns; at least two are needed: one to see and one to learn.`,
      ...(out.length > 0 && { remedies: [{ label: 'Use all columns', params: { left_out: '' } }] }),
    };
  const width = features.reduce((sum, i) => sum + widthOf(info.columns[i]), 0);
  if (width > MOST_FEATURES)
    return {
      code: 'unusable-data',
      param: 'left_out',
      message: `would give ${width} features, at most ${MOST_FEATURES} can be used`,
      hint: 'Each different text of a column becomes a feature of its own. Leave out columns of names, dates or remarks.',
    };
  const samples = rowsLeft(info, [...features, target], target, params.missing);
  if (samples === undefined)
    return {
      code: 'unusable-data',
      param: 'missing',
      message: 'has gaps in too many different places to leave rows out',
      hint: 'Fill the gaps, or leave out columns that are mostly empty.',
      remedies: [{ label: 'Fill the gaps', params: { missing: 'fill' } }],
    };
  if (samples < 2)
    return {
      code: 'unusable-data',
      param: 'missing',
      message: `has ${samples === 0 ? 'no row' : 'one row'} left of ${info.rows}`,
      hint: 'Rows with a gap are left out. Fill the gaps, or leave out columns that are mostly empty.',
      ...(params.missing === 'drop' && { remedies: [{ label: 'Fill the gaps', params: { missing: 'fill' } }] }),
    };
  return { target, features, samples };
}

const widthOf = (column: Column | undefined): number => (column?.kind === 'category' ? column.categories.length : 1);

/** Rows that can be used: the target is never invented. Undefined where the gaps are not listed. */
function rowsLeft(
  { rows, gaps, columns }: AssetInfo,
  used: readonly number[],
  target: number,
  missing: TableParams['missing'],
): number | undefined {
  const lacks = (i: number) => columns[i]?.missing ?? 0;
  if (missing === 'fill' || used.every((i) => lacks(i) === 0)) return rows - lacks(target);
  const needed = new Set(used);
  if (gaps === undefined) return undefined;
  return gaps.reduce((left, gap) => (gap.columns.some((i) => needed.has(i)) ? left - gap.rows : left), rows);
}

function unknownColumn(name: string, names: readonly string[], params: TableParams): DataFault {
  const isTarget = name === params.target;
  const meant = nearest(name, names);
  const without = leftOut(params.left_out).filter((each) => names.includes(each));
  return {
    code: 'unknown-column',
    param: isTarget ? 'target' : 'left_out',
    message: `names the column “${shorten(name)}”, which its data does not have`,
    hint: `Its columns are ${shorten(names.join(', '), 200)}.`,
    remedies: isTarget
      ? [
          ...(meant === undefined ? [] : [{ label: `Learn ${shorten(meant)}`, params: { target: meant } }]),
          { label: 'Learn the last column', params: { target: '' } },
        ]
      : [{ label: 'Forget columns that are not there', params: { left_out: without.join('\n') } }],
  };
}

export function describeTable(info: AssetInfo, { target, features, samples }: TablePlan): DatasetInfo {
  const featureNames = features.flatMap((i): readonly string[] => {
    const column = info.columns[i];
    if (column === undefined) return [];
    return column.kind !== 'category' ? [column.name] : column.categories.map((each) => `${column.name}=${each}`);
  });
  const answer = info.columns[target];
  return {
    title: info.name,
    samples,
    shape: [featureNames.length],
    featureNames,
    target:
      answer?.kind === 'category'
        ? { kind: 'classes', names: answer.categories }
        : {
            kind: 'values',
            names: [answer?.name ?? 'value'],
            ...(answer?.kind === 'number' && answer.range && { range: answer.range }),
          },
  };
}
