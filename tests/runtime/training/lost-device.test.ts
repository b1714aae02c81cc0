/* A graphics card that is lost in the middle of something, played by the processor. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TrainerState } from '../../../src/protocol/events.ts';
import { Keeper } from '../../../src/runtime/training/keeper.ts';
import { Meters } from '../../../src/runtime/training/meters.ts';
import { Recovery } from '../../../src/runtime/training/recovery.ts';
import { Run } from '../../../src/runtime/training/run.ts';
import { example, programOf, withParams } from '../../support/programs.ts';
import { lookingAt, record } from '../../support/training.ts';
import type { Recorder } from '../../support/training.ts';

let recorder: Recorder | undefined;
let isLost = false;

beforeEach(() => {
  isLost = false;
  vi.spyOn(Recovery.prototype, 'take').mockImplementation(() =>
    isLost ? { kind: 'lost', message: 'it was unplugged' } : undefined,
  );
  vi.spyOn(Recovery.prototype, 'giveUpDevice').mockImplementation(() => void (isLost = false));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await recorder?.trainer.dispose();
});

const states = ({ all }: Recorder): TrainerState[] => all('state').map(({ state }) => state);
const started = (epochs = 4): Recorder =>
  record(programOf(example('xor'), { epochs }), 'cpu', { listener: lookingAt({}) });

const breakOff = () => {
  isLost = true;
  return Promise.reject(new Error('lost'));
};

/** The next call of this breaks off because the device is gone. */
const loseOver = (what: 'checkpoint' | 'test') =>
  what === 'test'
    ? vi.spyOn(Run.prototype, 'test').mockImplementationOnce(breakOff)
    : vi.spyOn(Run.prototype, 'checkpoint').mockImplementationOnce(breakOff);

test.each([
  ['stepBatch', { step: 2, epoch: 0 }],
  ['stepEpoch', { step: 13, epoch: 1 }],
] as const)('a %s over which it is lost goes as far as it was to go', async (type, place) => {
  recorder = started();
  const { trainer } = recorder;
  trainer.command({ type: 'stepBatch' });
  await trainer.settled();
  isLost = true;
  trainer.command({ type });
  await trainer.settled();
  expect(recorder.all('log').map(({ message }) => message)).toEqual([
    'The graphics card was lost (it was unplugged). Starting again from the last checkpoint.',
  ]);
  expect(trainer.current).toMatchObject(place);
  expect(states(recorder).at(-1)).toBe('paused');
});

test('a training over whose end it is lost is finished from there, without an epoch more', async () => {
  recorder = started();
  const { trainer } = recorder;
  // A copy is taken at the end of each epoch.
  vi.spyOn(Keeper.prototype, 'due', 'get').mockReturnValue(true);
  loseOver('test');
  trainer.command({ type: 'start' });
  await trainer.settled();
  expect(recorder.last('prepared').resumed).toMatchObject({ step: 52, epoch: 4 });
  expect(recorder.last('done')).toMatchObject({ reason: 'epochs', epochs: 4, steps: 52 });
  expect(recorder.last('done').logs).toEqual(recorder.last('epoch').logs);
});

const patient = { stop: { monitor: 'loss', patience: 2, restore_best_weights: true } };

test.each([
  ['at its end', () => programOf(example('xor'), { epochs: 4 })],
  ['with averaged weights', () => programOf(withParams(example('xor'), { opt: { use_ema: true } }), { epochs: 4 })],
  ['with the weights of its best epoch', () => programOf(withParams(example('two-spirals'), patient), { epochs: 8 })],
  ['by hand', () => programOf(example('xor'), { epochs: 400 })],
] as const)(
  'a training that ended %s is finished again where it is lost over figures at rest',
  async (how, program) => {
    recorder = record(program(), 'cpu', { listener: lookingAt({}) });
    const { trainer, all, last } = recorder;
    trainer.command({ type: 'start' });
    if (how === 'by hand') {
      while (all('epoch').length === 0) await new Promise((resolve) => setImmediate(resolve));
      trainer.command({ type: 'stop' });
    }
    await trainer.settled();
    const [done, before] = [last('done'), await trainer.snapshot()];
    vi.spyOn(Meters.prototype, 'measureAll').mockImplementationOnce(breakOff);
    trainer.look(['wires']);
    await trainer.settled();
    expect(states(recorder).slice(-2)).toEqual(['preparing', 'finished']);
    expect(last('prepared').resumed).toMatchObject({ step: done.steps });
    expect(all('done')).toEqual([done, done]);
    expect(await trainer.snapshot()).toEqual(before);
    // And the next start begins anew.
    trainer.command({ type: 'stepBatch' });
    await trainer.settled();
    expect(trainer.current).toMatchObject({ step: 1, epoch: 0 });
  },
);

test('a start that was to begin anew does so where it is lost meanwhile', async () => {
  recorder = started();
  const { trainer, all, last } = recorder;
  trainer.command({ type: 'start' });
  await trainer.settled();
  loseOver('checkpoint');
  trainer.command({ type: 'start' });
  await trainer.settled();
  expect(last('prepared').resumed).toBeUndefined();
  expect(all('epoch').map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 1, 2, 3, 4]);
  // Whoever draws the figures begins anew with them.
  expect(states(recorder).slice(-4)).toEqual(['preparing', 'idle', 'running', 'finished']);
});

test.each([
  ['pause', 'paused'],
  ['stop', 'finished'],
  ['reset', 'idle'],
] as const)('a %s over which it is lost is obeyed nevertheless', async (type, state) => {
  recorder = started(400);
  const { trainer, all } = recorder;
  trainer.command({ type: 'start' });
  while (all('epoch').length === 0) await new Promise((resolve) => setImmediate(resolve));
  loseOver(type === 'stop' ? 'test' : 'checkpoint');
  trainer.command({ type });
  await trainer.settled();
  expect(states(recorder).at(-1)).toBe(state);
  expect(recorder.all('log')).toHaveLength(1);
  expect(all('epoch').at(-1)?.epoch).toBeLessThan(400);
});
