import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/protocol/fault.ts';
import { Keeper } from '../../../src/runtime/training/keeper.ts';
import { Lookout } from '../../../src/runtime/training/lookout.ts';
import { Machine } from '../../../src/runtime/training/machine.ts';
import { Meters } from '../../../src/runtime/training/meters.ts';
import { Recovery } from '../../../src/runtime/training/recovery.ts';
import { Patience } from '../../../src/runtime/training/patience.ts';
import type { Run } from '../../../src/runtime/training/run.ts';
import { Soundness } from '../../../src/runtime/training/soundness.ts';
import type { GpuTrouble } from '../../../src/runtime/webgpu/gpu-guard.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { example, programOf, withParams } from '../../support/programs.ts';
import { withRun } from '../../support/runs.ts';
import { record } from '../../support/training.ts';

/** A device that says what the test wants it to. */
class Device extends Recovery {
  trouble: GpuTrouble | undefined;
  override take(): GpuTrouble | undefined {
    return this.trouble;
  }
}

const still = async (): Promise<void> => undefined;
const machine = new Machine(
  { train: still, stop: still, reset: still, setLearningRate: () => undefined, setPace: () => undefined },
  async (work) => void (await work()),
  () => undefined,
);

/** What was done with a run, in words, and the parts that did it. */
async function watching(run: Run) {
  const done: string[] = [];
  const faults: Fault[] = [];
  class Shown extends Lookout {
    override async show(shown: Run): Promise<void> {
      const { weights } = await shown.checkpoint();
      const isSound = [...weights.values()].every((values) => values.every(Number.isFinite));
      done.push(`shown with ${isSound ? 'sound' : 'broken'} weights`);
    }
  }
  const keeper = new Keeper(
    () => 0,
    () => undefined,
  );
  await keeper.begin(run);
  const device = new Device();
  const meters = new Meters(
    [],
    undefined,
    () => undefined,
    () => 0,
  );
  const soundness = new Soundness(
    keeper,
    device,
    new Shown(
      machine,
      meters,
      new Patience(
        () => undefined,
        () => 0,
      ),
      () => run,
    ),
    (fault) => {
      done.push('failed');
      faults.push(fault);
    },
  );
  return { soundness, keeper, device, done, faults };
}

/** Puts one number into a weight that the next step computes with. */
const spoil = (run: Run, value: number): void => run.restoreWeights(new Map([['out/bias', Float32Array.of(value)]]));

describe('the figures of recent steps', () => {
  test('let training go on where all is well', () =>
    withRun(example('xor'), async (run) => {
      const { soundness, done } = await watching(run);
      run.advance();
      expect(await soundness.settle(run)).toBe(true);
      expect(done).toEqual([]);
    }));

  test('end it where a loss is no number: the run is put back, shown as it is then, and the fault is told last', () =>
    withRun(example('xor'), async (run) => {
      const { soundness, keeper, done, faults } = await watching(run);
      run.advance();
      expect(await soundness.keep(run)).toBe(true);
      const sound = await run.checkpoint();
      run.advance();
      spoil(run, Number.NaN);
      run.advance();
      expect(await soundness.settle(run)).toBe(false);
      expect(done).toEqual(['shown with sound weights', 'failed']);
      expect(faults).toMatchObject([{ code: 'nonFinite', node: 'out', step: 2 }]);
      expect((await run.checkpoint()).weights).toEqual(sound.weights);
      expect(run.step).toBe(1);
      expect(keeper.latest?.step).toBe(1);
    }));

  test('end it where the device refuses something, and the weights are left alone', () =>
    withRun(example('xor'), async (run) => {
      const { soundness, device, done, faults } = await watching(run);
      run.advance();
      device.trouble = { kind: 'outOfMemory', message: 'Buffer too large' };
      expect(await soundness.settle(run)).toBe(false);
      expect(done).toEqual(['failed']);
      expect(faults).toMatchObject([{ code: 'outOfMemory' }]);
      expect(run.step).toBe(1);
    }));

  test('count for nothing where the device is at fault: what it computed then says nothing', () =>
    withRun(example('xor'), async (run) => {
      const { soundness, device, faults } = await watching(run);
      spoil(run, Number.NaN);
      run.advance();
      device.trouble = { kind: 'error', message: 'Buffer too large' };
      expect(await soundness.settle(run)).toBe(false);
      expect(faults).toMatchObject([{ code: 'outOfMemory' }]);
    }));

  test('are for nobody where the device is lost: that is thrown, for a new one to be asked for', () =>
    withRun(example('xor'), async (run) => {
      const { soundness, device, done } = await watching(run);
      device.trouble = { kind: 'lost', message: 'the device was lost' };
      await expect(soundness.settle(run)).rejects.toThrow('the device was lost');
      expect(done).toEqual([]);
    }));
});

