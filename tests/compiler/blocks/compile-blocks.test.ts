import { describe, expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { applyCommand } from '../../../src/graph/commands/apply.ts';
import type { Block, GraphDocument } from '../../../src/graph/types.ts';
import { document } from '../documents.ts';

/** A block from two short lists, written like a document. */
const block = (name: string, ...[nodes, edges]: Parameters<typeof document>): Block => {
  const inside = document(nodes, edges);
  return { name, nodes: inside.nodes, edges: inside.edges };
};

const residual = block(
  'Residual',
  [
    ['inputs', 'BlockInput'],
    ['he', 'HeNormal'],
    ['d', 'Dense', { units: 16, activation: 'relu' }],
    ['sum', 'Add'],
    ['outputs', 'BlockOutput'],
  ],
  [
    'inputs.outputs d.inputs',
    'he.initializer d.kernel_initializer',
    'd.outputs sum.inputs',
    'inputs.outputs sum.inputs',
    'sum.outputs outputs.inputs',
  ],
);

const around = (nodes: Parameters<typeof document>[0], edges: readonly string[]): GraphDocument =>
  document(
    [
      ['data', 'Dataset', { name: 'spiral' }],
      ['first', 'Dense', { units: 16 }],
      ...nodes,
      ['out', 'Dense', { units: 2, activation: 'softmax' }],
      ['loss', 'CategoricalCrossentropy'],
      ['opt', 'Adam'],
      ['train', 'Train', { epochs: 20 }],
    ],
    [
      'data.features first.inputs',
      ...edges,
      'out.outputs loss.y_pred',
      'data.targets loss.y_true',
      'loss.loss train.loss',
      'opt.optimizer train.optimizer',
    ],
  );

const used: GraphDocument = {
  ...around(
    [
      ['r1', 'Residual'],
      ['r2', 'Residual'],
    ],
    ['first.outputs r1.inputs', 'r1.outputs r2.inputs', 'r2.outputs out.inputs'],
  ),
  blocks: [residual],
};

/** The same network without blocks. */
const plain = around(
  ['r1', 'r2'].flatMap((r) => [
    [`${r}_he`, 'HeNormal'] as const,
    [`${r}_d`, 'Dense', { units: 16, activation: 'relu' }] as const,
    [`${r}_sum`, 'Add'] as const,
  ]),
  [
    'first.outputs r1_d.inputs',
    'r1_he.initializer r1_d.kernel_initializer',
    'r1_d.outputs r1_sum.inputs',
    'first.outputs r1_sum.inputs',
    'r1_sum.outputs r2_d.inputs',
    'r2_he.initializer r2_d.kernel_initializer',
    'r2_d.outputs r2_sum.inputs',
    'r1_sum.outputs r2_sum.inputs',
    'r2_sum.outputs out.inputs',
  ],
);

const errors = (graph: GraphDocument, path: readonly string[] = []) =>
  compile(graph, catalog, undefined, path).diagnostics.filter(({ severity }) => severity === 'error');

describe('a node that stands for a block', () => {
  test('compiles to the very program that its inside would', () => {
    const compiled = compile(used, catalog);
    expect(compiled.diagnostics).toEqual([]);
    expect(compiled.programs).toEqual(compile(plain, catalog).programs);
  });

  test('sums up its inside: shapes at its ports, weights, parameters', () => {
    const { nodes } = compile(used, catalog);
    expect(nodes.get('r1')).toMatchObject({
      inputShapes: [[16]],
      outputShape: [16],
      outputShapes: { outputs: [16] },
      parameters: 16 * 17,
    });
    expect(nodes.get('r2')?.weights.map(({ key }) => key)).toEqual(['r2_d/kernel', 'r2_d/bias']);
  });

  test('its wires say what they carry', () => {
    const { edges } = compile(used, catalog);
    expect([...edges.keys()]).toEqual(used.edges.map(({ from, to }) => `${from}->${to}`));
    expect(edges.get('r1.outputs->r2.inputs')).toMatchObject({
      kind: 'tensor',
      carries: { what: 'activation', tensor: { layer: 'r1_sum', output: 'outputs' }, shape: [16] },
      programs: ['train'],
    });
  });

  test('seen from inside, the nodes there have the figures of this use', () => {
    const { edges, nodes } = compile(used, catalog, undefined, ['r2']);
    expect(nodes.get('d')?.weights.map(({ key }) => key)).toEqual(['r2_d/kernel', 'r2_d/bias']);
    expect(nodes.get('inputs')?.outputShape).toEqual([16]);
    expect(nodes.get('outputs')?.inputShapes).toEqual([[16]]);
    expect(edges.get('inputs.outputs->sum.inputs')).toMatchObject({
      carries: { tensor: { layer: 'r1_sum', output: 'outputs' } },
    });
    expect(edges.get('he.initializer->d.kernel_initializer')).toMatchObject({
      kind: 'initializer',
      carries: { weights: ['r2_d/kernel'] },
    });
  });

  test('bypassed, it hands its value on', () => {
    const bypassed = { ...used, nodes: used.nodes.map((n) => (n.id === 'r1' ? { ...n, muted: true } : n)) };
    const [program] = compile(bypassed, catalog).programs;
    expect(program?.layers.map(({ node }) => node)).toEqual(['first', 'r2_d', 'r2_sum', 'out']);
  });

  test('blocks stand in blocks', () => {
    const pair = block(
      'Pair',
      [
        ['inputs', 'BlockInput'],
        ['a', 'Residual'],
        ['b', 'Residual'],
        ['outputs', 'BlockOutput'],
      ],
      ['inputs.outputs a.inputs', 'a.outputs b.inputs', 'b.outputs outputs.inputs'],
    );
    const nested: GraphDocument = {
      ...around([['p', 'Pair']], ['first.outputs p.inputs', 'p.outputs out.inputs']),
      blocks: [residual, pair],
    };
    const [program] = compile(nested, catalog).programs;
    expect(program?.layers.map(({ node }) => node)).toEqual(['first', 'p_a_d', 'p_a_sum', 'p_b_d', 'p_b_sum', 'out']);
    expect(compile(nested, catalog).nodes.get('p')?.parameters).toBe(2 * 16 * 17);
    const inner = compile(nested, catalog, undefined, ['p', 'b']);
    expect(inner.nodes.get('d')?.weights[0]?.key).toBe('p_b_d/kernel');
    expect(inner.edges.get('inputs.outputs->d.inputs')).toMatchObject({ carries: { tensor: { layer: 'p_a_sum' } } });
  });

  test('a value that goes straight through, and one that ends inside', () => {
    const odd = block(
      'Odd',
      [
        ['in1', 'BlockInput'],
        ['in2', 'BlockInput'],
        ['out1', 'BlockOutput'],
      ],
      ['in1.outputs out1.inputs'],
    );
    const graph: GraphDocument = {
      ...around([['o', 'Odd']], ['first.outputs o.in1', 'first.outputs o.in2', 'o.out1 out.inputs']),
      blocks: [odd],
    };
    expect(compile(graph, catalog).programs[0]?.layers.map(({ node }) => node)).toEqual(['first', 'out']);
  });

  describe('a port for what shapes weights', () => {
    const open = block(
      'Open',
      [
        ['inputs', 'BlockInput'],
        ['start', 'BlockInput', { kind: 'initializer' }],
        ['d', 'Dense', { units: 16 }],
        ['outputs', 'BlockOutput'],
      ],
      ['inputs.outputs d.inputs', 'start.initializer d.kernel_initializer', 'd.outputs outputs.inputs'],
    );
    const graph: GraphDocument = {
      ...around(
        [
          ['he', 'HeNormal'],
          ['r1', 'Open'],
          ['r2', 'Open'],
        ],
        ['first.outputs r1.inputs', 'he.initializer r1.start', 'r1.outputs r2.inputs', 'r2.outputs out.inputs'],
      ),
      blocks: [open],
    };
    const initializers = (of: GraphDocument) =>
      compile(of, catalog).programs[0]?.layers.map(({ node, weights }) => [node, weights[0]?.initializer.type]);

    test('hands it to the layer inside of each use that has it; the others keep what the layer has', () => {
      expect(errors(graph)).toEqual([]);
      expect(initializers(graph)).toEqual([
        ['first', 'GlorotUniform'],
        ['r1_d', 'HeNormal'],
        ['r2_d', 'GlorotUniform'],
        ['out', 'GlorotUniform'],
      ]);
      const wire = compile(graph, catalog).edges.get('he.initializer->r1.start');
      expect(wire).toMatchObject({ kind: 'initializer', carries: { what: 'initializer' } });
    });

    test('reaches through blocks in blocks', () => {
      const outer = block(
        'Outer',
        [
          ['inputs', 'BlockInput'],
          ['begin', 'BlockInput', { kind: 'initializer' }],
          ['o', 'Open'],
          ['outputs', 'BlockOutput'],
        ],
        ['inputs.outputs o.inputs', 'begin.initializer o.start', 'o.outputs outputs.inputs'],
      );
      const nested: GraphDocument = {
        ...graph,
        nodes: graph.nodes.map((node) => (node.type === 'Open' ? { ...node, type: 'Outer' } : node)),
        edges: graph.edges.map((edge) => (edge.to === 'r1.start' ? { ...edge, to: 'r1.begin' } : edge)),
        blocks: [open, outer],
      };
      expect(errors(nested)).toEqual([]);
      expect(initializers(nested)?.slice(1, 3)).toEqual([
        ['r1_o_d', 'HeNormal'],
        ['r2_o_d', 'GlorotUniform'],
      ]);
    });

    test('says inside what it carries', () => {
      const inside = compile(graph, catalog, undefined, ['r1']);
      expect(inside.nodes.get('start')?.params).toEqual({ kind: 'initializer' });
      expect(inside.nodes.get('inputs')?.params).toEqual({ kind: 'tensor' });
    });

    test('takes nothing else', () => {
      const wrong = { ...graph, edges: [...graph.edges, { from: 'first.outputs', to: 'r2.start' }] };
      expect(errors(wrong).map(({ code }) => code)).toEqual(['kind-mismatch']);
    });
  });

  test('names that meet in the plain graph are kept apart', () => {
    const clash: GraphDocument = {
      ...used,
      nodes: used.nodes.map((n) => (n.id === 'first' ? { ...n, id: 'r1_d' } : n)),
    };
    const renamed = {
      ...clash,
      edges: clash.edges.map(({ from, to }) => ({
        from: from.replace('first.', 'r1_d.'),
        to: to.replace('first.', 'r1_d.'),
      })),
    };
    const [program] = compile(renamed, catalog).programs;
    expect(program?.layers.map(({ node }) => node)).toEqual(['r1_d', 'r1_d_2', 'r1_sum', 'r2_d', 'r2_sum', 'out']);
  });
});

describe('what is wrong with a block is said where it can be mended', () => {
  const without = (edge: string): GraphDocument => ({
    ...used,
    edges: used.edges.filter(({ from, to }) => `${from} ${to}` !== edge),
  });
  const inside = (change: Partial<Block>): GraphDocument => ({ ...used, blocks: [{ ...residual, ...change }] });

  test('a port outside to which nothing is wired', () => {
    const found = errors(without('first.outputs r1.inputs'));
    expect(found.map(({ node, message }) => [node, message])).toEqual([
      ['r1', 'Nothing is wired to inputs of Residual r1.'],
    ]);
    expect(compile(without('first.outputs r1.inputs'), catalog).programs).toEqual([]);
  });

  /** The first fix of the first error, and what is wrong after it. */
  const afterFix = (graph: GraphDocument, path: readonly string[] = []) => {
    const [fix] = errors(graph, path).flatMap(({ fixes = [] }) => fixes);
    const applied = fix && applyCommand(graph, fix.command);
    return { label: fix?.label, left: applied?.ok === true ? errors(applied.value.document) : ['not applied'] };
  };

  test('is wired by one click, to a layer before it or to a port of another block', () => {
    expect(afterFix(without('first.outputs r1.inputs'))).toEqual({
      label: 'Connect first.outputs to r1.inputs',
      left: [],
    });
    expect(afterFix(without('r1.outputs r2.inputs'))).toEqual({ label: 'Connect r1.outputs to r2.inputs', left: [] });
  });

  test('is wired by one click inside of a block, also from outside of it', () => {
    const edges = residual.edges.filter(({ to }) => to !== 'outputs.inputs');
    const found = afterFix(inside({ edges }));
    expect(found).toEqual({ label: 'Connect sum.outputs to outputs in Residual', left: [] });
    const within = errors(inside({ edges }), ['r1']).flatMap(({ fixes = [] }) => fixes);
    expect(within[0]?.command).toEqual({ type: 'connect', edge: { from: 'sum.outputs', to: 'outputs.inputs' } });
  });

  test('a port inside to which nothing is wired', () => {
    const edges = residual.edges.filter(({ to }) => to !== 'outputs.inputs');
    const found = errors(inside({ edges }));
    expect(found.map(({ message }) => message)).toContain(
      'Residual r2 gives nothing at outputs, because nothing is wired to it inside.',
    );
    expect(compile(inside({ edges }), catalog).programs).toEqual([]);
  });

  test('a wire to a port that the block does not have', () => {
    const graph = { ...used, edges: [...used.edges, { from: 'first.outputs', to: 'r1.input' }] };
    expect(errors(graph)).toMatchObject([
      { code: 'unknown-port', node: 'r1', hint: expect.stringContaining('inputs') },
    ]);
  });

  test('a shape that does not fit inside: at the use, and at the layer when one looks in', () => {
    const graph = inside({
      nodes: residual.nodes.map((n) => (n.id === 'd' ? { ...n, params: { units: 8 } } : n)),
    });
    const [first] = errors(graph);
    expect(first).toMatchObject({ node: 'r1', message: expect.stringMatching(/^In Residual r1: .*Add/) });
    expect(errors(graph, ['r1'])[0]).toMatchObject({ node: 'sum', message: expect.stringMatching(/^Add r1_sum/) });
  });

  test('a fix for the inside mends the block from outside and from within', () => {
    const graph = inside({
      nodes: residual.nodes.map((n) => (n.id === 'd' ? { ...n, params: { units: 8 } } : n)),
    });
    const fixes = (path: readonly string[]) => errors(graph, path).flatMap((each) => each.fixes ?? []);
    const [outer] = fixes([]);
    expect(outer?.command).toMatchObject({ type: 'inBlock', block: 'Residual' });
    const mended = outer && applyCommand(graph, outer.command);
    expect(mended?.ok === true && errors(mended.value.document)).toEqual([]);
    const [inner] = fixes(['r1']);
    expect(inner?.command).toMatchObject({ type: 'setParams', node: 'd' });
  });

  test('a block inside of itself, however deep, and one without end', () => {
    const loop = inside({ nodes: [...residual.nodes, { id: 'r', type: 'Residual', position: [0, 0] }] });
    expect(errors(loop).map(({ code }) => code)).toContain('block-in-itself');
    const blocks = Array.from({ length: 15 }, (_, i) =>
      block(
        `B${i}`,
        Array.from({ length: 30 }, (__, j) => [`n${j}`, `B${i + 1}`]),
        [],
      ),
    );
    const bomb: GraphDocument = { ...document([['b', 'B0']], []), blocks };
    expect(errors(bomb).map(({ code }) => code)).toEqual(['too-large']);
  });
});
