import { describe, expect, test } from 'vitest';
import { Throttle, yieldTask } from '../../../src/runtime/training/throttle.ts';

function clock() {
  let time = 0;
  return { now: () => time, pass: (ms: number) => void (time += ms) };
}

/** Waits in steps of a millisecond until the work is due. */
function wait(throttle: Throttle, { now, pass }: ReturnType<typeof clock>): number {
  const start = now();
  while (!throttle.due) pass(1);
  return now() - start;
}

describe('throttle', () => {
  test('the first piece of work is never charged: it compiles and allocates', async () => {
    const time = clock();
    const throttle = new Throttle({ share: 0.1, every: 50, now: time.now });
    expect(throttle.due).toBe(true);
    await throttle.spend(async () => time.pass(5000));
    expect(wait(throttle, time)).toBe(0);
  });

  test('dear work is put off until it is a tenth of the time', async () => {
    const time = clock();
    const throttle = new Throttle({ share: 0.1, every: 50, now: time.now });
    await throttle.spend(async () => time.pass(1));
    wait(throttle, time);
    await throttle.spend(async () => time.pass(20));
    expect(wait(throttle, time)).toBe(180);
  });

  test('cheap work keeps its rhythm, counted from start to start', async () => {
    const time = clock();
    const throttle = new Throttle({ share: 0.1, every: 50, now: time.now });
    await throttle.spend(async () => time.pass(1));
    wait(throttle, time);
    await throttle.spend(async () => time.pass(2));
    expect(wait(throttle, time)).toBe(48);
  });

  test('with a limit it comes at least that often, whatever it costs', async () => {
    const time = clock();
    const throttle = new Throttle({ share: 0.1, every: 400, most: 2000, now: time.now });
    await throttle.spend(async () => time.pass(1));
    wait(throttle, time);
    await throttle.spend(async () => time.pass(600));
    expect(wait(throttle, time)).toBe(1400);
    await throttle.spend(async () => time.pass(1500));
    expect(wait(throttle, time)).toBe(500);
    // Work that takes longer than the limit leaves training as much time as it took.
    await throttle.spend(async () => time.pass(3000));
    expect(wait(throttle, time)).toBe(3000);
  });

  test('hurrying makes it due at once', async () => {
    const time = clock();
    const throttle = new Throttle({ share: 0.01, every: 50, now: time.now });
    await throttle.spend(async () => time.pass(10));
    await throttle.spend(async () => time.pass(10));
    expect(throttle.due).toBe(false);
    throttle.hurry();
    expect(throttle.due).toBe(true);
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
