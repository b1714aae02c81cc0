/** Layers with several inputs and outputs: what is wired where decides about the program, and nothing else is guessed. */
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compiler/compile.ts';
import { printCompilation, printProgram } from '../../src/compiler/program/print-program.ts';
import type { KerasModel, Program } from '../../src/compiler/types.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { recurrentNet, stubCatalog } from '../support/named-tensors.ts';
import { applied, edge } from './documents.ts';

const compiled = (input: GraphDocument) => compile(input, stubCatalog);

function program(input: GraphDocument): Program {
  const { programs, diagnostics } = compiled(input);
  const [first] = programs;
  if (first === undefined) throw new Error(`No program: ${diagnostics.map(({ message }) => message).join(' ')}`);
  return first;
}

/** Wires exchanged for others, each written as `from to`. */
const rewired = (input: GraphDocument, changes: Readonly<Record<string, string>>): GraphDocument => ({
  ...input,
  edges: input.edges.map((each) => edge(changes[`${each.from} ${each.to}`] ?? `${each.from} ${each.to}`)),
});

const withParams = (input: GraphDocument, id: string, params: GraphDocument['nodes'][number]['params']) => ({
  ...input,
  nodes: input.nodes.map((node) => (node.id === id ? { ...node, params: { ...node.params, ...params } } : node)),
});

const layer = ({ layers }: Program, id: string) => layers.find(({ node }) => node === id);
const lowered = ({ config }: KerasModel, id: string) => config.layers.find(({ name }) => name === id);

describe('a program', () => {
  const net = program(recurrentNet);

  test('names the tensors that each layer reads, by port', () => {
    expect(layer(net, 'second')).toMatchObject({
      inputs: {
        inputs: [{ layer: 'data', output: 'features' }],
        initial_state: [{ layer: 'first', output: 'state' }],
      },
      inputShapes: { inputs: [[4, 3]], initial_state: [[5]] },
      outputShapes: { outputs: [5] },
    });
    expect(layer(net, 'attend')).toMatchObject({
      inputs: {
        inputs: [{ layer: 'second', output: 'outputs' }],
        key: [{ layer: 'first', output: 'outputs' }],
        mask: [{ layer: 'first', output: 'state' }],
      },
      outputShapes: { outputs: [5], score: [1] },
    });
    expect(layer(net, 'join')).toMatchObject({
      inputs: {
        inputs: [
          { layer: 'attend', output: 'outputs' },
          { layer: 'attend', output: 'score' },
        ],
      },
      outputShapes: { outputs: [6] },
    });
  });

  test('is lowered to Keras’ form: keyword arguments, and outputs by number', () => {
    const tensor = (name: string, output: number, shape: readonly number[]) => ({
      class_name: '__keras_tensor__',
      config: { shape: [null, ...shape], dtype: 'float32', keras_history: [name, 0, output] },
    });
    expect(lowered(net.model, 'first')?.inbound_nodes).toEqual([[['data', 0, 0, {}]]]);
    expect(lowered(net.model, 'second')?.inbound_nodes).toEqual([
      { args: [tensor('data', 0, [4, 3])], kwargs: { initial_state: tensor('first', 1, [5]) } },
    ]);
    expect(lowered(net.model, 'attend')?.inbound_nodes).toEqual([
      {
        args: [tensor('second', 0, [5])],
        kwargs: { key: tensor('first', 0, [5]), mask: tensor('first', 1, [5]) },
      },
    ]);
    expect(lowered(net.model, 'join')?.inbound_nodes).toEqual([
      [
        ['attend', 0, 0, {}],
        ['attend', 0, 1, {}],
      ],
    ]);
    expect(net.model.config.output_layers).toEqual([['out', 0, 0]]);
  });

  test('says in print what is read from where', () => {
    const text = printProgram(net, stubCatalog);
    expect(text).toMatch(/second .*data \+ initial_state: first\.state/);
    expect(text).toMatch(/attend .*second \+ key: first \+ mask: first\.state/);
    expect(text).toMatch(/join .*attend \+ attend\.score/);
  });

  test('is plain data', () => expect(structuredClone(net)).toEqual(net));

  test('counts both outputs as memory', () => {
    const bytes = (input: GraphDocument) => layer(program(input), 'first')?.bytes ?? 0;
    const alone: GraphDocument = {
      ...recurrentNet,
      edges: recurrentNet.edges.filter(({ from }) => from !== 'first.state'),
    };
    // Five more numbers for each of the 16 examples of a batch.
    expect(bytes(alone) - bytes(withParams(alone, 'first', { return_state: false }))).toBe(4 * 5 * 16);
  });
});

describe('two programs differ if only', () => {
  const plain = program(recurrentNet);
  test.each<[string, GraphDocument]>([
    ['another output is read', rewired(recurrentNet, { 'first.outputs attend.key': 'first.state attend.key' })],
    [
      'two inputs are exchanged',
      rewired(recurrentNet, {
        'second.outputs attend.inputs': 'second.outputs attend.key',
        'first.outputs attend.key': 'first.outputs attend.inputs',
      }),
    ],
    [
      'an optional input is free',
      { ...recurrentNet, edges: recurrentNet.edges.filter(({ to }) => to !== 'attend.mask') },
    ],
    [
      'the initial state is free',
      { ...recurrentNet, edges: recurrentNet.edges.filter(({ to }) => to !== 'second.initial_state') },
    ],
  ])('%s', (_change, changed) => {
    const other = program(changed);
    expect(other.model).not.toEqual(plain.model);
    expect(other.layers).not.toEqual(plain.layers);
    expect(printProgram(other, stubCatalog)).not.toBe(printProgram(plain, stubCatalog));
  });
});

