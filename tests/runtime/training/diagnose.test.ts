import { expect, test } from 'vitest';
import { nonFiniteFault } from '../../../src/runtime/training/diagnose.ts';
import { example } from '../../support/programs.ts';
import { withRun } from '../../support/runs.ts';

const spoil = (key: string, value: number) =>
  withRun(example('two-spirals'), async (run) => {
    const weight = run.network.weights.find((each) => each.key === key);
    if (weight === undefined) throw new Error(`no weight ${key}`);
    run.network.assign(new Map([[key, new Float32Array(weight.variable.size).fill(value)]]));
    return nonFiniteFault(run, 41);
  });

test('names the layer whose weights are broken, not the ones behind it', async () => {
  const fault = await spoil('bn1/gamma', Number.NaN);
  expect(fault).toMatchObject({ code: 'nonFinite', node: 'bn1', step: 41 });
  expect(fault.message).toContain('step 42');
});

test('names the layer whose output overflows', async () => {
  expect((await spoil('out/kernel', 3e38)).node).toBe('out');
});

test('blames the loss where every layer is sound', async () => {
  const fault = await spoil('out/bias', 0);
  expect(fault.node).toBe('loss');
});
