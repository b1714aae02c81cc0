/** Losses that ask more of the network's answers: class numbers, margins, and answers above zero. */
import { expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { applyCommand } from '../../../src/graph/commands/apply.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { example, programOf, withParams } from '../../support/programs.ts';
import { trainToEnd } from '../../support/training.ts';

const withLoss = (name: string, type: string, params: Record<string, unknown> = {}): GraphDocument => {
  const document = example(name);
  return {
    ...document,
    nodes: document.nodes.map((node) =>
      catalog.get(node.type)?.role === 'loss'
        ? { id: node.id, type, position: node.position, params: params as never }
        : node,
    ),
  };
};
const codes = (document: GraphDocument) =>
  compile(document, catalog)
    .diagnostics.filter(({ severity }) => severity !== 'hint')
    .map(({ code }) => code);

test('class numbers fill one column, and the network answers with one per class', async () => {
  const document = withLoss('skip-connection', 'SparseCategoricalCrossentropy');
  expect(codes(document)).toEqual([]);
  const program = programOf(document);
  expect(program.data).toMatchObject({ encoding: 'classes', width: 1 });
  expect(program.loss.fused?.activation).toBe('softmax');
  const sparse = (await trainToEnd({ ...program, epochs: 2 })).last('done').logs;
  const columns = (await trainToEnd(programOf(example('skip-connection'), { epochs: 2 }))).last('done').logs;
  for (const name of ['loss', 'accuracy', 'val_loss', 'val_accuracy'])
    expect(sparse[name], name).toBeCloseTo(columns[name] ?? Number.NaN, 4);
});

test('a network of the wrong width is told so for class numbers too', () => {
  const document = withLoss('skip-connection', 'SparseCategoricalCrossentropy');
  const output = document.edges.find(({ to }) => to.endsWith('.y_pred'))?.from.split('.')[0] ?? '';
  const wide = document.nodes.find(({ id, type }) => id === output && type === 'Dense')?.id;
  const last = wide ?? document.nodes.findLast(({ type }) => type === 'Dense')?.id ?? '';
  expect(codes(withParams(document, { [last]: { units: 7 } }))).toContain('output-width');
});

test('a hinge is made for classes, not for values', () => {
  expect(codes(withLoss('xor', 'Hinge'))).toEqual([]);
  expect(codes(withLoss('sine-regression', 'Hinge'))).toContain('loss-needs-classes');
  expect(codes(withLoss('sine-regression', 'Huber'))).toEqual([]);
});

test('a loss that takes logarithms wants answers above zero, and the fix gives it them', () => {
  const document = withLoss('sine-regression', 'Poisson');
  const [found] = compile(document, catalog).diagnostics.filter(({ code }) => code === 'positive-output');
  expect(found?.severity).toBe('warning');
  const fix = found?.fixes?.[0];
  if (fix === undefined) throw new Error('no fix');
  const mended = applyCommand(document, fix.command);
  expect(mended.ok && codes(mended.value.document)).toEqual([]);
});
