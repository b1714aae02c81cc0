import { expect, test } from 'vitest';
import { Budget, yieldTask } from '../../../src/runtime/training/pace.ts';

function clock() {
  let time = 0;
  return { now: () => time, pass: (ms: number) => void (time += ms) };
}

test('dear work is put off until it is a tenth of the time', async () => {
  const { now, pass } = clock();
  const budget = new Budget({ share: 0.1, least: 50, now });
  expect(budget.due).toBe(true);
  await budget.spend(async () => pass(20));
  pass(179);
  expect(budget.due).toBe(false);
  pass(1);
  expect(budget.due).toBe(true);
});

test('cheap work keeps its least distance', async () => {
  const { now, pass } = clock();
  const budget = new Budget({ share: 0.1, least: 50, now });
  await budget.spend(async () => pass(1));
  pass(49);
  expect(budget.due).toBe(false);
  pass(1);
  expect(budget.due).toBe(true);
});

test('a yield lets waiting tasks run first', async () => {
  const order: string[] = [];
  setTimeout(() => order.push('timer'), 0);
  await new Promise((resolve) => setTimeout(resolve, 1));
  await yieldTask();
  order.push('after');
  expect(order).toEqual(['timer', 'after']);
});
