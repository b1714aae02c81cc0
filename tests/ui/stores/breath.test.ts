import { expect, it } from 'vitest';
import { createBreath } from '../../../src/ui/stores/breath.ts';

/** A page on which time passes only by work and by making pictures. */
function page(pictureMs: number) {
  let time = 0;
  const frames: (() => void)[] = [];
  const breath = createBreath({
    now: () => time,
    frame: (begin, end) =>
      void frames.push(() => {
        // Waiting for the screen costs nothing.
        time += 9;
        begin();
        time += pictureMs;
        end();
      }),
  });
  const draw = async (workMs: number) => {
    breath.draw(() => (time += workMs));
    await Promise.resolve();
    frames.splice(0).forEach((make) => make());
    return breath.rest();
  };
  return { breath, draw };
}

it('rests a tenth of a second at first and where drawing is cheap', async () => {
  const { breath, draw } = page(5);
  expect(breath.rest()).toBe(100);
  expect(await draw(8)).toBe(100);
});

it('rests longer where drawing is dear: work and picture take fifteen percent of the time', async () => {
  const { draw } = page(20);
  const rest = await draw(10);
  expect(30 / (30 + rest)).toBeCloseTo(0.15, 5);
});

it('never rests longer than lets figures change twice a second, and recovers', async () => {
  const { draw } = page(200);
  expect(await draw(100)).toBe(400);
  const quick = page(1);
  expect(await quick.draw(300)).toBe(400);
  expect(await quick.draw(1)).toBe(100);
});
