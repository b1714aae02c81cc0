import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openReader, PATIENCE_MS, STARTING_MS } from '../../../src/ui/own-data/csv-client.ts';
import type { FromCsvWorker, ToCsvWorker } from '../../../src/ui/own-data/csv-messages.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class FakeWorker {
  readonly heard: ToCsvWorker[] = [];
  ended = false;
  onmessage: ((event: MessageEvent<FromCsvWorker>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  postMessage(message: ToCsvWorker): void {
    this.heard.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  say(data: FromCsvWorker): void {
    this.onmessage?.({ data } as MessageEvent<FromCsvWorker>);
  }
}

const file = { name: 'a.csv', bytes: new Uint8Array([1]) };
function opened() {
  const workers: FakeWorker[] = [];
  const reader = openReader(file, () => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  });
  return { reader, workers };
}
const survey = { type: 'survey', said: {} } as const;
const answer = { ok: false, error: { message: 'No.', hint: 'Try.' } } as const;

test('the file goes along with the first question only, and answers find their questions', async () => {
  const { reader, workers } = opened();
  const [first, second] = [reader.ask(survey), reader.ask({ ...survey, said: { header: false } })];
  const [worker] = workers;
  expect(worker?.heard.map((message) => message.file)).toEqual([file, undefined]);
  worker?.say({ type: 'ready' });
  worker?.say({ type: 'answer', id: 1, answer });
  expect(await second).toBe(answer);
  worker?.say({ type: 'answer', id: 0, answer: { ...answer } });
  expect(await first).toEqual(answer);
  vi.advanceTimersByTime(STARTING_MS);
  expect(worker?.ended).toBe(false);
});

test('one that reads for too long is ended, and the next question starts another', async () => {
  const { reader, workers } = opened();
  const asked = reader.ask(survey);
  workers[0]?.say({ type: 'ready' });
  vi.advanceTimersByTime(PATIENCE_MS - 1);
  expect(workers[0]?.ended).toBe(false);
  vi.advanceTimersByTime(1);
  expect(await asked).toMatchObject({ ok: false, error: { message: 'It took longer than 10 seconds to read.' } });
  expect(workers[0]?.ended).toBe(true);
  void reader.ask(survey);
  expect(workers[1]?.heard[0]?.file).toBe(file);
});

test('loading its code may take longer than reading', async () => {
  const { reader, workers } = opened();
  const asked = reader.ask(survey);
  vi.advanceTimersByTime(STARTING_MS - 1);
  workers[0]?.say({ type: 'ready' });
  vi.advanceTimersByTime(PATIENCE_MS - 1);
  workers[0]?.say({ type: 'answer', id: 0, answer });
  expect(await asked).toBe(answer);
});

test('a worker that fails answers all that was asked, and so does one that is put aside', async () => {
  const { reader, workers } = opened();
  const asked = reader.ask(survey);
  workers[0]?.onerror?.({} as ErrorEvent);
  expect(await asked).toMatchObject({ ok: false, error: { message: 'Reading it failed.' } });
  const again = reader.ask(survey);
  reader.close();
  expect(await again).toMatchObject({ ok: false, error: { message: 'It was put aside.' } });
  expect(workers.map(({ ended }) => ended)).toEqual([true, true]);
});