describe('the edge map', () => {
  const { edges } = compiled(recurrentNet);
  test('knows which output a wire carries', () => {
    expect(edges.get('first.state->second.initial_state')).toEqual({
      edge: 'first.state->second.initial_state',
      kind: 'tensor',
      carries: { what: 'activation', tensor: { layer: 'first', output: 'state' }, shape: [5] },
      programs: ['train'],
    });
    expect(edges.get('attend.score->join.inputs')?.carries).toEqual({
      what: 'activation',
      tensor: { layer: 'attend', output: 'score' },
      shape: [1],
    });
    expect(edges.get('data.features->second.inputs')?.carries).toEqual({
      what: 'features',
      tensor: { layer: 'data', output: 'features' },
      shape: [4, 3],
    });
  });

  test('knows the weight behind a port that Keras names shorter', () => {
    const plugged: GraphDocument = {
      ...recurrentNet,
      nodes: [...recurrentNet.nodes, { id: 'he', type: 'HeNormal', position: [0, 0] }],
      edges: [...recurrentNet.edges, edge('he.initializer first.recurrent_initializer')],
    };
    expect(compiled(plugged).edges.get('he.initializer->first.recurrent_initializer')?.carries).toEqual({
      what: 'initializer',
      weights: ['first/recurrent_kernel'],
    });
    const { layers, model } = program(plugged);
    const weights = layers.find(({ node }) => node === 'first')?.weights;
    expect(weights?.map(({ key, initializer }) => [key, initializer.type])).toEqual([
      ['first/kernel', 'GlorotUniform'],
      ['first/recurrent_kernel', 'HeNormal'],
      ['first/bias', 'Zeros'],
    ]);
    expect(lowered(model, 'first')?.config['recurrent_initializer']).toMatchObject({ class_name: 'HeNormal' });
    expect(lowered(model, 'second')?.config['recurrent_initializer']).toMatchObject({
      class_name: 'Orthogonal',
    });
  });
});

describe('a loss that reads another output than the first', () => {
  const sigmoid = withParams(rewired(recurrentNet, { 'out.outputs loss.y_pred': 'first.state loss.y_pred' }), 'first', {
    units: 1,
    activation: 'sigmoid',
  });
  const state: GraphDocument = {
    ...sigmoid,
    nodes: sigmoid.nodes.map((node) => (node.id === 'loss' ? { ...node, type: 'BinaryCrossentropy' } : node)),
  };

  test('has it as the output of its program', () => {
    const { output, model, layers, data } = program(state);
    expect(output).toEqual({ layer: 'first', output: 'state' });
    expect(model.config.output_layers).toEqual([['first', 0, 1]]);
    expect(layers.map(({ node }) => node)).toEqual(['first']);
    expect(data).toMatchObject({ encoding: 'binary', width: 1 });
    expect(printProgram(program(state), stubCatalog)).toContain('of first.state');
  });

  test('is not fused with the activation of the first', () => {
    expect(program(state).loss.fused).toBeUndefined();
    const main = rewired(state, { 'first.state loss.y_pred': 'first.outputs loss.y_pred' });
    expect(program(main).loss.fused).toEqual({ layer: 'first', activation: 'sigmoid' });
  });
});

describe('what does not fit', () => {
  const only = (input: GraphDocument) => {
    const errors = compiled(input).diagnostics.filter(({ severity }) => severity === 'error');
    expect(compiled(input).programs).toEqual([]);
    return errors;
  };

  test('a wire from an output that the params keep shut is refused, and can be opened', () => {
    const shut = withParams(recurrentNet, 'first', { return_state: false });
    const [first, ...others] = only(shut);
    expect(first).toMatchObject({
      code: 'closed-port',
      node: 'first',
      port: 'state',
      message: 'SimpleRNN first has state only while its return_state is on.',
    });
    // One for each of the two wires, and nothing that follows from them.
    expect(others.map(({ code }) => code)).toEqual(['closed-port']);
    const [fix] = first?.fixes ?? [];
    expect(fix?.label).toBe('Turn return_state of first on');
    if (fix === undefined) return;
    expect(compiled(applied(shut, fix.command)).diagnostics).toEqual(compiled(recurrentNet).diagnostics);
  });

  test('a required input beside the main one is missed', () => {
    const free = { ...recurrentNet, edges: recurrentNet.edges.filter(({ to }) => to !== 'attend.key') };
    expect(only(free)).toMatchObject([{ code: 'missing-input', node: 'attend', port: 'key' }]);
  });

  test('a state of the wrong width is refused in words', () => {
    const [mismatch] = only(withParams(recurrentNet, 'first', { units: 7 })).filter(({ node }) => node === 'second');
    expect(mismatch).toMatchObject({
      code: 'shape-mismatch',
      message:
        'SimpleRNN second takes an initial_state with a number for each of its units: found shape 7, expected 5.',
      hint: 'It receives 4×3 from data, 7 from first.',
    });
  });

  test('prints the same for a copy', () =>
    expect(printCompilation(compiled(structuredClone(recurrentNet)), stubCatalog)).toBe(
      printCompilation(compiled(recurrentNet), stubCatalog),
    ));
});
