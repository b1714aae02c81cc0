/** The working of one value comes to what the network has computed. */
import { expect, test } from 'vitest';
import { worked } from '../../../src/runtime/instruments/worked.ts';
import { preparedRun, readOnce } from '../../support/prepared.ts';

test.each([
  ['two-spirals', ['d1', 'bn1', 'relu1', 'out', 'prob', 'loss']],
  ['skip-connection', ['join', 'loss']],
  ['digits-convolution', ['conv1', 'conv2', 'pool', 'out', 'prob', 'loss']],
  ['sine-regression', ['loss']],
  ['sine-lstm', ['lstm']],
])('on %s', async (name, nodes) => {
  const run = await preparedRun(name);
  const known = new Set([...run.linked.layers.map(({ plan }) => plan.node), run.linked.program.loss.node]);
  for (const node of nodes.filter((id) => known.has(id)))
    for (const place of [0, 1]) {
      const reading = await readOnce(worked, run, { node, place });
      expect(reading?.steps.length, node).toBeGreaterThan(0);
      expect(reading?.steps.at(-1)?.value, node).toBeCloseTo(reading?.value ?? Number.NaN, 4);
    }
});

test('where there is no short form, the example still says what goes in and comes out', async () => {
  const run = await preparedRun('sine-lstm', { lstm: { activation: 'log_softmax' } });
  const reading = await readOnce(worked, run, { node: 'lstm', place: 1 });
  expect(reading).toMatchObject({ steps: [], place: 1 });
  expect(reading?.input.std).toBeGreaterThan(0);
  expect(await readOnce(worked, run, { node: 'nowhere', place: 0 })).toBeUndefined();
});
