/** A replayed reading finds what one by tfjs finds: on every example, bit for bit where steps are exact. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Distribution, WireReadings } from '../../../../src/protocol/readings.ts';
import { readWires, wires } from '../../../../src/runtime/instruments/wires.ts';
import { tf } from '../../../../src/runtime/tf.ts';
import type { Run } from '../../../../src/runtime/training/run.ts';
import { quickExamples, takesLong } from '../../../support/example-names.ts';
import { example, programOf } from '../../../support/programs.ts';
import { parted } from '../../../support/thorough.ts';
import { record } from '../../../support/training.ts';
import type { Recorder } from '../../../support/training.ts';

const STEPS = 3;

let recorder: Recorder | undefined;
afterEach(() => recorder?.trainer.dispose());

async function trained(name: string, mode: 'exact' | 'fast' | 'eager', backend: 'wasm' | 'cpu' = 'wasm'): Promise<Run> {
  recorder = record(programOf(example(name)), backend);
  await recorder.trainer.prepare();
  const run = recorder.trainer.current;
  if (run === undefined) throw new Error(`${name}: ${JSON.stringify(recorder.all('fault'))}`);
  await run.record(mode);
  for (let i = 0; i < STEPS; i++) run.advance();
  await run.settle();
  return run;
}

/** The same without what says how it was taken, and without updates, which need an earlier reading. */
function figures({ tensors, weights, loss, learningRate }: WireReadings) {
  const bare = Object.entries(weights).map(([key, { update: _u, updateRatio: _r, ...rest }]) => [key, rest]);
  return { tensors, weights: Object.fromEntries(bare), loss, learningRate };
}

describe('a replayed reading', () => {
  test.each(quickExamples)('of %s is that of tfjs bit for bit where steps are exact', async (name) => {
    const run = await trained(name, 'exact');
    const meter = wires.open(run);
    await meter.prepare?.();
    const found = await meter.reduce(true);
    meter.close();
    expect(found?.taken).toEqual({ mode: 'exact' });
    expect(found && figures(found)).toEqual(figures(await readWires(run)));
  });

  for (const [options, names] of parted(quickExamples, (name) => !takesLong(name)))
    test.each(names)('of %s is that of tfjs up to rounding where steps are fast', options, async (name) => {
      const run = await trained(name, 'fast');
      const meter = wires.open(run);
      await meter.prepare?.();
      const found = await meter.reduce(true);
      meter.close();
      const expected = await readWires(run);
      expect(found?.taken?.mode).toMatch(/fast|exact/);
      expect(Object.keys(found?.tensors ?? {})).toEqual(Object.keys(expected.tensors));
      for (const [key, { forward, gradient }] of Object.entries(expected.tensors)) {
        alike(found?.tensors[key]?.forward, forward, key);
        if (gradient !== undefined) alike(found?.tensors[key]?.gradient, gradient, `gradient of ${key}`);
      }
      for (const [key, { values, gradient }] of Object.entries(expected.weights)) {
        alike(found?.weights[key]?.values, values, key);
        if (gradient !== undefined) alike(found?.weights[key]?.gradient, gradient, `gradient of ${key}`);
      }
    });
});

/** Means and spreads within a millionth of what is on the wire. */
function alike(found: Distribution | undefined, expected: Distribution, of: string): void {
  const size = Math.max(Math.abs(expected.min), Math.abs(expected.max), 1e-3);
  for (const figure of ['mean', 'std', 'min', 'max'] as const) {
    expect(Math.abs((found?.[figure] ?? Number.NaN) - expected[figure]) / size, `${figure} of ${of}`).toBeLessThan(
      1e-5,
    );
  }
  expect(found?.count).toBe(expected.count);
}

