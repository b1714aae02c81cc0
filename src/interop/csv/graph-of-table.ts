/** A whole graph around a table: standardised features, a small network, and the loss that fits what is to be learned. */
import { assetEntry } from '../../assets/asset.ts';
import type { Asset } from '../../assets/asset.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { tableNetwork } from '../../catalog/table-network.ts';
import { newDocument } from '../../graph/new.ts';
import type { GraphDocument, Params } from '../../graph/types.ts';
import { decodeText } from './decode-text.ts';
import { keptColumns, tableAsset } from './import-csv.ts';
import type { CsvProblem } from './problem.ts';
import { summaryOf } from './summary.ts';
import { surveyCsv } from './survey.ts';

export interface TableGraph {
  readonly document: GraphDocument;
  readonly asset: Asset;
  readonly remarks: readonly string[];
  /** What goes in and what comes out, as a sentence. */
  readonly words: string;
}

/** `wanted` is the name of the column to be learned; guessed where it is undefined. */
export async function graphOfTable(
  bytes: Uint8Array,
  name: string,
  wanted: string | undefined,
): Promise<Result<TableGraph, CsvProblem>> {
  const text = decodeText(bytes);
  if (!text.ok) return text;
  const survey = surveyCsv(text.value);
  if (!survey.ok) return survey;
  const { columns, delimiter, decimal, header, remarks } = survey.value;
  const place = wanted === undefined ? survey.value.target : columns.findIndex((column) => column.name === wanted);
  const target = columns[place];
  if (target === undefined)
    return err({
      message: `There is no column “${wanted ?? ''}”.`,
      hint: `Its columns are ${columns.map((column) => column.name).join(', ')}.`,
    });
  const kept = keptColumns(survey.value);
  const made = await tableAsset(
    text.value,
    { delimiter, decimal, header, columns: kept },
    { name, bytes: bytes.length },
  );
  if (!made.ok) return made;
  const asset = made.value;
  const leftOut = columns.filter((column, i) => i !== place && !column.use && kept.some((each) => each.place === i));
  const learned = asset.info.columns.find((column) => column.name === target.name);
  if (learned === undefined)
    return err({
      message: `The column “${target.name}” has too many different texts to be learned.`,
      hint: 'Choose another target.',
    });
  const params: Params = {
    data: asset.hash,
    target: target.name,
    ...(leftOut.length > 0 && { left_out: leftOut.map((column) => column.name).join('\n') }),
    ...(columns.some(({ missing }) => missing > 0) && { missing: 'fill' }),
  };
  return ok({
    asset,
    remarks: [
      ...remarks,
      ...leftOut.map((column) => `The column “${column.name}” is left out; the node can take it in again.`),
    ],
    document: {
      ...newDocument(name.replace(/\.[^.]*$/, '')),
      ...tableNetwork(params, learned.kind === 'category' ? learned.categories.length : 0),
      assets: { [asset.hash]: assetEntry(asset) },
    },
    words: summaryOf(asset.info, { target: target.name, leftOut: leftOut.map((column) => column.name) }),
  });
}
