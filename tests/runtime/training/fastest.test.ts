import { afterEach, expect, test } from 'vitest';
import { fastestBackend } from '../../../src/runtime/training/fastest.ts';
import { Run } from '../../../src/runtime/training/run.ts';
import { nodeHost } from '../../support/node-host.ts';
import { example, linkedOf } from '../../support/programs.ts';

let run: Run | undefined;
afterEach(() => {
  run?.dispose();
  run = undefined;
});

/** A clock that every look at it moves on by so much. */
function clock(step: number): () => number {
  let time = 0;
  return () => (time += step);
}

async function found(now: () => number) {
  const fastest = await fastestBackend(() => Run.prepare(linkedOf(example('xor'))), nodeHost, 'fast', now);
  if (!fastest.ok) throw new Error(fastest.error);
  run = fastest.value.run;
  return fastest.value;
}

test('does not ask for a graphics card where steps are short, and hands over a run at its first weights', async () => {
  const { obtained, run: given } = await found(clock(0.5));
  expect(obtained).toMatchObject({ backend: 'wasm', fallbacks: [] });
  expect(obtained.why).toContain('no graphics card can better');
  expect(given.stepMode).toBe('fast');
  expect({ step: given.step, epoch: given.epoch, batch: given.batch }).toEqual({ step: 0, epoch: 0, batch: 0 });
  const fresh = await found(clock(0.5));
  expect((await given.checkpoint()).weights).toEqual((await fresh.run.checkpoint()).weights);
  given.dispose();
});

test('asks for one where steps are long, and says why there was none', async () => {
  const { obtained } = await found(clock(1e4));
  expect(obtained.backend).toBe('wasm');
  expect(obtained.why).toBeUndefined();
  expect(obtained.fallbacks.map((line) => line.split(':')[0])).toEqual(['webgpu', 'webgl']);
});
