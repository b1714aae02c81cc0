import { afterEach, describe, expect, test, vi } from 'vitest';
import { compared, fastestBackend } from '../../../src/runtime/training/fastest.ts';
import { Run } from '../../../src/runtime/training/run.ts';
import { nodeHost } from '../../support/node-host.ts';
import { example, linkedOf } from '../../support/programs.ts';

let run: Run | undefined;
let prepared = 0;
afterEach(() => {
  run?.dispose();
  run = undefined;
  prepared = 0;
  vi.unstubAllGlobals();
});

/** A clock that every look at it moves on by so much. */
function clock(step: number): () => number {
  let time = 0;
  return () => (time += step);
}
/** With these, a step of the network below takes some microseconds, most of a millisecond, and minutes. */
const [SHORT, MIDDLING, LONG] = [0.1, 2, 1e5];

/** What WebGPU offers here. */
function withCard(info?: Partial<GPUAdapterInfo>): void {
  const adapter = info === undefined ? null : { info: { isFallbackAdapter: false, ...info } };
  vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => adapter } });
}

async function found(step: number, name = 'xor') {
  const linked = linkedOf(example(name));
  const prepare = () => {
    prepared++;
    return Run.prepare(linked);
  };
  const fastest = await fastestBackend(prepare, linked.program, nodeHost, 'fast', clock(step));
  if (!fastest.ok) throw new Error(fastest.error);
  run = fastest.value.run;
  return fastest.value;
}

const names = (fallbacks: readonly string[]) => fallbacks.map((line) => line.split(':')[0]);

test('does not ask for a graphics card where steps are short, and hands over a run at its first weights', async () => {
  withCard({ vendor: 'nvidia' });
  const { obtained, run: given } = await found(SHORT);
  expect(obtained).toMatchObject({ backend: 'wasm', fallbacks: [] });
  expect(obtained.why).toMatch(/^A step of this network takes \d+ µs here, too little for a graphics card to pay\.$/);
  expect(given.stepMode).toBe('fast');
  expect({ step: given.step, epoch: given.epoch, batch: given.batch }).toEqual({ step: 0, epoch: 0, batch: 0 });
  const fresh = await found(SHORT);
  expect((await given.checkpoint()).weights).toEqual((await fresh.run.checkpoint()).weights);
  given.dispose();
});

test('takes one step at a time at first: a large network would be timed for long otherwise', async () => {
  const advance = vi.spyOn(Run.prototype, 'advance');
  await found(LONG);
  expect(advance.mock.calls.map(([most]) => most)).toEqual([undefined, 1]);
  advance.mockRestore();
});

test('stays where the only graphics card is an imitated one, with the run that it has', async () => {
  withCard({ vendor: 'google', architecture: 'swiftshader', description: 'SwiftShader Device' });
  const { obtained, run: given } = await found(LONG);
  expect(obtained).toMatchObject({ backend: 'wasm', fallbacks: [] });
  expect(obtained.why).toContain('one that the processor imitates');
  expect(prepared).toBe(1);
  expect({ mode: given.stepMode, step: given.step }).toEqual({ mode: 'fast', step: 0 });
});

describe('without WebGPU', () => {
  test('does not ask for the older interface, which takes milliseconds for a step, where steps are shorter', async () => {
    withCard();
    const { obtained } = await found(MIDDLING);
    expect(obtained.backend).toBe('wasm');
    expect(names(obtained.fallbacks)).toEqual(['webgpu']);
    expect(obtained.fallbacks[0]).toContain('no graphics adapter');
    expect(obtained.why).toContain('too little');
    expect(prepared).toBe(1);
  });

  test('asks for it where steps are long, and says why there was none', async () => {
    const { obtained } = await found(LONG);
    expect(obtained.backend).toBe('wasm');
    expect(obtained.why).toBeUndefined();
    expect(names(obtained.fallbacks)).toEqual(['webgpu', 'webgl']);
  });
});

test('a card that does not start is passed over', async () => {
  withCard({ vendor: 'nvidia' });
  const { obtained, run: given } = await found(MIDDLING);
  expect(obtained.backend).toBe('wasm');
  expect(names(obtained.fallbacks)).toEqual(['webgpu', 'webgl']);
  expect(given.step).toBe(0);
});

test.each([
  [2, 24.4, '2 ms here and 24 ms there: 12 times as long'],
  [0.01, 1.2, '10 µs here and 1.2 ms there: 120 times as long'],
  [0.6, 0.9, '600 µs here and 900 µs there: 1.5 times as long'],
  [3, 29.9, '3 ms here and 30 ms there: 10 times as long'],
  [3, 3.1, '3 ms here and 3.1 ms there: about as long'],
])('puts %f ms beside %f ms in words', (here, there, words) => {
  expect(compared(here, there, 'there')).toBe(`A step of this network takes ${words}.`);
});

describe('where a step must be long', () => {
  test('takes none on the processor to learn it', async () => {
    withCard();
    const record = vi.spyOn(Run.prototype, 'record');
    // Ten layers of 500. By this clock the steps would be short, had any been taken.
    const { obtained } = await found(1e-6, 'init-relu-he');
    expect(names(obtained.fallbacks)).toEqual(['webgpu', 'webgl']);
    expect({ prepared, recorded: record.mock.calls.length }).toEqual({ prepared: 1, recorded: 0 });
    record.mockRestore();
  });

  test('stays where the only graphics card is an imitated one', async () => {
    withCard({ vendor: 'google', architecture: 'swiftshader', description: 'SwiftShader Device' });
    const { obtained, run: given } = await found(1e-6, 'init-relu-he');
    expect(obtained).toMatchObject({ backend: 'wasm', fallbacks: [] });
    expect({ prepared, mode: given.stepMode }).toEqual({ prepared: 1, mode: undefined });
  });
});
