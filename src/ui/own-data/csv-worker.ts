/** Reads tables beside the page, which stays alive whatever the file is. */
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { decodeText } from '../../interop/csv/decode-text.ts';
import { readAgain, tableAsset } from '../../interop/csv/import-csv.ts';
import type { CsvProblem } from '../../interop/csv/problem.ts';
import { surveyCsv } from '../../interop/csv/survey.ts';
import type { CsvAnswer, FromCsvWorker, ToCsvWorker } from './csv-messages.ts';

interface Port {
  postMessage(message: FromCsvWorker): void;
}
const port = globalThis as unknown as Port;

let file: ToCsvWorker['file'];
let text: Result<string, CsvProblem> | undefined;

async function answer({ file: given, question }: ToCsvWorker): Promise<CsvAnswer> {
  if (given !== undefined) [file, text] = [given, undefined];
  const { name = '', bytes = new Uint8Array() } = file ?? {};
  if (question.type === 'again') return readAgain(question.asset, bytes, name);
  text ??= decodeText(bytes);
  if (!text.ok) return text;
  if (question.type === 'survey') return surveyCsv(text.value, question.said);
  const made = await tableAsset(text.value, question.choices, { name, bytes: bytes.length });
  return made.ok ? ok(made.value) : made;
}

addEventListener('message', ({ data }: MessageEvent<ToCsvWorker>) => {
  void answer(data).then((found) => port.postMessage({ type: 'answer', id: data.id, answer: found }));
});
// An error that is no answer reaches the page as one of the worker.
addEventListener('unhandledrejection', (event) => {
  throw event.reason;
});
port.postMessage({ type: 'ready' });
