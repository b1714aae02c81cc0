import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import { compile } from '../../src/compiler/compile.ts';
import { layerTable, printCompilation, printProgram } from '../../src/compiler/program/print-program.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { edgeId } from '../../src/graph/types.ts';
import { classifier, CLASSIFIER_EDGES, compiled, document, edge, twoSpirals } from './documents.ts';

const errors = (input: GraphDocument) => compiled(input).diagnostics.filter(({ severity }) => severity === 'error');
const program = (input: GraphDocument) => {
  const { programs, diagnostics } = compiled(input);
  const [first] = programs;
  if (first === undefined) throw new Error(`No program: ${diagnostics.map(({ message }) => message).join(' ')}`);
  return first;
};

describe('the design’s two spirals', () => {
  test('compile without errors to this program', () => {
    expect(errors(twoSpirals)).toEqual([]);
    expect(printCompilation(compiled(twoSpirals), catalog)).toMatchSnapshot();
  });

  test('lower to this Keras model, loss and optimizer', () => {
    const { model, loss, optimizer } = program(twoSpirals);
    expect({ model, loss: loss.keras, optimizer: optimizer.keras }).toMatchSnapshot();
  });

  test('as plain data, which a worker and a file can hold', () => {
    const compiledProgram = program(twoSpirals);
    expect(structuredClone(compiledProgram)).toEqual(compiledProgram);
    expect(JSON.parse(JSON.stringify(compiledProgram))).toEqual(compiledProgram);
  });
});

describe('compiling', () => {
  test('gives the same text every time, also for a copy of the document', () => {
    const text = printCompilation(compiled(twoSpirals), catalog);
    expect(printCompilation(compiled(twoSpirals), catalog)).toBe(text);
    expect(printCompilation(compiled(structuredClone(twoSpirals)), catalog)).toBe(text);
  });

  test('leaves the document as it was', () => {
    const before = structuredClone(twoSpirals);
    compiled(twoSpirals);
    expect(twoSpirals).toEqual(before);
  });

  test('does not depend on the order of nodes in the file', () => {
    const turned = { ...twoSpirals, nodes: twoSpirals.nodes.toReversed() };
    expect(program(turned).layers).toEqual(program(twoSpirals).layers);
  });

  test('finds nothing to say about an empty document or a note', () => {
    expect(compiled(document([], []))).toMatchObject({ programs: [], diagnostics: [] });
    expect(compiled(document([['n', 'Note']], []))).toMatchObject({ programs: [], diagnostics: [] });
  });

  test('manages a thousand nodes', () => {
    const rows = Array.from({ length: 994 }, (_, i) => [`h${i}`, 'Activation', { activation: 'tanh' }] as const);
    const chain = rows.slice(1).map(([id], i) => `h${i}.outputs ${id}.inputs`);
    const long = classifier({
      nodes: rows,
      cut: ['d1.outputs out.inputs'],
      edges: ['d1.outputs h0.inputs', ...chain, 'h993.outputs out.inputs'],
    });
    expect(long.nodes).toHaveLength(1000);
    expect(program(long).layers).toHaveLength(996);
  });

  test('survives a long row of muted nodes and of wires that form a circle', () => {
    const rows = Array.from({ length: 4000 }, (_, i) => [`h${i}`, 'Activation', undefined, { muted: true }] as const);
    const chain = rows.slice(1).map(([id], i) => `h${i}.outputs ${id}.inputs`);
    expect(compiled(document(rows, chain)).programs).toEqual([]);
    const round = compiled(document(rows, [...chain, 'h3999.outputs h0.inputs']));
    expect(round.diagnostics).toMatchObject([{ code: 'cycle' }, { code: 'no-train' }]);
  });
});

