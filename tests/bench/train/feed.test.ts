/** Which rows a hand-written peer sees. */
import { expect, test } from 'vitest';
import { must } from '../../../src/base/invariant.ts';
import { Feed } from './feed.ts';
import { prepare } from './program.ts';
import { tasks } from './tasks.ts';

const task = { ...must(tasks[0], 'a task'), batches: 3 };

test('without shuffling the rows come in their order, epoch after epoch', async () => {
  const prepared = await prepare(task);
  const feed = new Feed(prepared, false);
  for (const batch of [0, 1, 2, 0]) {
    feed.next();
    expect(feed.x).toEqual(prepared.features.slice(batch * 20, (batch + 1) * 20));
    expect(feed.y).toEqual(prepared.targets.slice(batch * 10, (batch + 1) * 10));
  }
});

test('shuffled, an epoch holds every row once with its own target, in another order each time', async () => {
  const prepared = await prepare(task);
  const feed = new Feed(prepared, true);
  const rowOf = (x: Float32Array) => {
    const at = prepared.features.findIndex(
      (_value, i) => i % 2 === 0 && x.every((each, j) => prepared.features[i + j] === each),
    );
    return at / 2;
  };
  const epoch = () =>
    [0, 1, 2].flatMap(() => {
      feed.next();
      return Array.from({ length: 10 }, (_, i) => {
        const row = rowOf(feed.x.slice(2 * i, 2 * i + 2));
        expect(feed.y[i]).toBe(prepared.targets[row]);
        return row;
      });
    });
  const [first, second] = [epoch(), epoch()];
  const all = Array.from({ length: 30 }, (_, i) => i);
  expect(first.toSorted((a, b) => a - b)).toEqual(all);
  expect(second.toSorted((a, b) => a - b)).toEqual(all);
  expect(first).not.toEqual(all);
  expect(second).not.toEqual(first);
});
