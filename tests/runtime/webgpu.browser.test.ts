/** Real WebGPU on a software adapter in Chromium: small, but the backend that users get. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import twoSpirals from '../../examples/two-spirals.json?raw';
import { catalog } from '../../src/catalog/index.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { Program } from '../../src/compiler/types.ts';
import { parseDocument } from '../../src/graph/parse.ts';
import { obtainBackend } from '../../src/runtime/obtain-backend.ts';
import type { BackendName } from '../../src/protocol/backends.ts';
import type { TrainerEvent } from '../../src/protocol/events.ts';
import type { Watch } from '../../src/protocol/instruments.ts';
import { tf } from '../../src/runtime/tf.ts';
import { Trainer } from '../../src/runtime/training/trainer.ts';
import { guardDevice } from '../../src/runtime/webgpu/gpu-guard.ts';
import { browserHost } from '../support/browser-host.ts';
import { THOROUGH, unless } from '../support/thorough.ts';

/** They learn on as long as anybody looks: no callback ends it, and the rate hardly falls. */
function endlessSpirals(): Program {
  const program = spirals(twoSpirals.replace(/"decay_steps": \d+/, '"decay_steps": 100000000'));
  return { ...program, epochs: 1_000_000, callbacks: [] };
}

function spirals(text = twoSpirals): Program {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const [program] = compile(parsed.value.document, catalog).programs;
  if (program === undefined) throw new Error('two-spirals does not compile');
  return program;
}

let trainer: Trainer | undefined;
afterEach(() => trainer?.dispose());

function start(program: Program, backend: BackendName | 'auto') {
  const events: TrainerEvent[] = [];
  trainer = new Trainer(program, { backend, host: browserHost, emit: (event) => void events.push(event) });
  return { trainer, events };
}

async function firstSteps(backend: BackendName, steps: number) {
  const { trainer: made, events } = start(spirals(), backend);
  await made.prepare();
  expect(tf.getBackend()).toBe(backend);
  const weights = [...((await made.current?.checkpoint())?.weights ?? [])];
  const losses: number[] = [];
  for (let i = 0; i < steps; i++) {
    made.command({ type: 'stepBatch' });
    await made.settled();
    losses.push(events.findLast((event) => event.type === 'batch')?.loss ?? Number.NaN);
  }
  await made.dispose();
  return { weights, losses };
}

