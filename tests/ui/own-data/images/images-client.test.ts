import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openImages, PATIENCE_MS, STARTING_MS } from '../../../../src/ui/own-data/images/images-client.ts';
import type { FromImagesWorker, ToImagesWorker } from '../../../../src/ui/own-data/images/images-messages.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class FakeWorker {
  readonly heard: ToImagesWorker[] = [];
  ended = false;
  onmessage: ((event: MessageEvent<FromImagesWorker>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  postMessage(message: ToImagesWorker): void {
    this.heard.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  say(data: FromImagesWorker): void {
    this.onmessage?.({ data } as MessageEvent<FromImagesWorker>);
  }
}

const folder = { name: 'f', classes: ['a', 'b'], images: [] };
const looks = { size: [8, 8, 1], fit: 'crop', invert: false } as const;
const survey = { counts: [1, 1], skipped: [], samples: [] };

function opened() {
  const workers: FakeWorker[] = [];
  const reader = openImages(folder, () => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  });
  return { reader, workers };
}

test('the folder goes along once, and what is no longer asked for is not listened to', async () => {
  const { reader, workers } = opened();
  const told: number[] = [];
  void reader.read(looks, () => told.push(-1));
  const second = reader.read({ ...looks, invert: true }, (done) => told.push(done));
  const [worker] = workers;
  expect(worker?.heard.map((message) => message.type === 'read' && message.folder)).toEqual([folder, undefined]);
  worker?.say({ type: 'ready' });
  worker?.say({ type: 'progress', id: 0, done: 5 });
  worker?.say({ type: 'progress', id: 1, done: 7 });
  worker?.say({ type: 'survey', id: 1, survey });
  expect(await second).toEqual({ ok: true, value: survey });
  expect(told).toEqual([7]);
  vi.advanceTimersByTime(STARTING_MS);
  expect(worker?.ended).toBe(false);
});

test('many images may take their time, one that never ends may not', async () => {
  const { reader, workers } = opened();
  const answer = reader.read(looks, () => {});
  const [worker] = workers;
  worker?.say({ type: 'ready' });
  for (let done = 1; done < 10; done++) {
    vi.advanceTimersByTime(PATIENCE_MS - 1);
    worker?.say({ type: 'progress', id: 0, done });
  }
  expect(worker?.ended).toBe(false);
  vi.advanceTimersByTime(PATIENCE_MS);
  expect(worker?.ended).toBe(true);
  expect(await answer).toMatchObject({ ok: false, error: expect.stringContaining('longer than 10 seconds') });
  // A new worker is given the folder anew.
  void reader.read(looks, () => {});
  expect(workers[1]?.heard).toEqual([{ type: 'read', id: 1, looks, folder }]);
});

test('a worker that fails is an answer too', async () => {
  const { reader, workers } = opened();
  const answer = reader.asset();
  workers[0]?.onerror?.({} as ErrorEvent);
  expect(await answer).toMatchObject({ ok: false });
});
