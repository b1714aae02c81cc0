/** The command line says what the rules find, at the first weights and in training. */
import { afterAll, expect, it } from 'vitest';
import { network, two, wide } from '../diagnosis/networks/network.ts';
import { edgewise, folder, lines } from './run.ts';

const files = folder();
afterAll(files.remove);

const sigmoid = files.file(
  'sigmoid.json',
  JSON.stringify(
    network({
      data: { name: 'moons' },
      hidden: wide(10, 8),
      activation: 'sigmoid',
      ...two,
      optimizer: ['SGD', { learning_rate: 0.1 }],
      epochs: 2,
    }),
  ),
);

it('probe prints a finding as a line with its rule, place, evidence and fix', async () => {
  const { code, out, err } = await edgewise('probe', sigmoid, '--backend', 'cpu', '--json');
  expect([code, err]).toEqual([0, '']);
  const found = lines({ code, out, err }).filter(({ type }) => type === 'finding');
  expect(found).toMatchObject([{ rule: 'vanishing-gradient', node: 'd1', wire: 'd1.outputs->d2.inputs' }]);
  expect(found[0]?.['evidence']).toMatch(/At the first weights the gradient at d1 is/);
  expect(found[0]?.['fix']).toBe('Use relu in d1 to d10');
});

it('train says it once, before the first epoch, and ends as ever', async () => {
  const said = lines(await edgewise('train', sigmoid, '--backend', 'cpu', '--json')).map(
    ({ type, rule }) => rule ?? type,
  );
  expect(said).toEqual(['vanishing-gradient', 'epoch', 'epoch', 'done']);
});

it('says it in words', async () => {
  const { out } = await edgewise('train', sigmoid, '--backend', 'cpu');
  expect(out).toMatch(
    /^warning {2}d1: At the first weights .* For example: use relu in d1 to d10\. {2}\[vanishing-gradient\]$/m,
  );
});

it('has nothing to say of a sound network', async () => {
  const { out } = await edgewise('probe', 'examples/xor.json', '--backend', 'cpu', '--json');
  expect(out).not.toContain('"finding"');
});
