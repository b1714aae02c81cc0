import { describe, expect, test } from 'vitest';
import { Pace, yieldTask } from '../../../src/runtime/training/pace.ts';

function clock() {
  let time = 0;
  return { now: () => time, pass: (ms: number) => void (time += ms) };
}

/** Waits in steps of a millisecond until the work is due. */
function wait(pace: Pace, { now, pass }: ReturnType<typeof clock>): number {
  const start = now();
  while (!pace.due) pass(1);
  return now() - start;
}

describe('pace', () => {
  test('the first piece of work is never charged: it compiles and allocates', async () => {
    const time = clock();
    const pace = new Pace({ share: 0.1, every: 50, now: time.now });
    expect(pace.due).toBe(true);
    await pace.spend(async () => time.pass(5000));
    expect(wait(pace, time)).toBe(0);
  });

  test('dear work is put off until it is a tenth of the time', async () => {
    const time = clock();
    const pace = new Pace({ share: 0.1, every: 50, now: time.now });
    await pace.spend(async () => time.pass(1));
    wait(pace, time);
    await pace.spend(async () => time.pass(20));
    expect(wait(pace, time)).toBe(180);
  });

  test('cheap work keeps its rhythm, counted from start to start', async () => {
    const time = clock();
    const pace = new Pace({ share: 0.1, every: 50, now: time.now });
    await pace.spend(async () => time.pass(1));
    wait(pace, time);
    await pace.spend(async () => time.pass(2));
    expect(wait(pace, time)).toBe(48);
  });

  test('with a limit it comes at least that often, whatever it costs', async () => {
    const time = clock();
    const pace = new Pace({ share: 0.1, every: 400, most: 2000, now: time.now });
    await pace.spend(async () => time.pass(1));
    wait(pace, time);
    await pace.spend(async () => time.pass(600));
    expect(wait(pace, time)).toBe(1400);
    // Work that takes longer than the limit leaves training as much time as it took.
    await pace.spend(async () => time.pass(3000));
    expect(wait(pace, time)).toBe(3000);
  });

  test('hurrying makes it due at once', async () => {
    const time = clock();
    const pace = new Pace({ share: 0.01, every: 50, now: time.now });
    await pace.spend(async () => time.pass(10));
    await pace.spend(async () => time.pass(10));
    expect(pace.due).toBe(false);
    pace.hurry();
    expect(pace.due).toBe(true);
  });
});

test('a yield lets waiting tasks run first', async () => {
  const order: string[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => order.push('message');
  port2.postMessage(undefined);
  await yieldTask();
  order.push('after');
  port1.close();
  expect(order).toEqual(['message', 'after']);
});
