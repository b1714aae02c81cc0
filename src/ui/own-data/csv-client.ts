/*
 * The page's side of reading a table: a worker for each file, watched over. One that takes too long or fails is
 * ended, and what it was asked is answered with a problem.
 */
import type { Result } from '../../base/result.ts';
import { err } from '../../base/result.ts';
import type { CsvProblem } from '../../interop/csv/problem.ts';
import type { CsvAnswer, CsvAnswers, CsvQuestion, FromCsvWorker, ToCsvWorker } from './csv-messages.ts';

/** How long a worker may read, and how long its code may take to come. */
export const PATIENCE_MS = 10_000;
export const STARTING_MS = 60_000;

type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

export interface CsvReader {
  ask<Q extends CsvQuestion>(question: Q): Promise<Result<CsvAnswers[Q['type']], CsvProblem>>;
  /** Ends the worker; questions that are open are answered with a problem. */
  close(): void;
}

const startWorker = (): WorkerLike =>
  new Worker(new URL('./csv-worker.ts', import.meta.url), { type: 'module', name: 'edgewise-csv' });

const TOO_LONG: CsvProblem = {
  message: `It took longer than ${PATIENCE_MS / 1000} seconds to read.`,
  hint: 'Keep a part of its rows, or choose another delimiter.',
};
const FAILED: CsvProblem = { message: 'Reading it failed.', hint: 'Save the table as CSV anew and try again.' };
const CLOSED: CsvProblem = { message: 'It was put aside.', hint: 'Choose it again.' };

export function openReader(file: NonNullable<ToCsvWorker['file']>, start: () => WorkerLike = startWorker): CsvReader {
  const open = new Map<number, { answer(found: CsvAnswer): void; watchdog: ReturnType<typeof setTimeout> }>();
  let worker: { readonly port: WorkerLike; ready: boolean } | undefined;
  let asked = 0;

  const end = (problem: CsvProblem) => {
    worker?.port.terminate();
    worker = undefined;
    for (const id of open.keys()) settle(id, err(problem));
  };
  const settle = (id: number, found: CsvAnswer) => {
    const question = open.get(id);
    open.delete(id);
    clearTimeout(question?.watchdog);
    question?.answer(found);
  };
  // Loading its code may take long where the network is slow; reading may not.
  const watch = () => setTimeout(() => end(TOO_LONG), worker?.ready === true ? PATIENCE_MS : STARTING_MS);
  const begin = (): NonNullable<typeof worker> => {
    const begun = { port: start(), ready: false };
    begun.port.onmessage = ({ data }: MessageEvent<FromCsvWorker>) => {
      if (data.type === 'answer') return settle(data.id, data.answer);
      begun.ready = true;
      for (const question of open.values()) {
        clearTimeout(question.watchdog);
        question.watchdog = watch();
      }
    };
    begun.port.onerror = () => end(FAILED);
    return begun;
  };

  return {
    ask<Q extends CsvQuestion>(question: Q) {
      const id = asked++;
      return new Promise<Result<CsvAnswers[Q['type']], CsvProblem>>((resolve) => {
        // A new worker knows nothing of the file.
        const isNew = worker === undefined;
        worker ??= begin();
        const answer = (found: CsvAnswer) => resolve(found as Result<CsvAnswers[Q['type']], CsvProblem>);
        open.set(id, { answer, watchdog: watch() });
        worker.port.postMessage({ id, question, ...(isNew && { file }) } satisfies ToCsvWorker);
      });
    },
    close: () => end(CLOSED),
  };
}