describe('a copy of the weights', () => {
  test('is kept, as the best or beside the run where that is asked for', () =>
    withRun(example('xor'), async (run) => {
      const { soundness, keeper, done } = await watching(run);
      run.advance();
      await run.settle();
      expect(await soundness.keep(run, true, true)).toBe(true);
      expect(keeper.latest?.step).toBe(1);
      expect(keeper.bestWeights).toEqual(keeper.latest?.weights);
      expect(keeper.kept?.weights).toEqual(keeper.latest?.weights);
      expect(await soundness.keep(run)).toBe(true);
      expect(done).toEqual([]);
    }));

  test('that is not finite ends training at the step that made it', () =>
    withRun(example('xor'), async (run) => {
      const { soundness, keeper, done, faults } = await watching(run);
      const first = keeper.latest;
      run.advance();
      await run.settle();
      spoil(run, Number.POSITIVE_INFINITY);
      expect(await soundness.keep(run)).toBe(false);
      expect(done).toEqual(['shown with sound weights', 'failed']);
      expect(faults).toMatchObject([{ code: 'nonFinite', node: 'out', step: 0 }]);
      expect(keeper.latest).toBe(first);
      expect((await run.checkpoint()).weights).toEqual(first?.weights);
    }));
});

/** An example under another optimizer. */
function under(type: string, name = 'xor'): GraphDocument {
  const document = example(name);
  const nodes = document.nodes.map((node) => (node.id === 'opt' ? { ...node, type } : node));
  return withParams({ ...document, nodes }, { opt: { momentum: undefined } });
}

describe('what the optimizer remembers', () => {
  /** Puts one number into what is remembered for the only bias of `out`. */
  const spoilSlot = (run: Run, slot: string, value: number): void => {
    const found = run.slots.find(({ key }) => key === slot);
    if (found === undefined) throw new Error(`no slot ${slot}`);
    // The kernel and bias of d1 and the kernel of out stand before it, one behind the other.
    const values = found.variable.dataSync<'float32'>().map((old, i) => (i === 2 * 8 + 8 + 8 ? value : old));
    const tensor = tf.tensor(values, found.variable.shape);
    found.variable.assign(tensor);
    tensor.dispose();
  };

  test.each([
    ['RMSprop', 'velocity'],
    ['Adagrad', 'accumulator'],
    ['Adadelta', 'accumulated_grad'],
  ] as const)('by %s ends training where it is endless, though the weights stay numbers', (type, slot) =>
    withRun(under(type), async (run) => {
      const { soundness, done, faults } = await watching(run);
      run.advance();
      expect(await soundness.settle(run)).toBe(true);
      expect(await soundness.keep(run)).toBe(true);
      const sound = await run.checkpoint();
      spoilSlot(run, slot, Number.POSITIVE_INFINITY);
      run.advance();
      expect(await soundness.settle(run)).toBe(true);
      expect((await run.checkpoint()).weights.get('out/bias')).toEqual(sound.weights.get('out/bias'));
      expect(await soundness.keep(run)).toBe(false);
      expect(done).toEqual(['shown with sound weights', 'failed']);
      expect(faults).toMatchObject([{ code: 'nonFinite', node: 'out', step: 1 }]);
      expect(faults[0]?.message).toContain('what “opt” remembers of the gradients for “out/bias”');
      expect(await run.checkpoint()).toEqual(sound);
    }),
  );

  test.each(['cpu', 'wasm'] as const)('ends a training at its end at the latest, on %s', async (backend) => {
    const program = programOf(under('Adagrad'), { epochs: 2 });
    const slots = new Map([['accumulator', new Float32Array(33).fill(Number.POSITIVE_INFINITY)]]);
    const recorder = record(program, backend, { before: { step: 0, learningRate: 0.03, slots } });
    recorder.trainer.command({ type: 'start' });
    await recorder.trainer.settled();
    await recorder.trainer.dispose();
    expect(recorder.all('state').at(-1)?.state).toBe('failed');
    expect(recorder.last('fault').fault).toMatchObject({ code: 'nonFinite', node: 'd1' });
  });
});
