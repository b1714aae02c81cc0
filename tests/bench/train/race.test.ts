/** The peers of the training bench compute the same thing, and one that does not is refused. */
import { expect, test } from 'vitest';
import { must } from '../../../src/base/invariant.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { nodeHost } from '../../support/node-host.ts';
import { parted } from '../../support/thorough.ts';
import { processTime } from '../measure.ts';
import type { Peer } from './peer.ts';
import { edgewise } from './peers/edgewise.ts';
import { peersOf } from './peers/index.ts';
import { typed } from './peers/typed/index.ts';
import { prepare } from './program.ts';
import { race } from './race.ts';
import { tasks } from './tasks.ts';

const setting = { host: nodeHost, clock: processTime, backend: 'wasm', milliseconds: 1 } as const;
const small = tasks
  .filter(({ net }) => ['2-4-2-1', '2-16-16-2'].includes(net))
  .map((task) => ({ ...task, batches: 4, checked: 8 }));

test.each(small)('all peers find the same losses: $net $variant', async (task) => {
  const result = await race(task, peersOf(task), setting);
  expect(result.difference).toBeGreaterThan(0);
  expect(result.difference).toBeLessThan(1e-4);
  const able = peersOf(task).filter((peer) => peer.refuses(task) === undefined);
  expect(Object.keys(result.us)).toEqual(able.map(({ name }) => name));
  expect(able.length).toBeGreaterThanOrEqual(4);
});

test('a peer with another learning rate is refused before anything is timed', async () => {
  const task = must(small[0], 'a task');
  const wrong: Peer = {
    ...typed,
    name: 'jaxjs',
    open: (prepared, each) => typed.open({ ...prepared, task: { ...task, learningRate: 0.11 } }, each),
  };
  const timed: string[] = [];
  const running = race(task, [typed, wrong], { ...setting, progress: (line) => void timed.push(line) });
  await expect(running).rejects.toThrow(/2-4-2-1 tanh-sgd: typed and jaxjs compute different things.*step 2/);
  expect(timed).toEqual([]);
});

test('a net with a type that the catalog lacks is left out, with the reason', async () => {
  const task = { ...must(small[0], 'a task'), layers: [{ type: 'Hologram' }] };
  const { us, skipped } = await race(task, peersOf(task), setting);
  expect(us).toEqual({});
  expect(skipped.fit).toBe('nothing to compare with: the catalog has no Hologram');
});

test('no tensor is left behind', async () => {
  const task = must(small[1], 'a task');
  await race(task, peersOf(task), setting);
  const before = tf.memory().numTensors;
  await race(task, peersOf(task), setting);
  expect(tf.memory().numTensors).toBe(before);
});

for (const [options, some] of parted(tasks, ({ net }) => net !== '784-512-512-10'))
  test.each(some)('the trainer takes its fastest steps: $net $variant', options, async (task) => {
    const ours = edgewise('ours', {});
    if (ours.refuses(task) !== undefined) throw new Error(ours.refuses(task));
    const trainee = await ours.open(await prepare(task), { ...setting, shuffle: false });
    await trainee.losses(1);
    expect(trainee.note?.()).toBeUndefined();
    await trainee.close();
  });