describe('over a run', () => {
  test('updates are the same as by tfjs, and so are readings after the weights were put back', async () => {
    const run = await trained('two-spirals', 'exact');
    const meter = wires.open(run);
    await meter.prepare?.();
    const eager = wires.open(Object.assign(Object.create(run), { stepMode: undefined }) as Run);
    await meter.reduce(true);
    await eager.reduce(true);
    for (let i = 0; i < 5; i++) run.advance();
    await run.settle();
    const [found, expected] = [await meter.reduce(true), await eager.reduce(true)];
    expect(expected?.taken).toBeUndefined();
    expect(found?.weights['d1/kernel']?.update).toEqual(expected?.weights['d1/kernel']?.update);
    expect(found?.weights['d1/kernel']?.updateRatio).toBe(expected?.weights['d1/kernel']?.updateRatio);
    expect(found?.weights['d1/kernel']?.updateRatio).toBeGreaterThan(0);

    run.restoreWeights(new Map([['out/bias', new Float32Array([3, -3])]]));
    const after = await meter.reduce(true);
    expect(after?.weights['out/bias']?.values.max).toBe(3);
    expect(after?.weights['out/bias']).not.toHaveProperty('update');
    expect(after && figures(after)).toEqual(figures(await readWires(run)));
    meter.close();
    eager.close();
  });

  test('reading changes no step that follows, and nothing stays behind', async () => {
    const plain = await trained('two-spirals', 'fast');
    for (let i = 0; i < 20; i++) plain.advance();
    await plain.settle();
    const expected = await plain.checkpoint();
    await recorder?.trainer.dispose();

    const run = await trained('two-spirals', 'fast');
    const tensors = tf.memory().numTensors;
    const meter = wires.open(run);
    await meter.prepare?.();
    for (let i = 0; i < 20; i++) {
      run.advance();
      if (i % 7 === 0) await meter.reduce(true);
    }
    await run.settle();
    expect((await run.checkpoint()).weights).toEqual(expected.weights);
    const kept = tf.memory().numTensors;
    await meter.reduce(true);
    expect(tf.memory().numTensors).toBe(kept);
    meter.close();
    expect(tf.memory().numTensors).toBe(tensors);
  });

  test('memory of the heap is given back: reading anew and anew takes no more', async () => {
    const run = await trained('two-spirals', 'fast');
    const heap = tf.backend() as unknown as {
      readonly wasm: { _malloc(bytes: number): number; _free(at: number): void };
    };
    const top = () => {
      // A block larger than any gap lies at the end of what is used.
      const at = heap.wasm._malloc(1 << 22);
      heap.wasm._free(at);
      return at >>> 0;
    };
    const once = async () => {
      const meter = wires.open(run);
      await meter.prepare?.();
      await meter.reduce(true);
      meter.close();
    };
    await once();
    await once();
    const before = top();
    for (let i = 0; i < 10; i++) await once();
    expect(top()).toBe(before);
  });

  test('what cannot be recorded is read by tfjs, and the reason is told', async () => {
    const run = await trained('two-spirals', 'fast');
    const meter = wires.open(run);
    // A number that JavaScript makes anew each time would be frozen in a recording.
    let calls = 0;
    const evaluate = run.objective.evaluate.bind(run.objective);
    run.objective.evaluate = (...given) => {
      const result = evaluate(...given);
      return { ...result, loss: tf.mul(result.loss, tf.scalar(1 + calls++ * 0.5)) };
    };
    await meter.prepare?.();
    const found = await meter.reduce(true);
    meter.close();
    expect(found?.taken?.mode).toBe('eager');
    expect(found?.taken?.reason).toContain('takes a number that JavaScript made');
    expect(found?.tensors['d1.outputs']?.forward.count).toBe(128 * 16);
  });

  test('from when training begins, once', async () => {
    const run = await trained('xor', 'fast');
    const meter = wires.open(run);
    expect((await meter.reduce(true))?.taken).toBeUndefined();
    await meter.prepare?.();
    const tensors = tf.memory().numTensors;
    await meter.prepare?.();
    expect(tf.memory().numTensors).toBe(tensors);
    expect((await meter.reduce(true))?.taken).toEqual({ mode: 'fast' });
    meter.close();
  });

  test('by tfjs before training begins, and where steps are taken one by one', async () => {
    const run = await trained('xor', 'eager');
    const meter = wires.open(run);
    await meter.prepare?.();
    expect((await meter.reduce(true))?.taken).toEqual({ mode: 'eager' });
    meter.close();
  });
});
