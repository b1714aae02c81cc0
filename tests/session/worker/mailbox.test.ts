import { expect, test } from 'vitest';
import { Mailbox } from '../../../src/session/worker/mailbox.ts';

test('one message in flight, only the newest waits', () => {
  const sent: number[] = [];
  const box = new Mailbox<number>((n) => sent.push(n));
  for (let i = 1; i <= 50; i++) box.post(i);
  expect(sent).toEqual([1]);
  expect(box.free).toBe(false);
  box.acknowledge();
  expect(sent).toEqual([1, 50]);
  box.acknowledge();
  expect(box.free).toBe(true);
  box.post(51);
  expect(sent).toEqual([1, 50, 51]);
});
