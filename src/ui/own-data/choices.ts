/*
 * What is chosen in the import dialog, over what was guessed: pure, so that every step of it can be tested
 * without a page.
 */
import { plural } from '../../base/format.ts';
import { shorten } from '../../base/text.ts';
import type { AssetInfo } from '../../assets/info.ts';
import { table } from '../../catalog/data/table.ts';
import type { Params } from '../../graph/types.ts';
import type { Choices, WantedColumn } from '../../interop/csv/read-table.ts';
import { summaryOf } from '../../interop/csv/summary.ts';
import type { Survey, SurveyedColumn } from '../../interop/csv/survey.ts';

export type Use = 'number' | 'category' | 'out';

export interface Chosen {
  /** For each column. */
  readonly uses: readonly Use[];
  readonly target: number;
  readonly missing: 'drop' | 'fill';
}

/** What is chosen before anybody has. */
export const guessed = ({ columns, target }: Survey): Chosen => ({
  uses: columns.map(({ kind, use }) => (use ? kind : 'out')),
  target,
  missing: 'drop',
});

/** Texts of which there are too many can only be left out. */
export const canBe = (column: SurveyedColumn, use: Use): boolean =>
  use === 'out' ||
  (use === 'number' ? column.range !== undefined : column.values !== undefined && column.values.length > 0);

/** How often a column lacks something if it is used like this: no number is a gap among numbers. */
export const gapsIf = ({ missing, notNumbers }: SurveyedColumn, use: Use): number =>
  use === 'number' ? missing + notNumbers : missing;

/** Choosing a column to learn takes it in; leaving it out learns another. */
export function withTarget(survey: Survey, chosen: Chosen, target: number): Chosen {
  const column = survey.columns[target];
  if (column === undefined) return chosen;
  const uses = chosen.uses.map((use, i) => (i === target && use === 'out' ? firstUse(column) : use));
  return { ...chosen, uses, target };
}

export function withUse(chosen: Chosen, place: number, use: Use): Chosen {
  const uses = chosen.uses.map((before, i) => (i === place ? use : before));
  const stays = use !== 'out' || place !== chosen.target;
  return { ...chosen, uses, target: stays ? chosen.target : uses.findLastIndex((each) => each !== 'out') };
}

const firstUse = (column: SurveyedColumn): Use =>
  canBe(column, column.kind) ? column.kind : canBe(column, 'category') ? 'category' : 'number';

/** What keeps the table from being imported as chosen, in words. */
export function objection(survey: Survey, { uses, target }: Chosen): string | undefined {
  if (uses.filter((use) => use !== 'out').length < 2)
    return 'Use at least two columns: one for the network to see, and one to learn.';
  const column = survey.columns[target];
  const use = uses[target];
  if (column === undefined || use === undefined || use === 'out') return 'Choose the column to learn.';
  const different = column.values?.length ?? 2;
  if (use === 'category' && different < 2)
    return `The column “${shorten(column.name)}” is the same in every row, so there is nothing to learn.`;
  return undefined;
}

/** The columns that are kept: those that are left out too, where they can be, so that the node can take them in again. */
export function tableChoices({ delimiter, decimal, header, columns }: Survey, { uses }: Chosen): Choices {
  const wanted = columns.flatMap((column, place): WantedColumn[] => {
    const use = uses[place] ?? 'out';
    const kind = use === 'out' ? firstUse(column) : use;
    return canBe(column, kind) && kind !== 'out' ? [{ name: column.name, place, kind }] : [];
  });
  return { delimiter, decimal, header, columns: wanted };
}

/** Params of the node that reads the table; what is the default is left out, except in place of something else. */
export function nodeParams(survey: Survey, { uses, target, missing }: Chosen, hash: string, info: AssetInfo): Params {
  const kept = new Set(info.columns.map(({ name }) => name));
  const out = survey.columns.flatMap(({ name }, i) => (uses[i] === 'out' && kept.has(name) ? [name] : []));
  return {
    data: hash,
    target: survey.columns[target]?.name ?? '',
    ...(out.length > 0 && { left_out: out.join('\n') }),
    ...(missing === 'fill' && { missing }),
  };
}

export const TABLE_TYPE = table.type;

/** `150 rows, 4 numbers in, 3 classes out.` */
export const sentence = ({ rows, columns }: Survey, { uses, target }: Chosen): string =>
  summaryOf(
    {
      rows,
      columns: columns.flatMap(({ name, values }, i) => {
        const use = uses[i] ?? 'out';
        return use === 'out' ? [] : [{ name, kind: use, categories: (values ?? []).map(([value]) => value) }];
      }),
    },
    { target: columns[target]?.name ?? '', leftOut: [] },
  );

/** Which columns lack how much, as a sentence; empty where none does. */
export function gapsInWords({ columns }: Survey, { uses }: Chosen): string {
  const gaps = columns.flatMap((column, i) => {
    const use = uses[i] ?? 'out';
    const lacking = use === 'out' ? 0 : gapsIf(column, use);
    return lacking === 0 ? [] : [`${shorten(column.name, 30)} lacks ${plural(lacking, 'value')}`];
  });
  if (gaps.length === 0) return '';
  const more = gaps.length > 4 ? `, and ${gaps.length - 4} more columns have gaps` : '';
  return `${gaps.slice(0, 4).join(', ')}${more}.`;
}
