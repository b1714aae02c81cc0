/** What page and worker say to each other while a table is read. */
import type { Asset } from '../../assets/asset.ts';
import type { Result } from '../../base/result.ts';
import type { CsvProblem } from '../../interop/csv/problem.ts';
import type { Choices } from '../../interop/csv/read-table.ts';
import type { Said, Survey } from '../../interop/csv/survey.ts';

export type CsvQuestion =
  | { readonly type: 'survey'; readonly said: Said }
  | { readonly type: 'table'; readonly choices: Choices }
  /** The same columns again, as another table had them. */
  | { readonly type: 'again'; readonly asset: Pick<Asset, 'hash' | 'info'> };

export interface CsvAnswers {
  readonly survey: Survey;
  readonly table: Asset;
  readonly again: Asset;
}

/** The file comes with the first question. */
export interface ToCsvWorker {
  readonly id: number;
  readonly file?: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };
  readonly question: CsvQuestion;
}

export type CsvAnswer = Result<CsvAnswers[keyof CsvAnswers], CsvProblem>;

export type FromCsvWorker =
  /** Its code is loaded; from here on it is expected to answer. */
  { readonly type: 'ready' } | { readonly type: 'answer'; readonly id: number; readonly answer: CsvAnswer };
