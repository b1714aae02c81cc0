/* Commands in any order, at any moment, against what must be true of the run once it rests. */
import { expect, test } from 'vitest';
import type { TrainerCommand } from '../../../src/protocol/commands.ts';
import { Machine } from '../../../src/runtime/training/machine.ts';
import type { Goal } from '../../../src/runtime/training/machine.ts';

const TYPES = ['start', 'stepBatch', 'stepEpoch', 'pause', 'stop', 'reset'] as const;
const STEPS: Readonly<Record<Goal, number>> = { batch: 1, epoch: 3, end: 9 };

/** Whole numbers below the given one, the same for each seed. */
function dice(seed: number) {
  let state = seed * 2654435761;
  return (below: number) => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return Math.floor((state / 4294967296) * below);
  };
}

/** A trainer whose weights are the steps that made them: each is how many resets had been asked for when it was taken. */
function trainer(roll: (below: number) => number, losses: number) {
  let [resets, left] = [0, losses];
  let weights: number[] = [];
  let kept: number[] | undefined = [];
  /** Takes a while, in which the device may be lost. */
  const pass = async () => {
    for (let i = roll(6); i > 0; i--) await Promise.resolve();
    if (left > 0 && roll(4) === 0) {
      left--;
      throw new Error('lost');
    }
  };
  const rest = async () => {
    kept = [...weights];
    machine.reached();
    await pass();
    machine.set('paused');
  };
  const tasks = {
    async train(goal: Goal, afresh: boolean) {
      if (afresh) await tasks.reset();
      await train(goal);
    },
    async stop() {
      kept = [...weights];
      await pass();
      machine.set('finished');
    },
    async reset() {
      weights = [];
      kept = undefined;
      await pass();
      kept = [];
      machine.set('idle');
      await pass();
    },
    setLearningRate: () => undefined,
    setPace: () => undefined,
  };
  const train = async (goal: Goal) => {
    machine.set('running');
    for (let step = 0; step < STEPS[goal]; step++) {
      const wish = machine.takeWish();
      if (wish !== undefined) return wish === 'pause' ? rest() : tasks[wish]();
      weights.push(resets);
      await pass();
    }
    await (goal === 'end' ? tasks.stop() : rest());
  };
  const supervise = async (work: () => Promise<unknown>): Promise<void> => {
    await Promise.resolve();
    try {
      await work();
    } catch {
      const { goal } = machine;
      const isAtEnd = machine.isAtEnd && kept !== undefined;
      machine.wishAgain();
      weights = [...(kept ?? [])];
      await supervise(async () => {
        machine.set('preparing');
        if (isAtEnd) machine.set('finished');
        else if (kept === undefined) machine.set('idle');
        else if (goal === undefined) machine.set('paused');
        await pass();
        if (goal !== undefined) await train(goal);
      });
    }
  };
  const machine: Machine = new Machine(tasks, supervise, () => undefined);
  return {
    machine,
    get weights() {
      return weights;
    },
    get resets() {
      return resets;
    },
    tell(type: (typeof TYPES)[number]) {
      if (type === 'reset') resets++;
      machine.command({ type } satisfies TrainerCommand);
    },
    look: () => void (machine.busy || machine.launch(pass)),
  };
}

test.each([
  ['on a device that stays', 0],
  ['on one that is lost meanwhile', 2],
] as const)('no command is lost %s', async (_where, losses) => {
  for (let seed = 1; seed <= 1500; seed++) {
    const roll = dice(seed);
    const made = trainer(roll, losses);
    const told: string[] = [];
    for (let i = 0; i < 7; i++) {
      const type = TYPES[roll(TYPES.length)] ?? 'start';
      told.push(type);
      made.tell(type);
      for (let wait = roll(24); wait > 0; wait--) await Promise.resolve();
      if (roll(2) === 0) made.look();
    }
    await made.machine.settled();
    const last = told.findLast((type) => type !== 'pause');
    const { state } = made.machine;
    const after = { seed, told, state, weights: made.weights };
    // Nothing of what was thrown away is left.
    expect({ ...after, weights: after.weights.filter((at) => at < made.resets) }).toEqual({ ...after, weights: [] });
    // A new device rests at the first weights where the old one was lost over measuring them.
    const untrained = losses > 0 && made.weights.length === 0 ? ['idle', 'paused'] : ['idle'];
    if (last === 'stop') expect([...untrained, 'finished'], JSON.stringify(after)).toContain(state);
    if (last === 'reset') expect(untrained, JSON.stringify(after)).toContain(state);
    if (last === 'reset') expect(after).toEqual({ ...after, weights: [] });
    if (told.at(-1)?.startsWith('st') === true && last !== 'stop') {
      expect(['paused', 'finished'], JSON.stringify(after)).toContain(state);
      expect(made.weights.length, JSON.stringify(after)).toBeGreaterThan(0);
    }
  }
});
