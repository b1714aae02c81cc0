import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { capture } from '../../../src/runtime/replay/capture.ts';
import type { Tier } from '../../../src/runtime/replay/recording.ts';
import { stepSpec } from '../../../src/runtime/training/step-spec.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { nodeHost } from '../../support/node-host.ts';
import { withTraining } from '../../support/recording.ts';
import { quickExamples } from '../../support/example-names.ts';

const EXAMPLES = new URL('../../../examples/', import.meta.url);
const files = quickExamples.map((name) => `${name}.json`);
const documentOf = (file: string) => JSON.parse(readFileSync(new URL(file, EXAMPLES), 'utf8')) as GraphDocument;

const STEPS = 60;

/** Weights and losses after some steps, replayed and by tfjs alone, on the same rows in the same order. */
async function bothWays(file: string, tier: Tier) {
  return withTraining(documentOf(file), async (training) => {
    const rows = Math.min(training.linked.program.batchSize, training.table.count);
    const spec = stepSpec(training, rows);
    const perEpoch = Math.floor(spec.rowCount / rows);
    const recording = await capture(spec, tier);
    recording.setOrder(Int32Array.from({ length: spec.rowCount }, (_x, i) => i));
    const replayed: number[] = [];
    const start = training.weights();
    for (let step = 0; step < STEPS; step++) {
      const figures = await recording.run(1, step, (step % perEpoch) * rows).figures;
      replayed.push(figures[0] ?? Number.NaN);
    }
    const replayedWeights = training.weights();
    recording.sync();
    training.setWeights(start);
    recording.sync();
    const eager: number[] = [];
    for (let step = 0; step < STEPS; step++) eager.push(training.eagerStep(spec, step, (step % perEpoch) * rows));
    const eagerWeights = training.weights();
    recording.dispose();
    spec.dispose();
    return { replayed, eager, replayedWeights, eagerWeights };
  });
}

describe('a recorded step on wasm', () => {
  beforeAll(async () => {
    await obtainBackend('wasm', nodeHost);
  });

  it.each(files)('gives the very bits of tfjs in the exact tier: %s', async (file) => {
    const before = tf.memory().numTensors;
    const { replayed, eager, replayedWeights, eagerWeights } = await bothWays(file, 'exact');
    expect(replayed).toEqual(eager);
    expect(replayedWeights).toEqual(eagerWeights);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(files)('stays within rounding of tfjs in the fast tier: %s', async (file) => {
    const { replayed, eager } = await bothWays(file, 'fast');
    expect(replayed[0]).toBeCloseTo(eager[0] ?? Number.NaN, 4);
    const largest = Math.max(...eager);
    replayed.forEach((loss, i) => expect(Math.abs(loss - (eager[i] ?? Number.NaN))).toBeLessThan(2e-3 * largest));
    expect(replayed.at(-1)).not.toBe(replayed[0]);
  });
});
