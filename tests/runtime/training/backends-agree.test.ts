/** The same file means the same numbers: bit for bit at the start, to rounding while training. */
import { expect, test } from 'vitest';
import type { BackendName } from '../../../src/protocol/backends.ts';
import type { Program } from '../../../src/compiler/types.ts';
import { example, programOf } from '../../support/programs.ts';
import { record } from '../../support/training.ts';

async function firstSteps(program: Program, backend: BackendName, steps: number) {
  const { trainer, all } = record(program, backend);
  await trainer.prepare();
  const weights = (await trainer.current?.checkpoint())?.weights ?? new Map<string, Float32Array>();
  const losses: number[] = [];
  for (let i = 0; i < steps; i++) {
    trainer.command({ type: 'stepBatch' });
    await trainer.settled();
    losses.push(all('batch').at(-1)?.loss ?? Number.NaN);
  }
  await trainer.dispose();
  return { weights, losses };
}

test.each([
  ['two-spirals', 20],
  ['digits', 20],
  ['skip-connection', 20],
  // The cpu is slow at convolutions.
  ['digits-convolution', 3],
])('%s starts and learns alike on cpu and wasm', async (name, steps) => {
  const program = programOf(example(name));
  const cpu = await firstSteps(program, 'cpu', steps);
  const wasm = await firstSteps(program, 'wasm', steps);
  expect(cpu.weights.size).toBeGreaterThan(3);
  expect([...wasm.weights]).toEqual([...cpu.weights]);
  expect(cpu.losses.every(Number.isFinite)).toBe(true);
  cpu.losses.forEach((loss, i) => expect(Math.abs((wasm.losses[i] ?? 0) - loss)).toBeLessThan(1e-3));
});

test('another seed gives other weights', async () => {
  const one = await firstSteps(programOf(example('xor')), 'cpu', 0);
  const other = await firstSteps(programOf({ ...example('xor'), seed: 8 }), 'cpu', 0);
  expect(one.weights.get('d1/kernel')).not.toEqual(other.weights.get('d1/kernel'));
});
