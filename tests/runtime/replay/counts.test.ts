/** How little is left of a step: counts that later work may lower but not raise. */
import { beforeAll, expect, it } from 'vitest';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { capture } from '../../../src/runtime/replay/capture.ts';
import type { Tier } from '../../../src/runtime/replay/recording.ts';
import { wasmHeap } from '../../../src/runtime/replay/wasm/heap.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { stepSpec } from '../../../src/runtime/training/step-spec.ts';
import { nodeHost } from '../../support/node-host.ts';
import { example } from '../../support/programs.ts';
import { withTraining } from '../../support/recording.ts';

beforeAll(async () => {
  await obtainBackend('wasm', nodeHost);
});

const statsOf = (document: GraphDocument, tier: Tier) =>
  withTraining(document, async (training) => {
    const spec = stepSpec(training, training.linked.program.batchSize);
    const recording = await capture(spec, tier);
    const { stats } = recording;
    recording.dispose();
    spec.dispose();
    return stats;
  });

/** Of one and of two hidden layers, each with batch normalisation, under Adam; of images, and of a sequence. */
const MOST = [
  { name: 'two-spirals', tier: 'fast', items: 23, kernels: 149 },
  { name: 'two-spirals', tier: 'exact', items: 83, kernels: 149 },
  { name: 'moons-batch-normalisation', tier: 'fast', items: 36, kernels: 244 },
  { name: 'moons-batch-normalisation', tier: 'exact', items: 128, kernels: 244 },
  { name: 'xor', tier: 'fast', items: 13, kernels: 73 },
  { name: 'digits-convolution', tier: 'fast', items: 26, kernels: 101 },
  { name: 'sine-lstm', tier: 'fast', items: 153, kernels: 1076 },
  { name: 'sine-lstm', tier: 'exact', items: 628, kernels: 1076 },
] as const;

it.each(MOST)('$name in the $tier tier', async ({ name, tier, items, kernels }) => {
  const stats = await statsOf(example(name), tier);
  expect(stats.tier).toBe(tier);
  expect(stats.items).toBeLessThanOrEqual(items);
  expect(stats.kernels).toBeLessThanOrEqual(kernels);
  expect(stats.items).toBeGreaterThan(0);
  expect(stats.kernels).toBeGreaterThanOrEqual(stats.items);
  expect(stats.bytes).toBeLessThanOrEqual(1.3 * stats.leastBytes);
});

/** Steps of the second half must find the memory as those of the first have left it. */
it('grows by nothing over 100,000 steps', async () => {
  await withTraining(example('xor'), async (training) => {
    const spec = stepSpec(training, training.linked.program.batchSize);
    const recording = await capture(spec, 'fast');
    recording.setOrder(Int32Array.from({ length: spec.rowCount }, (_x, i) => i));
    const steps = Math.min(recording.most, Math.floor(spec.rowCount / spec.rowsPerStep));
    const { wasm, dataIdMap } = wasmHeap(tf.backend());
    /** What tfjs and its heap hold; a block that is asked for and given back says where the free room begins. */
    const held = () => {
      const free = wasm._malloc(1 << 16);
      wasm._free(free);
      return { free, heap: wasm.HEAPU8.length, tensors: tf.memory(), numbers: (dataIdMap as DataIds).numDataIds() };
    };
    let before: ReturnType<typeof held> | undefined;
    for (let step = 0; step < 100_000; step += steps) {
      await recording.run(steps, step, 0).figures;
      if (step <= 50_000) before = held();
    }
    expect(held()).toEqual(before);
    recording.dispose();
    spec.dispose();
  });
});

type DataIds = ReturnType<typeof wasmHeap>['dataIdMap'] & { numDataIds(): number };
