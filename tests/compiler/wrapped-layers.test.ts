/** A layer that wraps another one: its params and ports follow the choice, and Keras reads the two layers that it is. */
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compiler/compile.ts';
import { flatConfig } from '../../src/catalog/flat-config.ts';
import { catalog } from '../../src/catalog/index.ts';
import { paramMeta } from '../../src/catalog/params.ts';
import { isOpen } from '../../src/catalog/ports.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { stubCatalog } from '../support/named-tensors.ts';
import { anotherWayBack, bothWaysApart } from '../parity/chosen-cases.ts';
import { sequenceNet } from '../support/sequence-net.ts';
import { applied, edge } from './documents.ts';

function loweredOf(input: GraphDocument, id: string) {
  const { programs, diagnostics } = compile(input, stubCatalog);
  const [program] = programs;
  if (program === undefined) throw new Error(JSON.stringify(diagnostics, null, 1));
  const found = program.model.config.layers.find(({ name }) => name === id);
  if (found === undefined) throw new Error(`no layer ${id}`);
  return found;
}

const plugged: GraphDocument = {
  ...sequenceNet,
  nodes: [...sequenceNet.nodes, { id: 'he', type: 'HeNormal', position: [0, 0] }],
  edges: [...sequenceNet.edges, edge('he.initializer both.kernel_initializer')],
};

describe('lowering', () => {
  test('writes the wrapped layer as an argument, with its own params and plugs', () => {
    const { class_name, config } = loweredOf(plugged, 'both');
    expect(class_name).toBe('Bidirectional');
    expect(Object.keys(config).toSorted()).toEqual(['dtype', 'layer', 'merge_mode', 'name', 'trainable']);
    expect(config['layer']).toMatchObject({
      module: 'keras.layers',
      class_name: 'LSTM',
      config: {
        units: 3,
        go_backwards: false,
        return_sequences: true,
        unit_forget_bias: true,
        kernel_initializer: { class_name: 'HeNormal' },
        recurrent_initializer: { class_name: 'Orthogonal' },
        kernel_regularizer: null,
      },
    });
    expect(loweredOf(plugged, 'steps').config['layer']).toMatchObject({ class_name: 'Dense', config: { units: 4 } });
  });

  test('is read back side by side', () => {
    const { config } = loweredOf(plugged, 'both');
    expect(flatConfig(catalog.expect('Bidirectional', 'layer'), config)).toMatchObject({
      layer: 'LSTM',
      units: 3,
      merge_mode: 'concat',
      name: 'both',
    });
  });

  test('writes a second layer as another argument, with params and plugs of its own', () => {
    const { config } = loweredOf(anotherWayBack(), 'both');
    expect(config['layer']).toMatchObject({
      class_name: 'GRU',
      config: { go_backwards: true, kernel_regularizer: { class_name: 'L2' }, recurrent_constraint: null },
    });
    expect(config['backward_layer']).toMatchObject({
      class_name: 'SimpleRNN',
      config: {
        name: 'backward_layer_both',
        units: 3,
        activation: 'sigmoid',
        go_backwards: false,
        return_sequences: true,
        kernel_initializer: { class_name: 'RandomUniform' },
        kernel_regularizer: null,
        recurrent_constraint: { class_name: 'MaxNorm' },
      },
    });
    expect(flatConfig(catalog.expect('Bidirectional', 'layer'), config)).toMatchObject({
      layer: 'GRU',
      backward_layer: 'SimpleRNN',
      backward_activation: 'sigmoid',
      go_backwards: true,
    });
    expect(Object.keys(loweredOf(sequenceNet, 'both').config)).not.toContain('backward_layer');
  });

  test('puts arguments of the call beside the tensors', () => {
    const { config, inbound_nodes } = loweredOf(plugged, 'look');
    expect(Object.keys(config)).not.toContain('use_causal_mask');
    expect(inbound_nodes[0]).toMatchObject({
      args: [{ config: { keras_history: ['both', 0, 0] } }],
      kwargs: {
        value: { config: { keras_history: ['both', 0, 0] } },
        use_causal_mask: true,
        return_attention_scores: true,
      },
    });
  });

  test('gathers the states of several ports in the one list that Keras takes', () => {
    const wired = {
      ...sequenceNet,
      nodes: sequenceNet.nodes.map((node) =>
        node.id === 'last' ? { ...node, type: 'LSTM', params: { units: 3 } } : node,
      ),
      edges: [
        ...sequenceNet.edges,
        edge('both.backward_state_c last.initial_state_c'),
        edge('both.backward_state_h last.initial_state_h'),
      ],
    };
    const [call] = loweredOf(wired, 'last').inbound_nodes;
    // In the order of the ports, whatever that of the wires.
    expect(call).toMatchObject({
      kwargs: {
        initial_state: [{ config: { keras_history: ['both', 0, 3] } }, { config: { keras_history: ['both', 0, 4] } }],
      },
    });
  });
});

