/** A step's time on the card by the clock on the wall, many under way, and what a recorded one consists of. */
import type { GraphDocument } from '../../../src/graph/types.ts';
import type { Linked } from '../../../src/runtime/link.ts';
import { capture } from '../../../src/runtime/replay/capture.ts';
import type { Recording, StepSpec, Tier } from '../../../src/runtime/replay/recording.ts';
import { gpuBackend } from '../../../src/runtime/replay/webgpu/device.ts';
import { readAll } from '../../../src/runtime/read-all.ts';
import { stepSpec } from '../../../src/runtime/training/step-spec.ts';
import { stepByTfjs, withTraining } from '../../support/recording.ts';
import { timeBlocks } from '../train/clock.ts';
import { passTimes } from './pass-times.ts';
import type { DispatchTime } from './pass-times.ts';

export interface StepTimes {
  /** Microseconds. */
  readonly ours: number;
  readonly exact: number;
  readonly eager: number;
  readonly dispatches: readonly DispatchTime[];
}

const wall = async () => performance.now();

export function stepTimes(
  document: GraphDocument,
  linked: Linked,
  { milliseconds }: { readonly milliseconds: number },
): Promise<StepTimes> {
  return withTraining(
    document,
    async (training) => {
      const spec = stepSpec(training, Math.min(linked.program.batchSize, training.table.count));
      const start = await readAll(spec.variables);
      /** In a trained net sums cancel out, and tiers that add up in other orders are told apart: each begins anew. */
      const inTier = async <T>(tier: Tier, look: (recording: Recording, take: Take) => Promise<T>) => {
        training.setWeights(start);
        return recorded(spec, tier, look);
      };
      const time = (recording: Recording, take: Take) => timed(spec, recording, take, milliseconds);
      const ours = await inTier('fast', time);
      const dispatches = await inTier('fast', async (_recording, take) => {
        await take(1);
        return passTimes(gpuBackend().device, () => take(1));
      });
      const exact = await inTier('exact', time);
      training.setWeights(start);
      const eager = await byTfjs(spec, milliseconds);
      spec.dispose();
      return { ours, exact, eager, dispatches };
    },
    linked,
  );
}

type Take = (count: number) => Promise<unknown>;

async function recorded<T>(spec: StepSpec, tier: Tier, look: (recording: Recording, take: Take) => Promise<T>) {
  const recording = await capture(spec, tier);
  recording.setOrder(Int32Array.from({ length: spec.rowCount }, (_x, i) => i));
  try {
    return await look(recording, async (count) => recording.run(count, 0, 0).figures);
  } finally {
    recording.dispose();
  }
}

/** Goes that are under way at a time, as in training. */
const UNDER_WAY = 3;

async function timed(spec: StepSpec, recording: Recording, take: Take, milliseconds: number): Promise<number> {
  const perEpoch = Math.max(1, Math.floor(spec.rowCount / spec.rowsPerStep));
  return timeBlocks(
    async (steps) => {
      const under: Promise<unknown>[] = [];
      for (let left = steps; left > 0;) {
        const count = Math.min(left, recording.most, perEpoch);
        under.push(take(count));
        if (under.length >= UNDER_WAY) await under.shift();
        left -= count;
      }
      await Promise.all(under);
    },
    milliseconds,
    wall,
  );
}

const byTfjs = (spec: StepSpec, milliseconds: number): Promise<number> =>
  timeBlocks(
    async (steps) => {
      for (let i = 0; i < steps; i++) {
        const figures = stepByTfjs(spec, 0, 0);
        await figures.data();
        figures.dispose();
      }
    },
    milliseconds,
    wall,
  );
