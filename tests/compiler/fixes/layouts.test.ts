/** What a layer offers that wants images or sequences and gets something else. */
import { expect, test } from 'vitest';
import { formatShape } from '../../../src/base/shape.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { applied, classifier, compiled, found } from '../documents.ts';

const CLASSES: Readonly<Record<string, number>> = { digits: 10, iris: 3 };

/** A classifier with one layer in front of its end. */
const withLayer = (type: string, data: string, params: Record<string, number> = {}): GraphDocument =>
  classifier({
    nodes: [
      ['data', 'Dataset', { name: data }],
      ['layer', type, params],
      ['row', 'Flatten'],
      ['out', 'Dense', { units: CLASSES[data] ?? 2, activation: 'softmax' }],
    ],
    without: ['d1'],
    cut: ['data.features d1.inputs', 'd1.outputs out.inputs'],
    edges: ['data.features layer.inputs', 'layer.outputs row.inputs', 'row.outputs out.inputs'],
  });

test.each<readonly [string, string, readonly string[]]>([
  ['Conv2D', 'digits', ['64 becomes 8×8×1']],
  ['MaxPooling2D', 'digits', ['64 becomes 8×8×1']],
  ['Conv1D', 'digits', ['64 becomes 8×8', '64 becomes 64×1']],
  ['SimpleRNN', 'digits', ['64 becomes 8×8', '64 becomes 64×1']],
  ['Conv1D', 'iris', ['4 becomes 4×1']],
  ['GlobalMaxPooling2D', 'iris', []],
  ['Conv2D', 'xor', []],
])('%s on %s: %j', (type, data, offered) => {
  const document = withLayer(type, data, type === 'SimpleRNN' ? { units: 3 } : {});
  const [mismatch] = found(document, 'shape-mismatch');
  expect(mismatch).toMatchObject({ node: 'layer', severity: 'error' });
  expect(mismatch?.fixes?.map(({ label }) => label)).toEqual(
    offered.map((words) => `Insert Reshape before layer (${words})`),
  );
  for (const { command } of mismatch?.fixes ?? []) {
    const fixed = applied(document, command);
    expect(found(fixed, 'shape-mismatch')).toEqual([]);
    expect(compiled(fixed).programs).toHaveLength(1);
  }
});

test('behind preprocessing the digits are still images', () => {
  const plain = withLayer('Conv2D', 'digits');
  const document: GraphDocument = {
    ...plain,
    nodes: [...plain.nodes, { id: 'scaled', type: 'Standardize', position: [0, 0] }],
    edges: [
      ...plain.edges.filter(({ to }) => to !== 'layer.inputs'),
      { from: 'data.features', to: 'scaled.inputs' },
      { from: 'scaled.outputs', to: 'layer.inputs' },
    ],
  };
  const [fix, ...more] = found(document, 'shape-mismatch')[0]?.fixes ?? [];
  expect(more).toEqual([]);
  expect(fix?.label).toBe('Insert Reshape before layer (64 becomes 8×8×1)');
  if (fix !== undefined) expect(compiled(applied(document, fix.command)).programs).toHaveLength(1);
});

test('an image in front of a layer that reads sequences becomes one', () => {
  const document = classifier({
    nodes: [
      ['data', 'Dataset', { name: 'digits' }],
      ['image', 'Reshape', { target_shape: [8, 8, 1] }],
      ['conv', 'Conv2D', { filters: 2 }],
      ['rnn', 'SimpleRNN', { units: 3 }],
      ['out', 'Dense', { units: 10, activation: 'softmax' }],
    ],
    without: ['d1'],
    cut: ['data.features d1.inputs', 'd1.outputs out.inputs'],
    edges: [
      'data.features image.inputs',
      'image.outputs conv.inputs',
      'conv.outputs rnn.inputs',
      'rnn.outputs out.inputs',
    ],
  });
  expect(compiled(document).nodes.get('conv')?.outputShape).toEqual([6, 6, 2]);
  const fixes = found(document, 'shape-mismatch')[0]?.fixes ?? [];
  expect(fixes.map(({ label }) => label)).toEqual([
    'Insert Reshape before rnn (6×6×2 becomes 36×2)',
    'Insert Reshape before rnn (6×6×2 becomes 6×12)',
  ]);
  const shapes = fixes.map(({ command }) => {
    const nodes = compiled(applied(document, command)).nodes;
    return [...nodes]
      .filter(([, { outputShape }]) => outputShape !== undefined && outputShape.length === 2)
      .map(([, { outputShape = [] }]) => formatShape(outputShape));
  });
  expect(shapes).toEqual([['36×2'], ['6×12']]);
});