describe('a program', () => {
  test('holds only the layers that its answer depends on', () => {
    const side = classifier({ nodes: [['side', 'Dense']], edges: ['d1.outputs side.inputs'] });
    expect(program(side).layers.map(({ node }) => node)).toEqual(['d1', 'out']);
  });

  test('is made for every Train node', () => {
    const variants = classifier({
      nodes: [
        ['sgd', 'SGD'],
        ['train2', 'Train', { epochs: 3 }],
      ],
      edges: ['loss.loss train2.loss', 'sgd.optimizer train2.optimizer'],
    });
    expect(compiled(variants).programs.map(({ id, epochs, optimizer }) => [id, epochs, optimizer.type])).toEqual([
      ['train', 20, 'Adam'],
      ['train2', 3, 'SGD'],
    ]);
  });

  test('reads raw and preprocessed data as two inputs', () => {
    const both = classifier({
      nodes: [
        ['std', 'Standardize'],
        ['join', 'Concatenate'],
      ],
      cut: ['data.features d1.inputs'],
      edges: [
        'data.features std.inputs',
        'data.features join.inputs',
        'std.outputs join.inputs',
        'join.outputs d1.inputs',
      ],
    });
    const { inputs, layers, model } = program(both);
    expect(inputs.map(({ name, preprocessing }) => [name, preprocessing.map(({ type }) => type)])).toEqual([
      ['data', []],
      ['std', ['Standardize']],
    ]);
    expect(layers[0]).toMatchObject({
      node: 'join',
      inputs: {
        inputs: [
          { layer: 'data', output: 'features' },
          { layer: 'std', output: 'outputs' },
        ],
      },
      outputShapes: { outputs: [4] },
    });
    expect(model.config.layers.find(({ name }) => name === 'join')?.inbound_nodes).toEqual([
      [
        ['data', 0, 0, {}],
        ['std', 0, 0, {}],
      ],
    ]);
  });

  test.each([
    [
      'softmax under its cross-entropy',
      'CategoricalCrossentropy',
      { units: 2, activation: 'softmax' },
      { layer: 'out', activation: 'softmax' },
    ],
    [
      'sigmoid under its cross-entropy',
      'BinaryCrossentropy',
      { units: 1, activation: 'sigmoid' },
      { layer: 'out', activation: 'sigmoid' },
    ],
    ['sigmoid under the other one', 'CategoricalCrossentropy', { units: 2, activation: 'sigmoid' }, undefined],
    ['softmax under a distance', 'MeanSquaredError', { units: 2, activation: 'softmax' }, undefined],
  ])('fuses the loss or not: %s', (_name, loss, out, fused) => {
    expect(
      program(
        classifier({
          nodes: [
            ['loss', loss],
            ['out', 'Dense', out],
          ],
        }),
      ).loss.fused,
    ).toEqual(fused);
  });

  test('fuses past a muted node, and never where the loss reads logits', () => {
    const muted = classifier({
      nodes: [['drop', 'Dropout', undefined, { muted: true }]],
      cut: ['out.outputs loss.y_pred'],
      edges: ['out.outputs drop.inputs', 'drop.outputs loss.y_pred'],
    });
    expect(program(muted)).toMatchObject({
      output: { layer: 'out', output: 'outputs' },
      loss: { fused: { layer: 'out', activation: 'softmax' } },
    });
    const logits = classifier({ nodes: [['loss', 'CategoricalCrossentropy', { from_logits: true }]] });
    expect(program(logits).loss.fused).toBeUndefined();
  });

  test.each([
    ['one-hot', 2, 'CategoricalCrossentropy', { units: 2, activation: 'softmax' }, 'spiral'],
    ['binary', 1, 'BinaryCrossentropy', { units: 1, activation: 'sigmoid' }, 'spiral'],
    ['values', 1, 'MeanSquaredError', { units: 1 }, 'reg-plane'],
  ])('writes targets as %s', (encoding, width, loss, out, name) => {
    const input = classifier({
      nodes: [
        ['loss', loss],
        ['out', 'Dense', out],
        ['data', 'Dataset', { name }],
      ],
    });
    expect(program(input).data).toMatchObject({ encoding, width });
  });

  test('lets plugged initializers and regularizers count, until they are muted', () => {
    const plugs = (muted: boolean) =>
      classifier({
        nodes: [
          ['ones', 'Ones', undefined, { muted }],
          ['l2', 'L2', { l2: 0.1 }, { muted }],
        ],
        edges: ['ones.initializer d1.bias_initializer', 'l2.regularizer d1.kernel_regularizer'],
      });
    const [kernel, bias] = program(plugs(false)).layers[0]?.weights ?? [];
    expect(kernel).toMatchObject({
      key: 'd1/kernel',
      initializer: { type: 'GlorotUniform' },
      regularizer: { type: 'L2', node: 'l2' },
    });
    expect(bias).toMatchObject({ key: 'd1/bias', initializer: { type: 'Ones', node: 'ones' } });
    expect(program(plugs(true)).layers).toEqual(program(classifier()).layers);
    const config = program(plugs(false)).model.config.layers.find(({ name }) => name === 'd1')?.config;
    expect(config).toMatchObject({
      bias_initializer: { class_name: 'Ones' },
      kernel_regularizer: { class_name: 'L2', config: { l2: 0.1 } },
      bias_regularizer: null,
    });
  });

  test('skips muted layers and preprocessing', () => {
    const muted = classifier({
      nodes: [
        ['std', 'Standardize', undefined, { muted: true }],
        ['d1', 'Dense', { units: 16 }, { muted: true }],
      ],
      cut: ['data.features d1.inputs'],
      edges: ['data.features std.inputs', 'std.outputs d1.inputs'],
    });
    expect(program(muted)).toMatchObject({
      inputs: [{ name: 'data', preprocessing: [] }],
      layers: [
        { node: 'out', inputs: { inputs: [{ layer: 'data', output: 'features' }] }, inputShapes: { inputs: [[2]] } },
      ],
    });
  });

  test('counts Keras’ parameters, multiply-adds and bytes', () => {
    const { cost, layers } = program(classifier());
    expect(layers.map(({ parameters, multiplyAdds }) => [parameters, multiplyAdds])).toEqual([
      [48, 32],
      [34, 32],
    ]);
    // 4·[82·(2+2) + 2·32·18] + 4·500·(2+2)
    expect(cost).toEqual({ parameters: 82, multiplyAdds: 64, bytes: 4 * (82 * 4 + 2 * 32 * 18) + 4 * 500 * 4 });
  });

  test('prints as a table and as text', () => {
    expect(layerTable(program(classifier()), catalog).map(({ name, parameters }) => [name, parameters])).toEqual([
      ['data', 0],
      ['d1', 48],
      ['out', 34],
    ]);
    expect(printProgram(program(classifier()), catalog)).toContain('82 parameters');
  });

  test('writes what Keras lacks as our own registered type, and a wired schedule into the optimizer', () => {
    const own = classifier({
      nodes: [
        ['d1', 'Maxout', { units: 4 }],
        ['lr', 'ExponentialDecay'],
      ],
      edges: ['lr.schedule opt.learning_rate'],
    });
    const { model, optimizer } = program(own);
    expect(model.config.layers[1]).toMatchObject({
      module: 'edgewise',
      class_name: 'Maxout',
      registered_name: 'edgewise>Maxout',
    });
    expect(optimizer.keras.config['learning_rate']).toMatchObject({
      module: 'keras.optimizers.schedules',
      class_name: 'ExponentialDecay',
    });
    expect(optimizer.schedule).toMatchObject({ node: 'lr', type: 'ExponentialDecay' });
  });
});

