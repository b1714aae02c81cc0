/** Metrics that are wired: what the program holds of them, and which targets they refuse. */
import { expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { printProgram } from '../../../src/compiler/program/print-program.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import type { JsonObject } from '../../../src/base/json.ts';
import { applyCommand } from '../../../src/graph/commands/apply.ts';
import { example, programOf } from '../../support/programs.ts';

const measured = (name: string, type: string, params: JsonObject = {}): GraphDocument => {
  const document = example(name);
  const train = document.nodes.find((node) => node.type === 'Train')?.id ?? '';
  return {
    ...document,
    nodes: [...document.nodes, { id: 'extra', type, position: [0, 0], params }],
    edges: [...document.edges, { from: 'extra.metric', to: `${train}.metrics` }],
  };
};
const found = (document: GraphDocument) =>
  compile(document, catalog).diagnostics.filter(({ code }) => code === 'metric-targets');

test('a metric that fits is part of the program, for Keras and as text', () => {
  const program = programOf(measured('xor', 'Precision', { thresholds: 0.7 }));
  expect(program.metrics).toMatchObject([
    { node: 'extra', keras: { module: 'keras.metrics', class_name: 'Precision', config: { thresholds: 0.7 } } },
  ]);
  expect(printProgram(program, catalog)).toMatch(/metric {5}.*Precision/);
  expect(programOf(measured('xor', 'Accuracy')).metrics[0]?.keras).toBe('accuracy');
  expect(programOf(measured('sine-regression', 'MeanSquaredErrorMetric')).metrics[0]?.keras).toMatchObject({
    class_name: 'MeanSquaredError',
  });
});

test.each([
  ['xor', 'Precision', {}, undefined],
  ['sine-regression', 'R2Score', {}, undefined],
  ['sine-regression', 'Precision', {}, 'learns values'],
  ['xor', 'CategoricalAccuracy', {}, 'one column of 0 and 1'],
  ['two-spirals', 'SparseCategoricalAccuracy', {}, 'a column written for each class'],
  ['xor', 'Recall', { class_id: 1 }, 'class_id is 1'],
] as const)('on %s, %s with %o', (name, type, params, message) => {
  const document = measured(name, type, params);
  const [first] = found(document);
  if (message === undefined) {
    expect(first).toBeUndefined();
    return;
  }
  expect(first).toMatchObject({ severity: 'error', node: 'extra' });
  expect(first?.message).toContain(message);
  const fix = first?.fixes?.[0];
  if (fix === undefined) throw new Error('no fix');
  const mended = applyCommand(document, fix.command);
  expect(mended.ok && found(mended.value.document)).toEqual([]);
});
