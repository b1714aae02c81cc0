import { expect, test } from 'vitest';
import type { Checkpoint } from '../../../src/protocol/checkpoint.ts';
import { Keeper } from '../../../src/runtime/training/keeper.ts';
import { example } from '../../support/programs.ts';
import { withRun } from '../../support/runs.ts';

async function epoch(run: Parameters<Keeper['keep']>[0]) {
  while (!run.epochComplete) run.advance();
  await run.settle();
  await run.endEpoch();
}

test('keeps the last finite copy and goes back to it', () =>
  withRun(example('xor'), async (run) => {
    const told: Checkpoint[] = [];
    const keeper = new Keeper(
      () => 0,
      (checkpoint) => told.push(checkpoint),
    );
    await keeper.begin(run);
    await epoch(run);
    expect(await keeper.keep(run, false)).toBe(true);
    const good = await run.checkpoint();
    run.restoreWeights(new Map([['out/bias', Float32Array.of(Number.POSITIVE_INFINITY)]]));
    expect(await keeper.keep(run, false)).toBe(false);
    expect(told).toHaveLength(1);
    await keeper.mend(run);
    expect((await run.checkpoint()).weights).toEqual(good.weights);
    expect(run).toMatchObject({ step: good.step, epoch: 1 });
  }));

test('mending leaves sound weights alone', () =>
  withRun(example('xor'), async (run) => {
    const keeper = new Keeper(
      () => 0,
      () => undefined,
    );
    await keeper.begin(run);
    run.advance();
    await run.settle();
    const now = await run.checkpoint();
    await keeper.mend(run);
    expect((await run.checkpoint()).weights).toEqual(now.weights);
  }));

test('the best weights stay the best, and travel with later checkpoints', () =>
  withRun(example('xor'), async (run) => {
    const keeper = new Keeper(
      () => 0,
      () => undefined,
    );
    await keeper.begin(run);
    await epoch(run);
    await keeper.keep(run, true);
    const best = (await run.checkpoint()).weights;
    await epoch(run);
    await keeper.keep(run, false);
    expect(keeper.bestWeights).toEqual(best);
    expect(keeper.latest?.best).toMatchObject({ epoch: 0 });
    expect(keeper.latest?.weights).not.toEqual(best);

    // A keeper that begins from such a checkpoint knows them.
    const next = new Keeper(
      () => 0,
      () => undefined,
    );
    await next.begin(run, keeper.latest);
    expect(next.bestWeights).toEqual(best);
  }));