describe('webgpu', () => {
  test('is what “automatic” chooses, and says so', async () => {
    const obtained = await obtainBackend('auto', browserHost);
    expect(obtained).toEqual({ ok: true, value: { backend: 'webgpu', fallbacks: [] } });
  });

  for (const [steps, options] of [
    [5, unless(true)],
    [20, THOROUGH],
  ] as const)
    test(`starts from the same bits and takes the same first ${steps} steps as cpu and wasm`, options, async () => {
      const cpu = await firstSteps('cpu', steps);
      const wasm = await firstSteps('wasm', steps);
      const gpu = await firstSteps('webgpu', steps);
      expect(cpu.weights.length).toBeGreaterThan(5);
      expect(gpu.weights).toEqual(cpu.weights);
      expect(wasm.weights).toEqual(cpu.weights);
      cpu.losses.forEach((loss, i) => {
        expect(Math.abs((gpu.losses[i] ?? 0) - loss), `webgpu step ${i + 1}`).toBeLessThan(1e-3);
        expect(Math.abs((wasm.losses[i] ?? 0) - loss), `wasm step ${i + 1}`).toBeLessThan(1e-3);
      });
    });

  test('leaves no tensor behind', async () => {
    const { trainer: made } = start({ ...spirals(), batchSize: 200 }, 'webgpu');
    const counts: number[] = [];
    for (let i = 0; i < 3; i++) {
      made.command({ type: 'stepEpoch' });
      await made.settled();
      counts.push(tf.memory().numTensors);
    }
    expect(new Set(counts).size).toBe(1);
  });

  // The page is asked the same on WebGPU, end to end.
  test('wires are read again and again while it trains, each time another value', THOROUGH, async () => {
    const events: TrainerEvent[] = [];
    const watch: Watch = { wires: true, output: { resolution: 32 } };
    trainer = new Trainer(endlessSpirals(), {
      backend: 'webgpu',
      host: browserHost,
      listener: { watches: (id) => watch[id], wants: (id) => watch[id] },
      emit: (event) => void events.push(event),
    });
    await trainer.prepare();
    const means = () =>
      events.flatMap((event) =>
        event.type === 'reading' && event.instrument === 'wires'
          ? [event.value.tensors['d1.outputs']?.forward.mean]
          : [],
      );
    const [resting, ...more] = means();
    expect(more).toEqual([]);
    trainer.command({ type: 'start' });
    // Its step is recorded first, and the first reading behind it compiles shaders too: both happen once.
    await vi.waitUntil(() => means().length > 1, { timeout: 60_000 });
    // How soon they come is asked of the page, where nothing else is tried beside it.
    await vi.waitUntil(() => new Set(means().slice(1)).size >= 5, { timeout: 60_000 });
    trainer.command({ type: 'pause' });
    await trainer.settled();
    // Also where the processor imitates the card: fused steps take a fraction of the time there too.
    expect(events.find(({ type }) => type === 'steps')).toEqual({ type: 'steps', mode: 'fast' });
    const live = new Set(means().slice(1));
    expect(live).not.toContain(resting);
    expect(live.size).toBeGreaterThanOrEqual(5);
  });

  test('transposes integers and casts them for real', async () => {
    await obtainBackend('webgpu', browserHost);
    const values = await tf
      .tidy(() => {
        // Large enough not to be forwarded to the cpu.
        const integers = tf.reshape(tf.range(0, 4096, 1, 'int32'), [16, 16, 16]);
        return tf.sum(tf.cast(tf.transpose(integers, [2, 0, 1]), 'float32'), 1);
      })
      .data();
    // Sum over the first axis of n = 256a + 16b + c, for c = 0, b = 0 …
    expect(values[0]).toBe((256 * 15 * 16) / 2);
    expect(values[17]).toBe((256 * 15 * 16) / 2 + 16 * (16 * 1 + 1));
  });

  test('adds up more tensors than a shader takes', async () => {
    await obtainBackend('webgpu', browserHost);
    const before = tf.memory().numTensors;
    for (const count of [7, 8, 14, 30]) {
      const terms = Array.from({ length: count }, (_x, i) => tf.fill([40, 50], i + 1));
      const sum = tf.addN(terms);
      const values = await sum.data();
      expect(new Set(values), `${count} tensors`).toEqual(new Set([(count * (count + 1)) / 2]));
      tf.dispose([sum, ...terms]);
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  test('a lost device is replaced and training goes on', async () => {
    const { trainer: made, events } = start({ ...spirals(), epochs: 4, batchSize: 100 }, 'webgpu');
    made.command({ type: 'stepEpoch' });
    await made.settled();
    const lost = tf.backend() as unknown as { device: GPUDevice };
    lost.device.destroy();
    made.command({ type: 'start' });
    await made.settled();
    expect(events.some((event) => event.type === 'log' && event.message.includes('lost'))).toBe(true);
    expect(events.filter((event) => event.type === 'fault')).toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: 'state', state: 'finished' });
    const epochs = events.filter((event) => event.type === 'epoch').map(({ epoch }) => epoch);
    expect(epochs.at(-1)).toBe(4);
  });

  test('an error that tfjs swallows is noticed', async () => {
    await obtainBackend('webgpu', browserHost);
    const guard = guardDevice();
    const { device } = tf.backend() as unknown as { device: GPUDevice };
    device.createBuffer({ size: 2 ** 50, usage: GPUBufferUsage.STORAGE });
    await device.queue.onSubmittedWorkDone();
    const trouble = await vi.waitUntil(() => guard?.take(), { timeout: 10_000 });
    expect(trouble.message).toBeTruthy();
    expect(['outOfMemory', 'error']).toContain(trouble.kind);
    guard?.release();
  });
});
