/** Units that are dead: what is said to be the cause, and which ways out are offered first. */
import { expect, test } from 'vitest';
import type { Finding } from '../../src/diagnosis/index.ts';
import { applyCommand } from '../../src/graph/commands/apply.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { network, several, two } from './networks/network.ts';
import type { Recipe } from './networks/network.ts';
import { watch } from './watch.ts';

const moons = { data: { name: 'moons', noise: 0.1 }, ...two, hidden: [16] } as const;
const sgd = (learning_rate: number) => ['SGD', { learning_rate }] as const;
/** Its biases keep every unit below zero. */
const low = (recipe: Partial<Recipe> = {}) =>
  network({ ...moons, optimizer: sgd(0.1), epochs: 3, bias: ['Constant', { value: -10 }], ...recipe });

const deadIn = (findings: readonly Finding[]) => findings.find(({ rule }) => rule === 'dead-relu');
const labels = (finding: Finding | undefined) => finding?.fixes.map(({ label }) => label);

const ALL_THREE = [
  'Start the bias of d1 with Zeros',
  'Set activation of d1 to leaky_relu',
  'Lower learning_rate of opt to 0.01',
];

test('biases that start far below zero are the cause, before training and behind it', async () => {
  const { atFirst, inTheEnd } = await watch(low());
  for (const findings of [atFirst, inTheEnd]) {
    expect(labels(deadIn(findings))).toEqual(ALL_THREE);
    expect(deadIn(findings)?.evidence).toContain('All 16 units of d1 answer zero to every example');
    expect(deadIn(findings)?.advice).toMatch(/^The biases start below zero and keep the units there/);
  }
});

test('units that died in training: the rate comes first, and the biases can start a little higher', async () => {
  const document = network({ ...moons, optimizer: sgd(8), epochs: 20 });
  const { atFirst, inTheEnd } = await watch(document);
  expect(deadIn(atFirst)).toBeUndefined();
  const finding = deadIn(inTheEnd);
  expect(labels(finding)).toEqual([
    'Lower learning_rate of opt to 0.8',
    'Set activation of d1 to leaky_relu',
    'Start the bias of d1 at 0.1',
  ]);
  expect(finding?.advice).toMatch(/^They answered at the first weights/);
  expect(biasStart(document, finding, 2)).toBe(0.1);
});

test('the bias of the layer before an activation that stands alone', async () => {
  const chained = low();
  const document: GraphDocument = {
    ...chained,
    nodes: [
      ...chained.nodes.map((node) => (node.id === 'd1' ? { ...node, params: { units: 16 } } : node)),
      { id: 'relu', type: 'ReLU', position: [0, 400] },
    ],
    edges: [
      ...chained.edges.filter(({ from }) => from !== 'd1.outputs'),
      { from: 'd1.outputs', to: 'relu.inputs' },
      { from: 'relu.outputs', to: 'out.inputs' },
    ],
  };
  const { atFirst } = await watch(document, { epochs: 0 });
  expect(labels(deadIn(atFirst))).toEqual([
    'Start the bias of d1 with Zeros',
    'Make relu a LeakyReLU',
    'Lower learning_rate of opt to 0.01',
  ]);
});

/** Weights that only ever subtract from what is never negative. */
const negative = {
  data: { name: 'digits' },
  ...several(10),
  kernel: ['RandomUniform', { minval: -1, maxval: -0.5 }],
} as const;

test('nothing is offered that changes nothing: no start for a bias that is not there', async () => {
  const { atFirst } = await watch(network({ ...moons, ...negative, optimizer: sgd(0.1), epochs: 1, useBias: false }), {
    epochs: 0,
  });
  expect(labels(deadIn(atFirst))).toEqual(ALL_THREE.slice(1));
});

/** Where the bias of d1 starts, when this fix has been applied. */
function biasStart(document: GraphDocument, finding: Finding | undefined, fix: number): unknown {
  const command = finding?.fixes[fix]?.command;
  const mended = command && applyCommand(document, command);
  if (mended?.ok !== true) throw new Error('the fix cannot be applied');
  const { nodes, edges } = mended.value.document;
  const source = edges.find(({ to }) => to === 'd1.bias_initializer')?.from.split('.')[0];
  return nodes.find(({ id }) => id === source)?.params?.['value'];
}
