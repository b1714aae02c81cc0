/*
 * The page's side of reading a folder of images: one worker, watched over. One that does not come on or fails is
 * ended, and what it was asked is answered with a problem.
 */
import type { Asset } from '../../../assets/asset.ts';
import { err, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import type { Looks } from '../../../interop/images/shrink.ts';
import type { Folder, FolderSurvey, FromImagesWorker, ToImagesWorker } from './images-messages.ts';

/** How long one image may take, and how long the code may take to come. */
export const PATIENCE_MS = 10_000;
export const STARTING_MS = 60_000;

type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

export interface ImagesReader {
  /** Reads all images at this size. Asking anew puts what was asked before aside, unanswered. */
  read(looks: Looks, onProgress: (done: number) => void): Promise<Result<FolderSurvey, string>>;
  /** What was read last, to be kept. */
  asset(): Promise<Result<Asset, string>>;
  close(): void;
}

const startWorker = (): WorkerLike =>
  new Worker(new URL('./images-worker.ts', import.meta.url), { type: 'module', name: 'edgewise-images' });

const TOO_LONG = `One image took longer than ${PATIENCE_MS / 1000} seconds to read. Take out the largest ones and try again.`;
const FAILED = 'Reading the images failed. Take out those that other programs cannot open either, and try again.';

interface Question {
  readonly id: number;
  onProgress?(done: number): void;
  onSurvey?(survey: FolderSurvey): void;
  onAsset?(asset: Asset): void;
  fail(why: string): void;
}

export function openImages(folder: Folder, start: () => WorkerLike = startWorker): ImagesReader {
  let worker: { readonly port: WorkerLike; ready: boolean } | undefined;
  let open: Question | undefined;
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  const end = (why: string) => {
    clearTimeout(watchdog);
    worker?.port.terminate();
    worker = undefined;
    const question = open;
    open = undefined;
    question?.fail(why);
  };
  const watch = () => {
    clearTimeout(watchdog);
    if (open !== undefined)
      watchdog = setTimeout(() => end(TOO_LONG), worker?.ready === true ? PATIENCE_MS : STARTING_MS);
  };
  const settled = (question: Question) => {
    if (open === question) open = undefined;
    clearTimeout(watchdog);
  };
  const hear = (message: FromImagesWorker) => {
    if (message.type === 'ready') {
      if (worker !== undefined) worker.ready = true;
      return watch();
    }
    const question = open;
    if (question === undefined || message.id !== question.id) return;
    if (message.type === 'progress') {
      watch();
      return question.onProgress?.(message.done);
    }
    settled(question);
    if (message.type === 'survey') question.onSurvey?.(message.survey);
    else question.onAsset?.(message.asset);
  };
  const ask = (question: Question, message: (isNew: boolean) => ToImagesWorker) => {
    open = question;
    const isNew = worker === undefined;
    if (worker === undefined) {
      const port = start();
      port.onmessage = ({ data }: MessageEvent<FromImagesWorker>) => hear(data);
      port.onerror = () => end(FAILED);
      worker = { port, ready: false };
    }
    watch();
    worker.port.postMessage(message(isNew));
  };

  return {
    read: (looks, onProgress) =>
      new Promise((resolve) => {
        const id = asked++;
        const question: Question = {
          id,
          onProgress,
          onSurvey: (survey) => resolve(ok(survey)),
          fail: (why) => resolve(err(why)),
        };
        ask(question, (isNew) => ({ type: 'read', id, looks, ...(isNew && { folder }) }));
      }),
    asset: () =>
      new Promise((resolve) => {
        const id = asked++;
        ask({ id, onAsset: (asset) => resolve(ok(asset)), fail: (why) => resolve(err(why)) }, () => ({
          type: 'asset',
          id,
        }));
      }),
    close: () => end(FAILED),
  };
}