describe('the choice of the wrapped layer', () => {
  const bidirectional = catalog.expect('Bidirectional', 'layer');
  const open = (params: Record<string, unknown>) =>
    bidirectional.outputs.filter((port) => isOpen(port, params)).map(({ name }) => name);

  test('decides which states there are', () => {
    expect(open({ return_state: true })).toEqual([
      'outputs',
      'forward_state_h',
      'forward_state_c',
      'backward_state_h',
      'backward_state_c',
    ]);
    expect(open({ return_state: true, layer: 'GRU' })).toEqual(['outputs', 'forward_state', 'backward_state']);
    expect(open({ layer: 'GRU' })).toEqual(['outputs']);
  });

  test('opens an output for the way back while both stay apart, and is None for Keras', () => {
    expect(open({ layer: 'GRU', return_state: true, merge_mode: 'none' })).toEqual([
      'outputs',
      'backward_outputs',
      'forward_state',
      'backward_state',
    ]);
    expect(open({ merge_mode: 'sum' })).toEqual(['outputs']);
    const [program] = compile(bothWaysApart(), stubCatalog).programs;
    const layer = (name: string) => program?.model.config.layers.find((each) => each.name === name);
    expect(layer('both')?.config['merge_mode']).toBeNull();
    expect(layer('product')?.inbound_nodes).toEqual([
      [
        ['both', 0, 0, {}],
        ['both', 0, 1, {}],
      ],
    ]);
  });

  test('decides which params are shown', () => {
    const shown = (name: string) => paramMeta(bidirectional.params[name] ?? never(name)).when;
    expect(shown('units')).toBeUndefined();
    expect(shown('reset_after')).toEqual({ param: 'layer', is: ['GRU'] });
    expect(shown('recurrent_activation')).toEqual({ param: 'layer', is: ['LSTM', 'GRU'] });
    expect(shown('go_backwards')).toEqual({ param: 'backward_layer', is: ['LSTM', 'GRU', 'SimpleRNN'] });
    expect(shown('backward_reset_after')).toEqual({ param: 'backward_layer', is: ['GRU'] });
  });

  test('a wire to a port of another choice says so, and one click makes it', () => {
    const other: GraphDocument = {
      ...sequenceNet,
      nodes: sequenceNet.nodes.map((node) =>
        node.id === 'both' ? { ...node, params: { ...node.params, layer: 'GRU' } } : node,
      ),
    };
    const { programs, diagnostics } = compile(other, stubCatalog);
    const [closed] = diagnostics.filter(({ code }) => code === 'closed-port');
    expect(programs).toEqual([]);
    expect(closed?.message).toBe('Bidirectional both has backward_state_h only while its layer is LSTM.');
    const [fix] = closed?.fixes ?? [];
    expect(fix?.label).toBe('Set layer of both to LSTM');
    expect(fix && compile(applied(other, fix.command), stubCatalog).programs).toHaveLength(1);
  });
});

const never = (name: string): never => {
  throw new Error(`no param ${name}`);
};

test('states of one way alone are refused', () => {
  const { diagnostics } = compile(
    {
      ...sequenceNet,
      nodes: [
        ...sequenceNet.nodes,
        { id: 'more', type: 'Bidirectional', position: [0, 0], params: { layer: 'GRU', units: 3 } },
        { id: 'state', type: 'Dense', position: [0, 0], params: { units: 3 } },
      ],
      edges: [
        ...sequenceNet.edges,
        edge('data.features more.inputs'),
        edge('last.outputs state.inputs'),
        edge('state.outputs more.forward_initial_state'),
        edge('more.outputs join.inputs'),
      ],
    },
    stubCatalog,
  );
  expect(diagnostics.find(({ node }) => node === 'more')?.message).toContain(
    'found some for the forward way only, expected them for both',
  );
});
