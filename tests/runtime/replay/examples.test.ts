import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { link } from '../../../src/runtime/link.ts';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { capture } from '../../../src/runtime/replay/capture.ts';
import type { Tier } from '../../../src/runtime/replay/recording.ts';
import { stepSpec } from '../../../src/runtime/training/step-spec.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { nodeHost } from '../../support/node-host.ts';
import { withTraining } from '../../support/recording.ts';
import { exampleNames, isLarge, isOnFirstWeights, quickExamples } from '../../support/example-names.ts';
import { THOROUGH, unless } from '../../support/thorough.ts';

const EXAMPLES = new URL('../../../examples/', import.meta.url);
const documentOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`${name}.json`, EXAMPLES), 'utf8')) as GraphDocument;

/** Of one graph, and of what varies it; in `npm test` all take the fewer. */
const MANY = 150;
const FEW = 20;
/** After so many steps there are no numbers any more: a recorded step keeps the last weights that were some. */
const LASTS: Readonly<Record<string, number>> = { 'effect-first-weights, large': 2 };
/** Rounding grows from step to step, faster than any tolerance in the end. */
const DRIFTING = 60;

/** Every program of every example, apart from those of which one step by tfjs takes seconds. */
const names = exampleNames.filter((name) => !isLarge(name) && !isOnFirstWeights(name));
const programs = names.flatMap((name) =>
  compile(documentOf(name), catalog).programs.map((program, i) => ({
    name,
    program,
    id: `${name}, ${program.id}`,
    varies: i > 0,
  })),
);

type Case = (typeof programs)[number] & { readonly steps: number };
const first = programs.filter(({ varies }) => !varies);

/** Weights and losses after some steps, replayed and by tfjs alone, on the same rows in the same order. */
async function bothWays({ name, program, steps }: Case, tier: Tier) {
  const look = async (training: Parameters<Parameters<typeof withTraining>[1]>[0]) => {
    const rows = Math.min(training.linked.program.batchSize, training.table.count);
    const spec = stepSpec(training, rows);
    const perEpoch = Math.floor(spec.rowCount / rows);
    const recording = await capture(spec, tier);
    recording.setOrder(Int32Array.from({ length: spec.rowCount }, (_x, i) => i));
    const replayed: number[] = [];
    const start = training.weights();
    for (let step = 0; step < steps; step++) {
      const figures = await recording.run(1, step, (step % perEpoch) * rows).figures;
      replayed.push(figures[0] ?? Number.NaN);
    }
    const replayedWeights = training.weights();
    recording.sync();
    training.setWeights(start);
    recording.sync();
    const eager: number[] = [];
    for (let step = 0; step < steps; step++) eager.push(training.eagerStep(spec, step, (step % perEpoch) * rows));
    const eagerWeights = training.weights();
    recording.dispose();
    spec.dispose();
    return { replayed, eager, replayedWeights, eagerWeights };
  };
  return withTraining(documentOf(name), look, link(program, catalog));
}

describe('a recorded step on wasm', () => {
  beforeAll(async () => {
    await obtainBackend('wasm', nodeHost);
  });

  for (const [options, cases, steps] of [
    [unless(true), programs, FEW],
    [THOROUGH, first, MANY],
  ] as const)
    it.each(cases)(`gives the very bits of tfjs in ${steps} steps of the exact tier: $id`, options, async (given) => {
      const before = tf.memory().numTensors;
      const lasts = Math.min(steps, LASTS[given.id] ?? steps);
      const { replayed, eager, replayedWeights, eagerWeights } = await bothWays({ ...given, steps: lasts }, 'exact');
      expect(replayed).toEqual(eager);
      expect(replayedWeights).toEqual(eagerWeights);
      expect(tf.memory().numTensors).toBe(before);
    });

  const quick = programs.filter(({ name }) => quickExamples.includes(name));
  for (const [options, steps] of [
    [unless(true), FEW],
    [THOROUGH, DRIFTING],
  ] as const)
    it.each(quick)(`stays within rounding of tfjs in ${steps} steps of the fast tier: $id`, options, async (given) => {
      const { replayed, eager } = await bothWays({ ...given, steps }, 'fast');
      expect(replayed[0]).toBeCloseTo(eager[0] ?? Number.NaN, 4);
      const largest = Math.max(...eager);
      replayed.forEach((loss, i) => expect(Math.abs(loss - (eager[i] ?? Number.NaN))).toBeLessThan(2e-3 * largest));
      expect(replayed.at(-1)).not.toBe(replayed[0]);
    });
});
