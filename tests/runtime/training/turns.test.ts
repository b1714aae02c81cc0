import { expect, test } from 'vitest';
import { Turns } from '../../../src/runtime/training/turns.ts';

const player = (at: number) => {
  const made = { at, progress: () => made.at };
  return made;
};
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function setUp() {
  const turns = new Turns();
  const order: string[] = [];
  const ask = (name: string, of: ReturnType<typeof player>) => void turns.take(of).then(() => order.push(name));
  return { turns, order, ask };
}

test('one at a time has the turn, and who has come least far goes next', async () => {
  const { turns, order, ask } = setUp();
  const [a, b, c] = [player(1), player(5), player(2)];
  for (const [name, of] of [
    ['a', a],
    ['b', b],
    ['c', c],
  ] as const)
    ask(name, of);
  await settled();
  expect(order).toEqual(['a']);
  turns.give(a);
  await settled();
  expect(order).toEqual(['a', 'c']);
  turns.give(c);
  await settled();
  expect(order).toEqual(['a', 'c', 'b']);
});

test('a turn can only be given up by who has it, and once', async () => {
  const { turns, order, ask } = setUp();
  const [a, b, c] = [player(0), player(0), player(0)];
  ask('a', a);
  ask('b', b);
  ask('c', c);
  turns.give(b);
  await settled();
  expect(order).toEqual(['a']);
  turns.give(a);
  turns.give(a);
  await settled();
  expect(order).toEqual(['a', 'b']);
});

test('who is an epoch ahead of another that trains waits for it, until that rests', async () => {
  const { turns, order, ask } = setUp();
  const [fast, slow] = [player(3), player(2)];
  turns.enter(fast);
  turns.enter(slow);
  // The slow one lets others have their turn for a moment, and does not wait for its own yet.
  ask('fast', fast);
  await settled();
  expect(order).toEqual([]);
  ask('slow', slow);
  await settled();
  expect(order).toEqual(['slow']);
  slow.at = 2.5;
  turns.give(slow);
  await settled();
  expect(order).toEqual(['slow', 'fast']);
  fast.at = 9;
  turns.give(fast);
  ask('fast', fast);
  await settled();
  expect(order).toHaveLength(2);
  turns.leave(slow);
  await settled();
  expect(order).toEqual(['slow', 'fast', 'fast']);
});

test('who does not train waits for nobody', async () => {
  const { turns, order, ask } = setUp();
  const [ahead, behind] = [player(9), player(0)];
  turns.enter(behind);
  ask('ahead', ahead);
  await settled();
  expect(order).toEqual(['ahead']);
});
