/** From a file to a table in one go: with guesses, or as a table was read before. */
import { makeAsset } from '../../assets/asset.ts';
import type { Asset } from '../../assets/asset.ts';
import type { Column } from '../../assets/info.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { decodeText } from './decode-text.ts';
import type { CsvProblem } from './problem.ts';
import { readTable } from './read-table.ts';
import type { Choices, WantedColumn } from './read-table.ts';
import { surveyCsv } from './survey.ts';
import type { Survey } from './survey.ts';

/** The columns that can be kept: numbers, and texts of which there are not too many. */
export const keptColumns = ({ columns }: Survey): readonly WantedColumn[] =>
  columns.flatMap(({ name, kind, values }, place) =>
    kind === 'number' || values !== undefined ? [{ name, place, kind }] : [],
  );

/** Makes a table of a text as was chosen. */
export async function tableAsset(
  text: string,
  choices: Choices,
  file: { readonly name: string; readonly bytes: number },
): Promise<Result<Asset, CsvProblem>> {
  const table = readTable(text, choices);
  if (!table.ok) return table;
  const { delimiter, decimal, header } = choices;
  return ok(await makeAsset(table.value, { ...file, reading: { delimiter, decimal, header } }));
}

/** The same columns from another file, or from the same one again: by name, or by place where there are no names. */
export async function readAgain(
  { hash, info }: Pick<Asset, 'hash' | 'info'>,
  bytes: Uint8Array,
  name: string,
): Promise<Result<Asset, CsvProblem>> {
  const text = decodeText(bytes);
  if (!text.ok) return text;
  const survey = surveyCsv(text.value, info.reading);
  if (!survey.ok) return survey;
  const wanted = info.columns.flatMap((column) => wantedFrom(column, survey.value) ?? []);
  const lacking = info.columns.find(({ name: column }) => !wanted.some((each) => each.name === column));
  if (lacking !== undefined)
    return err({
      message: `There is no column “${lacking.name}”, which ${info.name} has.`,
      hint: `Its columns are ${survey.value.columns.map((each) => each.name).join(', ')}.`,
    });
  const { delimiter, decimal, header } = survey.value;
  const file = { name, bytes: bytes.length };
  const read = (columns: readonly WantedColumn[]) =>
    tableAsset(text.value, { delimiter, decimal, header, columns }, file);
  const same = await read(wanted);
  if (same.ok && same.value.hash === hash) return same;
  // Another file with these columns: texts that are new in it are categories too.
  return read(wanted.map(({ place, kind, ...column }) => ({ name: column.name, place, kind })));
}

function wantedFrom(column: Column, { columns }: Survey): WantedColumn | undefined {
  const place = columns.findIndex(({ name }) => name === column.name);
  if (place < 0 || column.kind === 'image') return undefined;
  const { name } = column;
  return column.kind === 'category'
    ? { name, place, kind: column.kind, categories: column.categories }
    : { name, place, kind: column.kind };
}
