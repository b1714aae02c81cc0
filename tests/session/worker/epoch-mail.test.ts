import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EpochMail } from '../../../src/session/worker/epoch-mail.ts';
import type { EpochEvent } from '../../../src/session/worker/epoch-mail.ts';

const epoch = (n: number): EpochEvent => ({
  type: 'epoch',
  program: 'train',
  epoch: n,
  step: 10 * n,
  logs: { loss: 1 / n },
  learningRate: 0.1,
  seconds: 0,
});

let told: number[][] = [];
const mail = () => new EpochMail((events) => told.push(events.map((event) => event.epoch)));

beforeEach(() => {
  told = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test('an epoch that stands alone is told at once', () => {
  const box = mail();
  box.post(epoch(1));
  expect(told).toEqual([[1]]);
  vi.advanceTimersByTime(1000);
  box.post(epoch(2));
  expect(told).toEqual([[1], [2]]);
});

test('those that follow fast are told together, a moment later', () => {
  const box = mail();
  for (let n = 1; n <= 4; n++) box.post(epoch(n));
  expect(told).toEqual([[1]]);
  vi.advanceTimersByTime(60);
  expect(told).toEqual([[1], [2, 3, 4]]);
});

test('of very many some are left out, never the last', () => {
  const box = mail();
  for (let n = 1; n <= 1001; n++) box.post(epoch(n));
  vi.advanceTimersByTime(60);
  const [, together = []] = told;
  expect(together.length).toBeLessThanOrEqual(40);
  expect(together.at(-1)).toBe(1001);
  const gaps = together.slice(1).map((n, i) => n - (together[i] ?? 0));
  expect(new Set(gaps).size).toBe(1);
});

test('what comes after an epoch is not told before it', () => {
  const box = mail();
  box.post(epoch(1));
  box.post(epoch(2));
  box.flush();
  expect(told).toEqual([[1], [2]]);
  vi.advanceTimersByTime(60);
  expect(told).toEqual([[1], [2]]);
});

test('a run that was given up tells nothing more', () => {
  const box = mail();
  box.post(epoch(1));
  box.post(epoch(2));
  box.clear();
  vi.advanceTimersByTime(60);
  expect(told).toEqual([[1]]);
});
