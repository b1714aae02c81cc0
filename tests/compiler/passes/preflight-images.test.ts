/** Image layers can become huge with one number: what cannot fit is refused before anything is allocated. */
import { expect, test } from 'vitest';
import type { Json } from '../../../src/base/json.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { applied, classifier, compiled, found } from '../documents.ts';

/** A layer on the digits as images of 8×8×1. */
const onImages = (type: string, params: Record<string, Json>): GraphDocument =>
  classifier({
    nodes: [
      ['data', 'Dataset', { name: 'digits' }],
      ['image', 'Reshape', { target_shape: [8, 8, 1] }],
      ['layer', type, params],
      ['row', 'GlobalMaxPooling2D'],
      ['out', 'Dense', { units: 10, activation: 'softmax' }],
    ],
    without: ['d1'],
    cut: ['data.features d1.inputs', 'd1.outputs out.inputs'],
    edges: [
      'data.features image.inputs',
      'image.outputs layer.inputs',
      'layer.outputs row.inputs',
      'row.outputs out.inputs',
    ],
  });

test.each<readonly [string, Record<string, Json>, string]>([
  ['Conv2D', { kernel_size: 1000, padding: 'same', filters: 16 }, 'too-many-parameters'],
  ['Conv2D', { filters: 16_384, padding: 'same' }, 'ok'],
  ['Conv2D', { filters: 16_384, padding: 'same', dilation_rate: 2 }, 'too-much-memory'],
  ['DepthwiseConv2D', { kernel_size: 1000, padding: 'same', depth_multiplier: 20 }, 'too-many-parameters'],
  ['SeparableConv2D', { filters: 16_384, depth_multiplier: 512 * 2 }, 'bad-param'],
  ['SeparableConv2D', { filters: 16_384, depth_multiplier: 512, padding: 'same' }, 'ok'],
  ['AveragePooling2D', { pool_size: 1024, strides: 1, padding: 'same' }, 'ok'],
  ['Conv2DTranspose', { filters: 32, strides: 64, padding: 'same' }, 'too-much-memory'],
  ['UpSampling2D', { size: 64 }, 'ok'],
  ['UpSampling2D', { size: [64, 65] }, 'bad-param'],
  ['ZeroPadding2D', { padding: 10_000 }, 'too-much-memory'],
])('%s %j: %s', (type, params, code) => {
  const document = onImages(type, params);
  const { programs, diagnostics } = compiled(document);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (code === 'ok') {
    expect(errors).toEqual([]);
    expect(programs).toHaveLength(1);
    return;
  }
  expect(errors.map((each) => each.code)).toEqual([code]);
  expect(errors[0]?.node).toBe('layer');
  expect(programs).toEqual([]);
  for (const { command } of errors[0]?.fixes ?? []) expect(found(applied(document, command), code)).toEqual([]);
});

test('what lies between the halves of a layer counts too', () => {
  const images = onImages('Conv2D', { filters: 1024, kernel_size: 1 });
  const document: GraphDocument = {
    ...images,
    nodes: [
      ...images.nodes,
      {
        id: 'thin',
        type: 'SeparableConv2D',
        position: [0, 0],
        params: { filters: 1, kernel_size: 1, depth_multiplier: 512 },
      },
    ],
    edges: [
      ...images.edges.filter(({ to }) => to !== 'row.inputs'),
      { from: 'layer.outputs', to: 'thin.inputs' },
      { from: 'thin.outputs', to: 'row.inputs' },
    ],
  };
  expect(compiled(document).nodes.get('thin')?.outputShape).toEqual([8, 8, 1]);
  expect(found(document, 'too-much-memory').map(({ node }) => node)).toEqual(['thin']);
});

test('an embedding of very many names is refused, and narrower rows are offered', () => {
  const document = classifier({
    nodes: [
      ['words', 'Embedding', { input_dim: 1_000_000, output_dim: 64 }],
      ['row', 'Flatten'],
    ],
    without: ['d1'],
    cut: ['data.features d1.inputs', 'd1.outputs out.inputs'],
    edges: ['data.features words.inputs', 'words.outputs row.inputs', 'row.outputs out.inputs'],
  });
  const [refused] = found(document, 'too-many-parameters');
  expect(refused?.message).toContain('64,000,000 parameters');
  expect(refused?.fixes?.map(({ label }) => label)).toEqual(['Set output_dim of words to 8']);
});
