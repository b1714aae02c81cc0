/* A graphics card that is lost in the middle of something, played by the processor. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TrainerState } from '../../../src/protocol/events.ts';
import { Keeper } from '../../../src/runtime/training/keeper.ts';
import { Recovery } from '../../../src/runtime/training/recovery.ts';
import { Run } from '../../../src/runtime/training/run.ts';
import { example, programOf } from '../../support/programs.ts';
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
