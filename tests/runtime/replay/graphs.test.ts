/**
 * Forty graphs that chance has put together, each trained for 150 steps by replay and by tfjs; every fourth stays in
 * `npm test`.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { capture } from '../../../src/runtime/replay/capture.ts';
import type { Tier } from '../../../src/runtime/replay/recording.ts';
import { stepSpec } from '../../../src/runtime/training/step-spec.ts';
import { nodeHost } from '../../support/node-host.ts';
import { withTraining } from '../../support/recording.ts';
import { parted } from '../../support/thorough.ts';
import { graphNumber } from './random-graphs.ts';

const GRAPHS = 40;
const STEPS = 150;

interface Trained {
  readonly losses: readonly number[];
  readonly weights: readonly Float32Array[];
}

/** Training by tfjs and in each tier; throws the reason where it is not recorded, which is for no graph here. */
async function trained(document: GraphDocument) {
  return withTraining(document, async (training) => {
    const rows = training.linked.program.batchSize;
    const spec = stepSpec(training, rows);
    const perEpoch = Math.floor(spec.rowCount / rows);
    const start = training.weights();
    const replayed = async (tier: Tier): Promise<Trained> => {
      training.setWeights(start);
      const recording = await capture(spec, tier);
      recording.setOrder(Int32Array.from({ length: spec.rowCount }, (_x, i) => i));
      const losses: number[] = [];
      for (let step = 0; step < STEPS;) {
        const at = step % perEpoch;
        const count = Math.min(perEpoch - at, STEPS - step, recording.most);
        const figures = await recording.run(count, step, at * rows).figures;
        const each = figures.length / count;
        for (let i = 0; i < count; i++) losses.push(figures[i * each] ?? Number.NaN);
        step += count;
      }
      const weights = training.weights();
      recording.sync();
      recording.dispose();
      return { losses, weights };
    };
    const exact = await replayed('exact');
    const fast = await replayed('fast');
    training.setWeights(start);
    const losses = Array.from({ length: STEPS }, (_x, step) =>
      training.eagerStep(spec, step, (step % perEpoch) * rows),
    );
    const eager: Trained = { losses, weights: training.weights() };
    spec.dispose();
    return { exact, fast, eager };
  });
}

describe('graphs by chance', () => {
  beforeAll(async () => {
    await obtainBackend('wasm', nodeHost);
  });

  const documents = Array.from({ length: GRAPHS }, (_x, n) => graphNumber(n));
  const check = async (name: string, document: GraphDocument) => {
    const { exact, fast, eager } = await trained(document);
    expect(exact.losses).toEqual(eager.losses);
    expect(exact.weights).toEqual(eager.weights);
    const largest = Math.max(...eager.losses.map(Math.abs));
    const drift = Math.max(...fast.losses.map((loss, i) => Math.abs(loss - (eager.losses[i] ?? Number.NaN))));
    // Lion goes by the sign of a number alone, which rounding may turn round.
    expect(drift / largest).toBeLessThan(name.endsWith('Lion') ? 2e-2 : 2e-3);
    expect(new Set(eager.losses).size).toBeGreaterThan(STEPS / 2);
  };
  const named = documents.map((document) => [document.name, document] as const);
  for (const [options, some] of parted(named, (_, n) => n % 4 === 0)) it.each(some)('%s', options, check);
});
