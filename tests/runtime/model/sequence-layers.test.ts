/** The layers for sequences in a whole network: they train, alike on every backend of Node, and leave nothing behind. */
import { expect, test } from 'vitest';
import type { BackendName } from '../../../src/protocol/backends.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { link } from '../../../src/runtime/link.ts';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { Run } from '../../../src/runtime/training/run.ts';
import { stubCatalog } from '../../support/named-tensors.ts';
import { nodeHost } from '../../support/node-host.ts';
import { sequenceNet } from '../../support/sequence-net.ts';

async function losses(backend: BackendName, steps: number): Promise<readonly number[]> {
  await obtainBackend(backend, nodeHost);
  expect(tf.getBackend()).toBe(backend);
  const { programs, diagnostics } = compile(sequenceNet, stubCatalog);
  const [program] = programs;
  if (program === undefined) throw new Error(JSON.stringify(diagnostics));
  const before = tf.memory().numTensors;
  const run = await Run.prepare(link(program, stubCatalog));
  const found: number[] = [];
  const taken: number[] = [];
  for (let step = 0; step < steps; step++) {
    run.advance();
    await run.settle();
    found.push(run.lastLoss);
    taken.push(tf.memory().numTensors);
    if (run.epochComplete) await run.endEpoch();
  }
  // Steps of one epoch hold as many tensors each.
  expect(taken[2]).toBe(taken[1]);
  run.dispose();
  expect(tf.memory().numTensors).toBe(before);
  return found;
}

test('they learn, and alike on cpu and wasm', async () => {
  const cpu = await losses('cpu', 24);
  expect(cpu.every(Number.isFinite)).toBe(true);
  expect(cpu.at(-1)).toBeLessThan((cpu[0] ?? 0) / 2);
  const wasm = await losses('wasm', 8);
  wasm.forEach((loss, i) => expect(Math.abs(loss - (cpu[i] ?? NaN))).toBeLessThan(1e-4));
});
