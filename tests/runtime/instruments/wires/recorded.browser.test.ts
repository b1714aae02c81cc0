/** Replayed readings on real WebGPU, on a software adapter: the reductions are recorded, too. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import twoSpirals from '../../../../examples/two-spirals.json?raw';
import { catalog } from '../../../../src/catalog/index.ts';
import { compile } from '../../../../src/compiler/compile.ts';
import { parseDocument } from '../../../../src/graph/parse.ts';
import type { WireReadings } from '../../../../src/protocol/readings.ts';
import { readWires, wires } from '../../../../src/runtime/instruments/wires.ts';
import { obtainBackend } from '../../../../src/runtime/obtain-backend.ts';
import { tf } from '../../../../src/runtime/tf.ts';
import { link } from '../../../../src/runtime/link.ts';
import { Run } from '../../../../src/runtime/training/run.ts';
import { browserHost } from '../../../support/browser-host.ts';

// Recordings do all on the card; tfjs would do sums on a few numbers in JavaScript, with other last bits.
beforeAll(async () => {
  const obtained = await obtainBackend('webgpu', browserHost);
  if (!obtained.ok) throw new Error(obtained.error);
  tf.env().set('WEBGPU_CPU_FORWARD', false);
});
afterAll(() => tf.env().set('WEBGPU_CPU_FORWARD', true));

let run: Run | undefined;
afterEach(() => run?.dispose());

async function prepared(): Promise<Run> {
  const parsed = parseDocument(twoSpirals);
  const [program] = parsed.ok ? compile(parsed.value.document, catalog).programs : [];
  if (program === undefined) throw new Error('two-spirals does not compile');
  run = await Run.prepare(link(program, catalog));
  return run;
}

const without = ({ taken: _taken, weights, ...rest }: WireReadings) => ({
  ...rest,
  weights: Object.fromEntries(
    Object.entries(weights).map(([key, { update: _update, updateRatio: _ratio, ...each }]) => [key, each]),
  ),
});

test('a reading of exact steps has the very bits of tfjs, after training and after weights were put back', async () => {
  const made = await prepared();
  await made.record('exact');
  const before = tf.memory().numTensors;
  const meter = wires.open(made);
  await meter.prepare?.();
  const first = await meter.reduce(true);
  expect(first?.taken).toEqual({ mode: 'exact' });
  made.advance();
  made.advance();
  await made.settle();
  const found = await meter.reduce(true);
  expect(found && without(found)).toEqual(without(await readWires(made)));
  expect(found?.weights['d1/kernel']?.updateRatio).toBeGreaterThan(0);
  expect(found?.tensors['d1.outputs']?.forward).not.toEqual(first?.tensors['d1.outputs']?.forward);

  made.restoreWeights(new Map([['out/bias', new Float32Array([3, -3])]]));
  const restored = await meter.reduce(true);
  expect(restored?.weights['out/bias']?.values.max).toBe(3);
  expect(restored && without(restored)).toEqual(without(await readWires(made)));
  meter.close();
  expect(tf.memory().numTensors).toBe(before);
});

test('one of rewritten steps is the same up to rounding', async () => {
  const made = await prepared();
  await made.record('exact');
  const meter = wires.open(Object.create(made, { stepMode: { value: 'fast' } }) as Run);
  await meter.prepare?.();
  const found = await meter.reduce(true);
  const expected = await readWires(made);
  meter.close();
  expect(found?.taken?.mode).toMatch(/fast|exact/);
  for (const [key, { forward, gradient }] of Object.entries(expected.tensors)) {
    expect(found?.tensors[key]?.forward.mean, key).toBeCloseTo(forward.mean, 4);
    expect(found?.tensors[key]?.forward.std, key).toBeCloseTo(forward.std, 4);
    if (gradient !== undefined) expect(found?.tensors[key]?.gradient?.std, key).toBeCloseTo(gradient.std, 4);
  }
});