describe('the edge map', () => {
  test('has an entry for every edge, sound or not', () => {
    const input = classifier({ edges: ['ghost.a d1.kernel_initializer', 'd1.nothing out.inputs'] });
    const { edges } = compiled(input);
    expect([...edges.keys()]).toEqual(input.edges.map(edgeId));
    expect(edges.get('ghost.a->d1.kernel_initializer')).toMatchObject({
      kind: 'initializer',
      carries: { what: 'nothing' },
    });
  });

  test('knows shapes before the graph is complete', () => {
    const { edges } = compiled(
      document(
        [
          ['data', 'Dataset'],
          ['d1', 'Dense'],
          ['d2', 'Dense'],
        ],
        ['data.features d1.inputs', 'd1.outputs d2.inputs'],
      ),
    );
    expect(edges.get('d1.outputs->d2.inputs')).toEqual({
      edge: 'd1.outputs->d2.inputs',
      kind: 'tensor',
      carries: { what: 'activation', tensor: { layer: 'd1', output: 'outputs' }, shape: [32] },
      programs: [],
    });
  });

  test('names the layer whose value a muted node passes on, and nothing behind a muted parameter', () => {
    const input = classifier({
      nodes: [
        ['drop', 'Dropout', undefined, { muted: true }],
        ['he', 'HeNormal', undefined, { muted: true }],
      ],
      cut: ['d1.outputs out.inputs'],
      edges: ['d1.outputs drop.inputs', 'drop.outputs out.inputs', 'he.initializer d1.kernel_initializer'],
    });
    const { edges } = compiled(input);
    expect(edges.get('drop.outputs->out.inputs')).toMatchObject({
      carries: { what: 'activation', tensor: { layer: 'd1', output: 'outputs' } },
      programs: ['train'],
    });
    expect(edges.get('he.initializer->d1.kernel_initializer')).toMatchObject({
      carries: { what: 'nothing' },
      programs: [],
    });
  });

  test('lists the weights that an initializer and a regularizer decide about', () => {
    const input = classifier({
      nodes: [
        ['he', 'HeNormal'],
        ['l2', 'L2'],
      ],
      edges: ['he.initializer d1.kernel_initializer', 'l2.regularizer out.bias_regularizer'],
    });
    const { edges } = compiled(input);
    expect(edges.get('he.initializer->d1.kernel_initializer')?.carries).toEqual({
      what: 'initializer',
      weights: ['d1/kernel'],
    });
    expect(edges.get('l2.regularizer->out.bias_regularizer')?.carries).toEqual({
      what: 'regularizer',
      weights: ['out/bias'],
    });
  });
});

