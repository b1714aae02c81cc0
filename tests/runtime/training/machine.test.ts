import { describe, expect, test } from 'vitest';
import type { TrainerState } from '../../../src/protocol/events.ts';
import { Machine } from '../../../src/runtime/training/machine.ts';

/** A machine whose tasks end when the test says so. */
function stand() {
  const asked: string[] = [];
  const states: TrainerState[] = [];
  let release: () => void = () => undefined;
  const until = () => new Promise<void>((resolve) => (release = resolve));
  const machine: Machine = new Machine(
    {
      async train(goal, afresh) {
        asked.push(`train ${goal}${afresh ? ' afresh' : ''}`);
        machine.set('running');
        await until();
      },
      async stop() {
        asked.push('stop');
        machine.set('finished');
      },
      async reset() {
        asked.push('reset');
        machine.set('idle');
      },
      setLearningRate: (value) => void asked.push(`rate ${value}`),
      setPace: (pace) => void asked.push(`pace ${JSON.stringify(pace)}`),
    },
    async (work) => void (await work()),
    (state) => void states.push(state),
  );
  return { machine, asked, states, end: () => release() };
}

/** Lets what is under way come to where it waits for the test. */
async function soon(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

describe('the machine', () => {
  test('a start while nothing goes on trains to the end', async () => {
    const { machine, asked, end } = stand();
    machine.command({ type: 'start' });
    expect(machine.busy).toBe(true);
    end();
    await machine.settled();
    expect(asked).toEqual(['train end']);
    expect(machine.busy).toBe(false);
  });

  test('wishes are taken once', () => {
    const { machine } = stand();
    machine.command({ type: 'start' });
    machine.command({ type: 'pause' });
    expect(machine.takeWish()).toBe('pause');
    expect(machine.takeWish()).toBeUndefined();
  });

  test('a start takes back a pause that was not yet seen, but no stop', () => {
    const { machine } = stand();
    machine.command({ type: 'start' });
    machine.command({ type: 'pause' });
    machine.command({ type: 'start' });
    expect(machine.takeWish()).toBeUndefined();
    machine.command({ type: 'stop' });
    machine.command({ type: 'pause' });
    machine.command({ type: 'start' });
    expect(machine.takeWish()).toBe('stop');
  });

  test('a start during another task waits its turn', async () => {
    const { machine, asked, end } = stand();
    machine.launch(async () => void asked.push('prepare'));
    machine.command({ type: 'stepBatch' });
    await new Promise((resolve) => queueMicrotask(() => resolve(undefined)));
    while (!asked.includes('train batch')) await Promise.resolve();
    end();
    await machine.settled();
    expect(asked).toEqual(['prepare', 'train batch']);
  });

  test('a start that waits for the first values shows as a preparation, and can be taken back', async () => {
    const { machine, asked, states, end } = stand();
    machine.launch(async () => {
      machine.set('preparing');
      machine.set('idle');
      await Promise.resolve();
      machine.command({ type: 'start' });
      machine.command({ type: 'pause' });
      machine.command({ type: 'start' });
      machine.set('idle');
    });
    while (!asked.includes('train end')) await Promise.resolve();
    expect(machine.takeWish()).toBeUndefined();
    end();
    await machine.settled();
    expect(states).toEqual(['preparing', 'idle', 'preparing', 'idle', 'preparing', 'idle', 'preparing', 'running']);
    expect(asked).toEqual(['train end']);
  });

  test.each([
    ['pause', []],
    ['stop', []],
    ['reset', ['reset']],
  ] as const)('a start that waits is taken back by %s', async (type, wanted) => {
    const { machine, asked } = stand();
    machine.launch(() => Promise.resolve());
    machine.command({ type: 'start' });
    machine.command({ type });
    await machine.settled();
    expect(asked).toEqual(wanted);
  });

  test.each(['stop', 'reset'] as const)('%s while a run that rests is measured is done after that', async (type) => {
    const { machine, asked } = stand();
    machine.set('paused');
    machine.launch(() => Promise.resolve());
    machine.command({ type });
    await machine.settled();
    expect(asked).toEqual([type]);
  });

  test('a start after that reset comes after it, and neither a stop nor a pause undoes the reset', async () => {
    const { machine, asked, states, end } = stand();
    machine.set('paused');
    machine.launch(() => Promise.resolve());
    machine.command({ type: 'reset' });
    machine.command({ type: 'stop' });
    machine.command({ type: 'pause' });
    machine.command({ type: 'start' });
    await soon();
    end();
    await machine.settled();
    expect(asked).toEqual(['reset', 'train end']);
    expect(states).toEqual(['paused', 'idle', 'preparing', 'running']);
  });

  test('a start while training does what it was told to waits for the end of that', async () => {
    const { machine, asked, end } = stand();
    machine.command({ type: 'stepBatch' });
    machine.command({ type: 'start' });
    machine.reached();
    machine.command({ type: 'stepEpoch' });
    end();
    await soon();
    end();
    await machine.settled();
    expect(asked).toEqual(['train batch', 'train epoch']);
  });

  test('a wish is open again where the task that obeyed it broke off, and a stronger one stays', () => {
    const { machine } = stand();
    machine.command({ type: 'start' });
    machine.command({ type: 'reset' });
    expect(machine.takeWish()).toBe('reset');
    machine.command({ type: 'stop' });
    machine.wishAgain();
    expect(machine.takeWish()).toBe('reset');
    machine.wishAgain();
    machine.wishAgain();
    expect([machine.takeWish(), machine.takeWish()]).toEqual(['reset', undefined]);
  });

  test.each(['finished', 'failed'] as const)('after %s it starts afresh', (state) => {
    const { machine, asked } = stand();
    machine.set(state);
    machine.command({ type: 'start' });
    expect(asked).toEqual(['train end afresh']);
  });

  test('commands that make no sense are ignored', () => {
    const { machine, asked } = stand();
    machine.command({ type: 'pause' });
    machine.command({ type: 'stop' });
    expect(asked).toEqual([]);
    expect(machine.takeWish()).toBeUndefined();
  });

  test('stop ends a paused run, reset works whenever nothing goes on', async () => {
    const { machine, asked } = stand();
    machine.set('paused');
    machine.command({ type: 'stop' });
    await machine.settled();
    machine.command({ type: 'reset' });
    await machine.settled();
    expect(asked).toEqual(['stop', 'reset']);
  });

  test('closing ends the task and starts nothing that was queued', async () => {
    const { machine, asked, end } = stand();
    machine.launch(() => Promise.resolve());
    machine.command({ type: 'start' });
    const closed = machine.close();
    end();
    await closed;
    expect(asked).toEqual([]);
    expect(machine.isClosed).toBe(true);
  });
});

test('a pace is passed on at once, in every state', () => {
  const { machine, asked } = stand();
  machine.command({ type: 'setPace', pace: 'full' });
  machine.command({ type: 'start' });
  machine.command({ type: 'setPace', pace: { unit: 'step', perSecond: 1 } });
  expect(asked).toEqual(['pace "full"', 'train end', 'pace {"unit":"step","perSecond":1}']);
});
