/** A schedule that is wired into another one, from the graph to the rates of a run. */
import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import { horizonOf, rateAt } from '../../src/catalog/schedules/wired.ts';
import { compile } from '../../src/compiler/compile.ts';
import { scheduleInto } from '../../src/compiler/document-schedule.ts';
import { lowerRateFix } from '../../src/compiler/fixes/for-findings.ts';
import { printProgram } from '../../src/compiler/program/print-program.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { LearningRate } from '../../src/runtime/training/learning-rate.ts';
import { example, linkedOf, programOf } from '../support/programs.ts';

/** Two spirals follow a CosineDecay called `lr`; a Warmup is put between it and the optimizer. */
const spirals = example('two-spirals');
const wired = spirals.edges.find(({ to }) => to === 'opt.learning_rate');
const cosine = wired?.from.replace('.schedule', '') ?? '';
const warm = (extra: GraphDocument['edges'] = []): GraphDocument => ({
  ...spirals,
  nodes: [
    ...spirals.nodes,
    { id: 'warm', type: 'Warmup', position: [0, 0], params: { warmup_steps: 10, start_learning_rate: 0 } },
  ],
  edges: [
    ...spirals.edges.filter((edge) => edge !== wired),
    { from: `${cosine}.schedule`, to: 'warm.schedule' },
    { from: 'warm.schedule', to: 'opt.learning_rate' },
    ...extra,
  ],
});

describe('a schedule inside another', () => {
  test('is part of the program, of what Keras reads, and of the text', () => {
    const program = programOf(warm());
    expect(program.optimizer.schedule).toMatchObject({ node: 'warm', wraps: { node: cosine, type: 'CosineDecay' } });
    expect(program.optimizer.keras.config).toMatchObject({
      learning_rate: { class_name: 'Warmup', config: { schedule: { class_name: 'CosineDecay' } } },
    });
    expect(printProgram(program, catalog)).toMatch(/learning rate from .*Warmup.* around .*CosineDecay/);
  });

  test('gives the run its rates', () => {
    const linked = linkedOf(warm());
    const rate = new LearningRate(linked);
    const plain = new LearningRate(linkedOf(spirals));
    expect(rate.at(0)).toBe(0);
    expect(rate.at(5)).toBeCloseTo(plain.at(0) / 2, 12);
    expect(rate.at(10 + 33)).toBe(plain.at(33));
  });

  test('is told on both wires with the learning rate of its first step', () => {
    const { edges } = compile(warm(), catalog);
    expect(edges.get(`${cosine}.schedule->warm.schedule`)?.carries).toMatchObject({ into: 'warm', schedule: cosine });
    expect(edges.get('warm.schedule->opt.learning_rate')?.carries).toMatchObject({ into: 'opt', start: 0 });
  });

  test('is lowered where the height of the whole curve hangs on', () => {
    const fix = lowerRateFix(warm(), catalog, 'train');
    expect(fix?.command).toMatchObject({ node: cosine });
  });

  test('is found in a document with a circle of schedules, each once', () => {
    const circle = warm([{ from: 'warm.schedule', to: 'warm.schedule' }]);
    const found = scheduleInto({ ...circle, edges: circle.edges.toReversed() }, catalog, 'opt');
    expect(found?.node.id).toBe('warm');
    expect(found && Number.isFinite(rateAt(found, 3) + horizonOf(found))).toBe(true);
  });
});
