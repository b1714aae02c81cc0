import { expect, test } from 'vitest';
import { initialWeights } from '../../../src/runtime/model/initial-weights.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { link } from '../../../src/runtime/link.ts';
import { recurrentNet, stubCatalog } from '../../support/named-tensors.ts';
import { withParams } from '../../support/programs.ts';

test('the forget gate of LSTM starts at 1, the other biases as the initializer says', () => {
  const document = {
    ...recurrentNet,
    nodes: [
      ...recurrentNet.nodes.map((node) => (node.id === 'second' ? { ...node, type: 'LSTM' } : node)),
      { id: 'start', type: 'Constant', position: [0, 0] as [number, number], params: { value: 0.25 } },
    ],
    edges: [
      ...recurrentNet.edges.filter(({ to }) => to !== 'second.initial_state'),
      { from: 'start.initializer', to: 'second.bias_initializer' },
    ],
  };
  const bias = (unit_forget_bias: boolean) => {
    const { programs, diagnostics } = compile(
      withParams(document, { second: { units: 5, unit_forget_bias } }),
      stubCatalog,
    );
    const [program] = programs;
    if (program === undefined) throw new Error(JSON.stringify(diagnostics));
    return [...(initialWeights(link(program, stubCatalog)).get('second/bias') ?? [])];
  };
  const start = Array<number>(5).fill(0.25);
  expect(bias(true)).toEqual([...start, ...Array<number>(5).fill(1), ...start, ...start]);
  expect(bias(false)).toEqual([...start, ...start, ...start, ...start]);
});
