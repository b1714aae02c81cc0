/* The real database of a real browser. */
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openRuns } from '../../../src/ui/persistence/runs-db.ts';
import { record, reached } from '../runs/fixtures.ts';

const clear = () => deleteDB('edgewise-runs');
beforeEach(clear);
afterEach(clear);

it('keeps runs over a visit, takes their newer form and passes over what is damaged', async () => {
  const first = await openRuns();
  await first.put(reached(1, 0.5));
  await first.put(record(2, { logs: { loss: Number.NaN } }));
  await first.put(reached(1, 0.25, { name: 'Wide' }));
  first.close();
  const db = await openDB('edgewise-runs');
  await db.put('runs', { id: 'broken', name: null });
  db.close();
  const second = await openRuns();
  expect(await second.list()).toEqual([reached(1, 0.25, { name: 'Wide' }), record(2, { logs: { loss: Number.NaN } })]);
  await second.remove('r1');
  expect((await second.list()).map(({ id }) => id)).toEqual(['r2']);
  second.close();
});
