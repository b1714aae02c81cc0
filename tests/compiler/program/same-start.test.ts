import { describe, expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { Program } from '../../../src/compiler/types.ts';
import type { GraphDocument, GraphEdge, GraphNode } from '../../../src/graph/types.ts';

type Layer = readonly [id: string, type: string, params?: GraphNode['params']];

/** A chain of layers from the same data to a Train node of its own. */
function chain(name: string, layers: readonly Layer[]): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const place = [0, 0] as const;
  const nodes: GraphNode[] = layers.map(([id, type, params = {}]) => ({ id, type, position: place, params }));
  const ids = layers.map(([id]) => id);
  const edges = ['data.features', ...ids.map((id) => `${id}.outputs`)].map((from, i) => ({
    from,
    to: i < ids.length ? `${ids[i] ?? ''}.inputs` : `${name}_loss.y_pred`,
  }));
  return {
    nodes: [
      ...nodes,
      { id: `${name}_loss`, type: 'BinaryCrossentropy', position: place },
      { id: `${name}_opt`, type: 'SGD', position: place },
      { id: name, type: 'Train', position: place },
    ],
    edges: [
      ...edges,
      { from: 'data.targets', to: `${name}_loss.y_true` },
      { from: `${name}_loss.loss`, to: `${name}.loss` },
      { from: `${name}_opt.optimizer`, to: `${name}.optimizer` },
    ],
  };
}

function programs(...variants: readonly (readonly [name: string, layers: readonly Layer[]])[]): readonly Program[] {
  const parts = variants.map(([name, layers]) => chain(name, layers));
  const document: GraphDocument = {
    format: 'edgewise',
    version: 1,
    name: 'Variants',
    seed: 42,
    nodes: [data, ...parts.flatMap(({ nodes }) => nodes)],
    edges: parts.flatMap(({ edges }) => edges),
  };
  return compile(document, catalog).programs;
}

const data: GraphNode = { id: 'data', type: 'Dataset', position: [0, 0], params: { name: 'xor' } };

/** `weight: the layer it is drawn as`. */
const drawn = (program: Program | undefined) =>
  Object.fromEntries(
    (program?.layers ?? []).flatMap(({ weights }) =>
      weights.flatMap(({ key, drawnAs }) => (drawnAs === undefined ? [] : [[key, drawnAs]])),
    ),
  );

const sigmoid = { units: 1, activation: 'sigmoid' };

describe('variants side by side', () => {
  test('leave the first program as it would be alone', () => {
    const plain: readonly Layer[] = [
      ['d1', 'Dense', { units: 4 }],
      ['out', 'Dense', sigmoid],
    ];
    const [alone] = programs(['a', plain]);
    const [first] = programs(
      ['a', plain],
      [
        'b',
        [
          ['e1', 'Dense', { units: 4 }],
          ['end', 'Dense', sigmoid],
        ],
      ],
    );
    expect(first).toEqual(alone);
    expect(alone?.shuffledAs).toBeUndefined();
  });

  test('begin with the weights of the first at the same places, also where one has a layer more', () => {
    const [, second] = programs(
      [
        'a',
        [
          ['d1', 'Dense', { units: 4 }],
          ['d2', 'Dense', { units: 4 }],
          ['out', 'Dense', sigmoid],
        ],
      ],
      [
        'b',
        [
          ['e1', 'Dense', { units: 4 }],
          ['bn', 'BatchNormalization'],
          ['e2', 'Dense', { units: 4 }],
          ['end', 'Dense', sigmoid],
        ],
      ],
    );
    expect(drawn(second)).toEqual({
      'e1/kernel': 'd1',
      'e1/bias': 'd1',
      'e2/kernel': 'd2',
      'e2/bias': 'd2',
      'end/kernel': 'out',
      'end/bias': 'out',
    });
    expect(second?.shuffledAs).toBe('a');
  });

  test('go their own way where shapes or initializers are others', () => {
    const [, second] = programs(
      [
        'a',
        [
          ['d1', 'Dense', { units: 4 }],
          ['out', 'Dense', sigmoid],
        ],
      ],
      [
        'b',
        [
          ['e1', 'Dense', { units: 8 }],
          ['end', 'Dense', sigmoid],
        ],
      ],
    );
    expect(drawn(second)).toEqual({});
  });

  test('keep a layer that both have as it is', () => {
    const shared: Layer = ['d1', 'Dense', { units: 4 }];
    const parts = [
      chain('a', [shared, ['out', 'Dense', sigmoid]]),
      chain('b', [
        ['e0', 'Dense', { units: 2 }],
        ['end', 'Dense', sigmoid],
      ]),
    ];
    const document: GraphDocument = {
      format: 'edgewise',
      version: 1,
      name: 'Shared',
      seed: 42,
      nodes: [data, ...parts.flatMap(({ nodes }) => nodes)].filter(({ id }) => id !== 'e0'),
      edges: parts
        .flatMap(({ edges }) => edges)
        .filter(({ to }) => to !== 'e0.inputs')
        .map((edge) => (edge.from === 'e0.outputs' ? { ...edge, from: 'd1.outputs' } : edge)),
    };
    const [, second] = compile(document, catalog).programs;
    expect(drawn(second)).toEqual({ 'end/kernel': 'out', 'end/bias': 'out' });
  });

  test('of three, the third too begins as the first', () => {
    const net = (a: string, b: string): readonly Layer[] => [
      [a, 'Dense', { units: 4 }],
      [b, 'Dense', sigmoid],
    ];
    const [, , third] = programs(['a', net('d1', 'out')], ['b', net('e1', 'end')], ['c', net('f1', 'stop')]);
    expect(drawn(third)).toMatchObject({ 'f1/kernel': 'd1', 'stop/kernel': 'out' });
  });
});
