/* How many steps a graphics card is given at once, by a clock that the test moves on. */
import { expect, test } from 'vitest';
import { FrameShare } from '../../../src/runtime/replay/webgpu/frame-share.ts';

const ROOM = 64;

interface Device {
  /** Milliseconds of a step of the go with this number. */
  readonly perStep: (go: number) => number;
  /** Until the figures of a go arrive. */
  readonly late?: number;
  readonly fails?: (go: number) => boolean;
}

/** A promise, and how it ends. */
function promised() {
  let resolve = (): void => undefined;
  let reject = (_reason: Error): void => undefined;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** How many steps each go has. */
async function goes(count: number, { perStep, late = 0, fails = () => false }: Device): Promise<readonly number[]> {
  let time = 0;
  const share = new FrameShare(ROOM, () => time);
  const given: number[] = [];
  for (let i = 0; i < count; i++) {
    const { steps } = share;
    given.push(steps);
    const answer = promised();
    const looked = share.time(steps, answer.promise);
    time += late + steps * perStep(i);
    if (fails(i)) answer.reject(new Error('The device is gone.'));
    else answer.resolve();
    await looked;
  }
  return given;
}

test('begins with one step, and goes up to what a frame has room for', async () => {
  const given = await goes(20, { perStep: () => 0.99 });
  expect(given[0]).toBe(1);
  expect(given.at(-1)).toBe(12);
  expect(given).toEqual(given.toSorted((a, b) => a - b));
});

test.each([
  ['as many as there is room for where a step takes next to nothing', 0.001, ROOM],
  ['a few where a step takes milliseconds', 5, 2],
  ['one by one where a step takes longer than a frame', 40, 1],
])('%s', async (_what, perStep, steps) => {
  const given = await goes(30, { perStep: () => perStep });
  expect(given.at(-1)).toBe(steps);
  // No go on the way there is longer than a frame, as far as that can be known.
  expect(Math.max(...given.slice(1)) * perStep).toBeLessThanOrEqual(Math.max(12, perStep));
});

test.each([
  [0.5, 2],
  [0.5, 7],
  [1, 9],
])(
  'what it takes for figures to arrive is not the time of the card: steps of %d ms, %d ms late',
  async (step, late) => {
    const given = await goes(60, { perStep: () => step, late });
    expect(given.at(-1)).toBeGreaterThanOrEqual(11 / step);
    expect(Math.max(...given) * step).toBeLessThanOrEqual(12);
  },
);

test('gives less at once when something else keeps the card busy', async () => {
  const given = await goes(40, { perStep: (go) => (go < 20 ? 0.1 : 2) });
  expect(given[20]).toBe(ROOM);
  expect(given.at(-1)).toBe(6);
});

test('a go that failed says nothing of how long one takes', async () => {
  expect(await goes(3, { perStep: () => 0.1, fails: () => true })).toEqual([1, 1, 1]);
});

test('a go that waited for another one is charged with its own time alone', async () => {
  let time = 0;
  const share = new FrameShare(ROOM, () => time);
  const [first, second] = [promised(), promised()];
  const looked = [share.time(1, first.promise), share.time(1, second.promise)];
  time = 6;
  first.resolve();
  await looked[0];
  time = 8;
  second.resolve();
  await looked[1];
  // Of 12 at first, 6 and 2 milliseconds each half counts: 5.5 in the end.
  expect(share.steps).toBe(2);
});
