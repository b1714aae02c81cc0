/** What a step costs the processor on WebGPU, in each tier and by tfjs alone, where the device itself does nothing. */
import type { GraphDocument } from '../../../src/graph/types.ts';
import type { Linked } from '../../../src/runtime/link.ts';
import { capture } from '../../../src/runtime/replay/capture.ts';
import type { StepSpec, Tier } from '../../../src/runtime/replay/recording.ts';
import { stepSpec } from '../../../src/runtime/training/step-spec.ts';
import { stepByTfjs, withTraining } from '../../support/recording.ts';
import { processTime } from '../measure.ts';
import { timeBlocks } from '../train/clock.ts';

export interface Cost {
  /** Microseconds of processor time per step, each given to the device by itself. */
  readonly us: number;
  /** The same where as many steps are given at once as a recording takes. */
  readonly inOneGo?: number;
  readonly dispatches: number;
}

/** The columns of the report: `ours` is the fast tier. */
export type Costs = Readonly<Record<'ours' | 'exact' | 'eager', Cost>>;

export function costsOf(
  document: GraphDocument,
  linked: Linked,
  { milliseconds }: { readonly milliseconds: number },
): Promise<Costs> {
  return withTraining(
    document,
    async (training) => {
      const spec = stepSpec(training, linked.program.batchSize);
      const ours = await recorded(spec, 'fast', milliseconds);
      const exact = await recorded(spec, 'exact', milliseconds);
      const eager = await byTfjs(spec, milliseconds);
      spec.dispose();
      return { ours, exact, eager };
    },
    linked,
  );
}

/** Of a recorded step alone. */
export const recordedCost = (
  document: GraphDocument,
  linked: Linked,
  { milliseconds }: { readonly milliseconds: number },
): Promise<Cost> =>
  withTraining(
    document,
    async (training) => {
      const spec = stepSpec(training, linked.program.batchSize);
      const cost = await recorded(spec, 'fast', milliseconds);
      spec.dispose();
      return cost;
    },
    linked,
  );

async function recorded(spec: StepSpec, tier: Tier, milliseconds: number): Promise<Cost> {
  const recording = await capture(spec, tier);
  recording.setOrder(Int32Array.from({ length: spec.rowCount }, (_x, i) => i));
  const take = async (count: number) => recording.run(count, 0, 0).figures;
  const dispatches = await dispatchesOf(() => take(1));
  // Figures are waited for seldom: in Node waiting for a device means asking it over and over.
  const blocks = (at: number) => async (steps: number) => {
    for (let i = 0; i < steps; i += at * UNDER_WAY) {
      const figures = Array.from({ length: UNDER_WAY }, () => take(at));
      await Promise.all(figures);
    }
  };
  const us = await timeBlocks((steps) => blocks(1)(steps * UNDER_WAY), milliseconds, processTime);
  const together = Math.min(AT_ONCE, Math.floor(spec.rowCount / spec.rowsPerStep));
  const inOneGo = await timeBlocks(
    (steps) => blocks(together)(steps * together * UNDER_WAY),
    milliseconds,
    processTime,
  );
  recording.dispose();
  return { us: us / UNDER_WAY, inOneGo: inOneGo / together / UNDER_WAY, dispatches };
}

/** Steps given to the device together, and goes that are under way at a time. */
const AT_ONCE = 16;
const UNDER_WAY = 16;

async function byTfjs(spec: StepSpec, milliseconds: number): Promise<Cost> {
  const step = () => stepByTfjs(spec, 0, 0);
  /** Reading one number hands everything before it to the device. */
  const settle = async (figures: ReturnType<typeof step>) => {
    await figures.data();
    figures.dispose();
  };
  const dispatches = await dispatchesOf(() => settle(step()));
  const us = await timeBlocks(
    async (steps) => {
      for (let i = 0; i < steps; i++) await settle(step());
    },
    milliseconds,
    processTime,
  );
  return { us, dispatches };
}

/** What the device is told while `work` runs. */
async function dispatchesOf(work: () => Promise<unknown>): Promise<number> {
  const { dispatchWorkgroups } = GPUComputePassEncoder.prototype;
  let count = 0;
  GPUComputePassEncoder.prototype.dispatchWorkgroups = function counted(...groups) {
    count++;
    return dispatchWorkgroups.apply(this, groups);
  };
  try {
    await work();
  } finally {
    GPUComputePassEncoder.prototype.dispatchWorkgroups = dispatchWorkgroups;
  }
  return count;
}
