import { expect, test } from 'vitest';
import type { TrainerEvent } from '../../../src/protocol/events.ts';
import { News } from '../../../src/runtime/training/news.ts';
import type { Run } from '../../../src/runtime/training/run.ts';

const runAt = (step: number): Run =>
  ({ step, epoch: 0, lastLoss: 1, learningRate: { at: () => 0.1 } }) as unknown as Run;

/** News on a clock that is exact to a tenth of a millisecond, as a browser's is. */
function newsroom() {
  const clock = { time: 0 };
  const rates: number[] = [];
  const hear = (event: TrainerEvent) => {
    if (event.type === 'batch') rates.push(event.stepsPerSecond);
  };
  const news = new News('train', hear, () => Math.floor(10 * clock.time) / 10);
  return { clock, news, rates };
}

test('steps are counted over a span, not over epochs shorter than the tick of the clock', () => {
  const { clock, news, rates } = newsroom();
  news.begin(runAt(0));
  // 25 steps in 0.07 ms: by the clock an epoch takes nothing, or 0.1 ms.
  for (let epoch = 1; epoch <= 10_000; epoch++) {
    clock.time = 0.07 * epoch;
    news.tell(runAt(25 * epoch));
  }
  for (const rate of rates.slice(3000)) expect(rate / (25 / 0.07e-3)).toBeCloseTo(1, 2);
});

test('a first figure is there before a span is over, and a slow run is counted by its steps', () => {
  const { clock, news, rates } = newsroom();
  news.begin(runAt(0));
  for (const [time, step] of [
    [100, 10],
    [200, 40],
    [1000, 41],
    [2000, 42],
  ] as const) {
    clock.time = time;
    news.tell(runAt(step));
  }
  expect(rates).toEqual([100, 200, 41, 1]);
});

test('after a pause the steps are counted anew', () => {
  const { clock, news, rates } = newsroom();
  news.begin(runAt(0));
  clock.time = 500;
  news.tell(runAt(500));
  clock.time = 60_000;
  news.begin(runAt(500));
  clock.time = 60_100;
  news.tell(runAt(550));
  expect(rates).toEqual([1000, 500]);
});
