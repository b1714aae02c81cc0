/** What can be seen before the first step. */
import { describe, expect, test } from 'vitest';
import { applyCommand } from '../../src/graph/commands/apply.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { network, two, value, wide } from './networks/network.ts';
import type { Recipe } from './networks/network.ts';
import { watch } from './watch.ts';

const moons = { data: { name: 'moons' }, ...two, optimizer: ['SGD', { learning_rate: 0.1 }], epochs: 5 } as const;
const deep = (recipe: Partial<Recipe>) => network({ ...moons, hidden: wide(10, 16), ...recipe });
const normal = (stddev: number) => ['RandomNormal', { stddev }] as const;
const atFirst = async (document: GraphDocument) => (await watch(document, { epochs: 0 })).atFirst;

describe('ten layers', () => {
  test('of sigmoid: the gradient is a millionth at the first', async () => {
    const [finding, ...others] = await atFirst(deep({ activation: 'sigmoid' }));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'vanishing-gradient',
      severity: 'warning',
      node: 'd1',
      wire: 'd1.outputs->d2.inputs',
    });
    expect(finding?.evidence).toMatch(
      /^At the first weights the gradient at d1 is \d\.\de−[6-9].*shrinks [3-9]\.\d+ times/,
    );
  });

  test.each([
    ['tanh', normal(0.01), 'silent'],
    ['relu', normal(0.01), 'silent'],
    ['tanh', normal(1), 'saturated'],
    ['tanh', ['Zeros'], 'zero-init'],
    ['relu', ['Zeros'], 'zero-init'],
    ['tanh', ['Constant', { value: 0.1 }], 'symmetric-init'],
  ] as const)('of %s from %j: %s, and after its fix nothing', async (activation, kernel, rule) => {
    const lastKernel = kernel[0] === 'RandomNormal' ? undefined : kernel;
    const document = deep({ activation, kernel, ...(lastKernel && { lastKernel }) });
    const found = await atFirst(document);
    expect(found.map((each) => each.rule)).toEqual([rule]);
    const [fix] = found[0]?.fixes ?? [];
    if (fix === undefined) throw new Error('no fix was offered');
    const mended = applyCommand(document, fix.command);
    if (!mended.ok) throw new Error(mended.error.message);
    expect(await atFirst(mended.value.document)).toEqual([]);
  });

  test.each([
    ['relu', 'HeNormal'],
    ['tanh', 'GlorotNormal'],
    ['selu', 'LecunNormal'],
  ])('of %s from %s: nothing to say', async (activation, type) => {
    expect(await atFirst(deep({ activation, kernel: [type] }))).toEqual([]);
  });
});

test('units that answer zero to everything', async () => {
  const found = await atFirst(network({ ...moons, hidden: [8], bias: ['Constant', { value: -10 }] }));
  expect(found).toMatchObject([{ rule: 'dead-relu', node: 'd1', severity: 'warning' }]);
  expect(found[0]?.evidence).toContain('All 8 units of d1 answer zero to every example');
});

test('units that answer zero to everything: another start of the bias, another activation or a lower rate', async () => {
  const document = network({ ...moons, hidden: [8], bias: ['Constant', { value: -10 }] });
  const [finding] = await atFirst(document);
  expect(finding?.fixes.map(({ label }) => label)).toEqual([
    'Start the bias of d1 with Zeros',
    'Set activation of d1 to leaky_relu',
    'Lower learning_rate of opt to 0.01',
  ]);
  for (const { command } of finding?.fixes.slice(0, 2) ?? []) {
    const mended = applyCommand(document, command);
    if (!mended.ok) throw new Error(mended.error.message);
    const left = await atFirst(mended.value.document);
    expect(left.map(({ rule }) => rule)).not.toContain('dead-relu');
  }
});

test('a last layer that starts at zero is a good start', async () => {
  expect(await atFirst(network({ ...moons, hidden: [8], lastKernel: ['Zeros'] }))).toEqual([]);
  expect(await atFirst(network({ ...moons, ...value, data: { name: 'sine' }, hidden: [8, 8] }))).toEqual([]);
});