describe('costs beyond any machine', () => {
  test('stay numbers', () => {
    const huge = classifier({
      nodes: [
        ['d1', 'Maxout', { units: 16_384, pieces: 1000 }],
        ['out', 'Maxout', { units: 16_384, pieces: 1000 }],
      ],
    });
    const { nodes, diagnostics, programs } = compiled(huge);
    expect(programs).toEqual([]);
    expect(nodes.get('out')).toMatchObject({ parameters: 16_384 * 16_384_000 + 16_384_000 });
    expect(diagnostics.filter(({ code }) => code === 'too-many-units').map(({ node }) => node)).toEqual(['d1', 'out']);
    expect(diagnostics.every(({ message }) => !/NaN|Infinity/.test(message))).toBe(true);
  });
});

describe('any document', () => {
  const types = [...catalog.all.map(({ type }) => type), 'Nonsense'];
  const ports = [
    ...new Set(catalog.all.flatMap(({ inputs, outputs }) => [...inputs, ...outputs].map(({ name }) => name))),
    'nowhere',
    '',
  ];
  const names = [...new Set(catalog.all.flatMap(({ params }) => Object.keys(params))), '__proto__', 'constructor'];
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'constructor', 'ghost'];
  const ref = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ports)).map((parts) => parts.join('.'));
  const value = fc.oneof(
    fc.integer(),
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.constant(null),
    fc.string(),
    fc.constantFrom('relu', 'softmax', 'spiral'),
  );
  const node = fc.record({
    type: fc.constantFrom(...types),
    params: fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 4 }),
    muted: fc.boolean(),
  });
  const documents = fc
    .tuple(fc.array(node, { maxLength: ids.length - 1 }), fc.array(fc.tuple(ref, ref), { maxLength: 24 }))
    .map(([nodes, edges]): GraphDocument => ({
      ...document([], []),
      nodes: nodes.map((each, i) => ({ ...each, id: ids[i] ?? 'x', position: [i * 100, 0] as const })),
      edges: edges.map(([from, to]) => ({ from, to })),
    }));

  test('is compiled without throwing, and the same way twice', () => {
    fc.assert(
      fc.property(documents, (input) => {
        const first = printCompilation(compile(input, catalog), catalog);
        expect(printCompilation(compile(structuredClone(input), catalog), catalog)).toBe(first);
        expect(compile(input, catalog).edges.size).toBe(new Set(input.edges.map(edgeId)).size);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  test('made of the classifier with some wires changed keeps to it as well', () => {
    const endsOf = (side: 'from' | 'to') => CLASSIFIER_EDGES.map((text) => edge(text)[side]);
    const wires = fc.array(fc.tuple(fc.constantFrom(...endsOf('from')), fc.constantFrom(...endsOf('to'))), {
      maxLength: 14,
    });
    fc.assert(
      fc.property(wires, (pairs) => {
        const input = { ...classifier(), edges: pairs.map(([from, to]) => ({ from, to })) };
        const { programs, diagnostics } = compile(input, catalog);
        expect(programs.length === 1).toBe(!diagnostics.some(({ severity }) => severity === 'error'));
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
