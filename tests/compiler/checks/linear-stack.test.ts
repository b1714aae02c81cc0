/** Two weighted sums in a row: convolutions count as well. */
import { expect, test } from 'vitest';
import type { Json } from '../../../src/base/json.ts';
import { applied, classifier, found } from '../documents.ts';

const convolved = (params: Record<string, Json>, between: string) =>
  classifier({
    nodes: [
      ['data', 'Dataset', { name: 'digits' }],
      ['image', 'Reshape', { target_shape: [8, 8, 1] }],
      ['one', 'Conv2D', { filters: 2, ...params }],
      ['two', between, between === 'Conv2D' ? { filters: 2, activation: 'relu' } : {}],
      ['row', 'Flatten'],
      ['out', 'Dense', { units: 10, activation: 'softmax' }],
    ],
    without: ['d1'],
    cut: ['data.features d1.inputs', 'd1.outputs out.inputs'],
    edges: [
      'data.features image.inputs',
      'image.outputs one.inputs',
      'one.outputs two.inputs',
      'two.outputs row.inputs',
      'row.outputs out.inputs',
    ],
  });

test('two convolutions without a function between them get a hint, and one click puts it there', () => {
  const document = convolved({}, 'Conv2D');
  const [hint] = found(document, 'linear-stack');
  expect(hint).toMatchObject({ node: 'one', severity: 'hint' });
  expect(hint?.message).toContain('Conv2D one leads straight into Conv2D two');
  const [fix] = hint?.fixes ?? [];
  expect(fix?.label).toBe('Insert Activation with relu');
  if (fix !== undefined) expect(found(applied(document, fix.command), 'linear-stack')).toEqual([]);
});

test('a function of its own, or pooling in between, is a bend', () => {
  expect(found(convolved({ activation: 'relu' }, 'Conv2D'), 'linear-stack')).toEqual([]);
  expect(found(convolved({}, 'MaxPooling2D'), 'linear-stack')).toEqual([]);
});
