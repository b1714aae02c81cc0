/* Of how many dispatches a recorded step is on WebGPU, whatever net and optimizer: counted without a graphics card. */
import { beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../../../src/compiler/compile.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { link } from '../../../src/runtime/link.ts';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { RULES, under } from '../../bench/dispatch/optimizers.ts';
import { RECORDED_STEP } from '../../bench/targets.ts';
import { benchCatalog } from '../../bench/train/bench-data.ts';
import { documentOf } from '../../bench/train/program.ts';
import { tasks } from '../../bench/train/tasks.ts';
import type { Task } from '../../bench/train/task.ts';
import { nodeHost } from '../../support/node-host.ts';
import { unless } from '../../support/thorough.ts';
import { scheduled, SHUTTLE } from './scheduled.ts';

beforeAll(() => obtainBackend('wasm', nodeHost));

/** What the compiler says against it is part of a failure. */
async function dispatches(document: GraphDocument): Promise<number> {
  const { programs, diagnostics } = compile(document, benchCatalog);
  const [program] = programs;
  if (program === undefined) throw new Error(JSON.stringify(diagnostics));
  const { own } = await scheduled(document, link(program, benchCatalog));
  return own + SHUTTLE;
}

const dense = tasks.filter(({ stack }) => stack !== undefined);

test.each(dense.map((task): [string, Task] => [`${task.net} ${task.variant}`, task]))('%s', async (_name, task) => {
  const found = await dispatches(documentOf(task));
  expect(found).toBeGreaterThan(SHUTTLE);
  expect(found).toBeLessThanOrEqual(RECORDED_STEP.dispatches);
});

const SMALL = '2-16-16-2';

describe.each([SMALL, '784-128-64-10'])('%s with batch normalisation', (net) => {
  const task = dense.find((each) => each.net === net && each.variant === 'bn-relu-adam');

  // The larger net has a layer more, which each rule meets as it meets the others.
  test.each(RULES.map((rule): [string, typeof rule] => [rule.name, rule]))(
    'under %s',
    unless(net === SMALL),
    async (_name, rule) => {
      if (task === undefined) throw new Error(`The bench has no ${net}.`);
      expect(await dispatches(under(documentOf(task), rule))).toBeLessThanOrEqual(RECORDED_STEP.dispatches);
    },
  );
});
