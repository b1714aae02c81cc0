import { describe, expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { weightsOf } from '../../../src/catalog/layer-facts.ts';
import type { Shape } from '../../../src/base/shape.ts';
import { checkCharge, defaultOf, planWeights, pluggedInto } from '../../../src/compiler/passes/plan-weights.ts';
import type { Diagnostic } from '../../../src/compiler/types.ts';
import { applied, document } from '../documents.ts';
import { layerAt, nodeAt, wired } from './analysed.ts';

type Rows = Parameters<typeof document>[0];

/** A layer `it` with something plugged into it, and the plan of its weights for an input of this shape. */
function planned(type: string, shape: Shape, plugs: Rows = [], edges: readonly string[] = [], params = {}) {
  const input = document([[`it`, type, params], ...plugs], edges);
  const graph = wired(input);
  const layer = layerAt(graph, 'it');
  const found: Diagnostic[] = [];
  const specs = weightsOf(layer.definition, layer.params, { inputs: [shape] });
  const plans = planWeights(graph, layer, specs, (each) => found.push(each));
  return { input, graph, layer, plans, found };
}

const plan = (of: ReturnType<typeof planned>, name: string) => of.plans.find((each) => each.name === name);

describe('what a weight gets', () => {
  test('is Keras’ default where nothing is plugged in', () => {
    const { plans, found } = planned('Dense', [3], [], [], { units: 4 });
    expect(found).toEqual([]);
    expect(plans).toEqual([
      {
        key: 'it/kernel',
        name: 'kernel',
        shape: [3, 4],
        trainable: true,
        initializer: { type: 'GlorotUniform', params: {} },
      },
      { key: 'it/bias', name: 'bias', shape: [4], trainable: true, initializer: { type: 'Zeros', params: {} } },
    ]);
  });

  test('is what is plugged in, with its params and its node, at this weight alone', () => {
    const dense = planned(
      'Dense',
      [3],
      [
        ['normal', 'RandomNormal', { stddev: 0.5 }],
        ['l2', 'L2', { l2: 0.1 }],
        ['norm', 'MaxNorm'],
      ],
      [
        'normal.initializer it.kernel_initializer',
        'l2.regularizer it.kernel_regularizer',
        'norm.constraint it.bias_constraint',
      ],
    );
    expect(dense.found).toEqual([]);
    expect(plan(dense, 'kernel')).toMatchObject({
      initializer: { type: 'RandomNormal', node: 'normal', params: { stddev: 0.5, mean: 0 } },
      regularizer: { type: 'L2', node: 'l2', params: { l2: 0.1 } },
    });
    expect(plan(dense, 'kernel')).not.toHaveProperty('constraint');
    expect(plan(dense, 'bias')).toMatchObject({ initializer: { type: 'Zeros' }, constraint: { node: 'norm' } });
    expect(plan(dense, 'bias')).not.toHaveProperty('regularizer');
  });

  test('is the default again where what is plugged in is muted', () => {
    const dense = planned(
      'Dense',
      [3],
      [['ones', 'Ones', {}, { muted: true }]],
      ['ones.initializer it.kernel_initializer'],
    );
    expect(plan(dense, 'kernel')?.initializer).toEqual({ type: 'GlorotUniform', params: {} });
    expect(pluggedInto(dense.layer, 'kernel_initializer')).toBeUndefined();
  });

  test('comes to a recurrent kernel through the port that has not its name', () => {
    const rnn = planned('SimpleRNN', [5, 3], [['eye', 'Identity']], ['eye.initializer it.recurrent_initializer']);
    expect(rnn.found).toEqual([]);
    expect(plan(rnn, 'recurrent_kernel')?.initializer.node).toBe('eye');
    expect(plan(rnn, 'kernel')?.initializer.node).toBeUndefined();
  });

  test('is fixed where the layer fills a weight itself, and such a weight is not trained', () => {
    const { plans } = planned('Normalization', [3]);
    expect(plans.map(({ name, trainable, initializer }) => [name, trainable, initializer.type])).toEqual([
      ['mean', false, 'Zeros'],
      ['variance', false, 'Ones'],
      ['count', false, 'Zeros'],
    ]);
  });

  test('is drawn in pieces where Keras does so', () => {
    const lstm = planned('LSTM', [5, 3], [], [], { units: 2 });
    expect(plan(lstm, 'bias')?.pieces).toEqual([{ shape: [2] }, { shape: [2], ones: true }, { shape: [4] }]);
    expect(plan(lstm, 'kernel')).not.toHaveProperty('pieces');
  });
});

describe('what cannot be done to a weight of this shape', () => {
  test('is told at the port, with the node, the weight and its shape, and can be unplugged', () => {
    const { input, found } = planned('Dense', [3], [['turn', 'Orthogonal']], ['turn.initializer it.bias_initializer'], {
      units: 4,
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      severity: 'error',
      code: 'initializer-refuses',
      node: 'it',
      edge: 'turn.initializer->it.bias_initializer',
      port: 'bias_initializer',
      message:
        'Orthogonal turn cannot fill the bias of Dense it, of shape 4: needs a weight with at least two dimensions, found shape 4.',
      hint: 'Choose another initializer, or unplug this one to use the default.',
    });
    const [fix] = found[0]?.fixes ?? [];
    expect(fix?.label).toBe('Unplug turn');
    expect(fix && applied(input, fix.command).edges).toEqual([]);
  });

  test.each([
    ['regularizer', 'OrthogonalRegularizer', {}, 'charge for', 'Choose another regularizer, or unplug this one.'],
    ['constraint', 'UnitNorm', { axis: 3 }, 'rule', 'Choose another axis, or unplug the constraint.'],
  ])('is told of a %s in its own words, and its sentence ends once', (role, type, params, verb, hint) => {
    const { found } = planned('Dense', [3], [['plug', type, params]], [`plug.${role} it.bias_${role}`]);
    expect(found).toMatchObject([{ code: `${role}-refuses`, port: `bias_${role}`, hint }]);
    expect(found[0]?.message).toContain(`${type} plug cannot ${verb} the bias of Dense it, of shape 32: `);
    expect(found[0]?.message).toMatch(/[^.]\.$/);
  });

  test('is nothing where the plug is muted, or where the layer has no such weight', () => {
    const muted = [['turn', 'Orthogonal', {}, { muted: true }]] as const;
    expect(planned('Dense', [3], muted, ['turn.initializer it.bias_initializer']).found).toEqual([]);
    const edges = ['turn.initializer it.bias_initializer'];
    expect(planned('Dense', [3], [['turn', 'Orthogonal']], edges, { use_bias: false }).found).toEqual([]);
  });
});

describe('a charge for what a layer gives', () => {
  const charged = (outputs: Readonly<Record<string, Shape>>, batch: number) => {
    const input = document(
      [
        ['it', 'Dense'],
        ['angles', 'OrthogonalRegularizer'],
      ],
      ['angles.regularizer it.activity_regularizer'],
    );
    const found: Diagnostic[] = [];
    checkCharge(layerAt(wired(input), 'it'), outputs, batch, (each) => found.push(each));
    return found;
  };

  test('is for values that begin with the batch', () => {
    expect(charged({ outputs: [4] }, 8)).toEqual([]);
    const [refused] = charged({ outputs: [5, 4] }, 8);
    expect(refused).toMatchObject({ code: 'regularizer-refuses', node: 'it', port: 'activity_regularizer' });
    expect(refused?.message).toContain('the outputs of Dense it, of shape 8×5×4');
  });

  test('hangs on the size of the batch, and is told of each output', () => {
    expect(charged({ outputs: [4] }, 1)).toHaveLength(1);
    expect(charged({ outputs: [4, 2], state: [3, 3, 3] }, 8)).toHaveLength(2);
  });
});

test('the default of a type is always the same object; of an unknown type it has no params', () => {
  const { graph } = planned('Dense', [3]);
  expect(defaultOf(graph, 'HeNormal')).toBe(defaultOf(graph, 'HeNormal'));
  expect(defaultOf(graph, 'RandomNormal').params).toMatchObject({ mean: 0, stddev: 0.05 });
  expect(defaultOf(graph, 'FromTheFuture')).toEqual({ type: 'FromTheFuture', params: {} });
  expect(catalog.get('FromTheFuture')).toBeUndefined();
});

test('nothing is plugged into no port', () => {
  const { graph } = planned('Dense', [3], [['ones', 'Ones']], ['ones.initializer it.kernel_initializer']);
  expect(pluggedInto(nodeAt(graph, 'it'), undefined)).toBeUndefined();
  expect(pluggedInto(nodeAt(graph, 'it'), 'kernel_initializer')).toEqual({ type: 'Ones', params: {}, node: 'ones' });
});
