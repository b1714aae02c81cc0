import { expect, test } from 'vitest';
import { Slices, strideAfter } from '../../../src/runtime/training/slices.ts';

test('others have their turn after a while, and not after each piece', async () => {
  let clock = 0;
  const order: string[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => order.push('message');
  const slices = new Slices(
    () => order.push('breath'),
    () => clock,
  );
  port2.postMessage(undefined);
  for (let piece = 1; piece <= 4; piece++) {
    clock += 20;
    order.push(`piece ${piece}`);
    await slices.end();
  }
  port1.close();
  expect(order).toEqual(['piece 1', 'piece 2', 'piece 3', 'breath', 'message', 'piece 4']);
});

test('as many at once as fit into half a slice, and never none', () => {
  expect(strideAfter(10, 6)).toBe(10);
  expect(strideAfter(10, 60)).toBe(1);
  expect(strideAfter(1, 10_000)).toBe(1);
  expect(strideAfter(1, 0)).toBe(4096);
});
