import { describe, expect, test } from 'vitest';
import { planEdges } from '../../../src/compiler/passes/plan-edges.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { applied, classifier } from '../documents.ts';
import type { Changes } from '../documents.ts';
import { analysed } from './analysed.ts';

function plansOf(input: GraphDocument) {
  const { graph, facts, drafts } = analysed(input);
  return planEdges(graph, facts, drafts);
}

/** The plan of the wire `'a.x b.y'`. */
const planOf = (input: GraphDocument, wire: string) => plansOf(input).get(wire.replace(' ', '->'));

const carried = (changes: Changes, wire: string) => planOf(classifier(changes), wire)?.carries;

test('every edge of the document has a plan, in its order, under its own name', () => {
  const input = classifier();
  const plans = [...plansOf(input)];
  expect(plans.map(([id]) => id)).toEqual(input.edges.map(({ from, to }) => `${from}->${to}`));
  for (const [id, { edge }] of plans) expect(edge).toBe(id);
});

describe('what a wire carries', () => {
  test('from data it is features, from a layer an activation, each with its tensor and shape', () => {
    expect(planOf(classifier(), 'data.features d1.inputs')).toEqual({
      edge: 'data.features->d1.inputs',
      kind: 'data',
      carries: { what: 'features', tensor: { layer: 'data', output: 'features' }, shape: [2] },
      programs: ['train'],
    });
    expect(planOf(classifier(), 'd1.outputs out.inputs')).toMatchObject({
      kind: 'tensor',
      carries: { what: 'activation', tensor: { layer: 'd1', output: 'outputs' }, shape: [16] },
    });
  });

  test('from a data set to a loss it is its targets', () => {
    expect(carried({}, 'data.targets loss.y_true')).toMatchObject({
      what: 'targets',
      source: 'data',
      info: { kind: 'classes' },
    });
  });

  test('losses, optimizers, metrics and callbacks are named by their node', () => {
    const parts: Changes = {
      nodes: [
        ['stop', 'EarlyStopping'],
        ['right', 'Accuracy'],
      ],
      edges: ['stop.callback train.callbacks', 'right.metric train.metrics'],
    };
    expect(carried(parts, 'loss.loss train.loss')).toEqual({ what: 'loss', source: 'loss' });
    expect(carried(parts, 'opt.optimizer train.optimizer')).toEqual({ what: 'optimizer', source: 'opt' });
    expect(carried(parts, 'right.metric train.metrics')).toEqual({ what: 'metric', source: 'right' });
    expect(carried(parts, 'stop.callback train.callbacks')).toEqual({ what: 'callback', source: 'stop' });
  });

  test('a parameter goes to the weights of its port, and to no others', () => {
    const parts: Changes = {
      nodes: [
        ['he', 'HeNormal'],
        ['l2', 'L2'],
        ['norm', 'MaxNorm'],
      ],
      edges: [
        'he.initializer d1.kernel_initializer',
        'l2.regularizer d1.bias_regularizer',
        'norm.constraint out.kernel_constraint',
      ],
    };
    expect(carried(parts, 'he.initializer d1.kernel_initializer')).toEqual({
      what: 'initializer',
      weights: ['d1/kernel'],
    });
    expect(carried(parts, 'l2.regularizer d1.bias_regularizer')).toEqual({ what: 'regularizer', weights: ['d1/bias'] });
    expect(carried(parts, 'norm.constraint out.kernel_constraint')).toEqual({
      what: 'constraint',
      weights: ['out/kernel'],
    });
    // Of a layer without this weight there is nothing that it goes to.
    const without: Changes = { ...parts, nodes: [...(parts.nodes ?? []), ['d1', 'Dense', { use_bias: false }]] };
    expect(carried(without, 'l2.regularizer d1.bias_regularizer')).toEqual({ what: 'regularizer', weights: [] });
  });

  test('a schedule says where it goes, and at which rate it starts', () => {
    const parts: Changes = {
      nodes: [
        ['decay', 'CosineDecay', { initial_learning_rate: 0.03 }],
        ['warm', 'Warmup', { start_learning_rate: 0.002 }],
      ],
      edges: ['decay.schedule warm.schedule', 'warm.schedule opt.learning_rate'],
    };
    expect(carried(parts, 'decay.schedule warm.schedule')).toEqual({
      what: 'schedule',
      schedule: 'decay',
      into: 'warm',
      start: 0.03,
    });
    expect(carried(parts, 'warm.schedule opt.learning_rate')).toMatchObject({
      schedule: 'warm',
      into: 'opt',
      start: 0.002,
    });
  });
});

describe('a wire out of a muted node', () => {
  test('carries what stands in front of it, where it can pass', () => {
    const muted: Changes = { nodes: [['d1', 'Dense', { units: 16 }, { muted: true }]] };
    expect(carried(muted, 'd1.outputs out.inputs')).toEqual({
      what: 'features',
      tensor: { layer: 'data', output: 'features' },
      shape: [2],
    });
  });

  test('carries nothing, where it cannot', () => {
    const muted: Changes = { nodes: [['opt', 'Adam', {}, { muted: true }]] };
    expect(carried(muted, 'opt.optimizer train.optimizer')).toEqual({ what: 'nothing' });
  });
});

describe('a wire that carries nothing', () => {
  test('is one that was left out: it still has the kind of what its start gives, and no program', () => {
    expect(
      planOf(classifier({ edges: ['data.targets d1.kernel_initializer'] }), 'data.targets d1.kernel_initializer'),
    ).toEqual({
      edge: 'data.targets->d1.kernel_initializer',
      kind: 'targets',
      carries: { what: 'nothing' },
      programs: [],
    });
    expect(
      planOf(classifier({ edges: ['ghost.x d1.kernel_initializer'] }), 'ghost.x d1.kernel_initializer'),
    ).toMatchObject({
      kind: 'initializer',
      carries: { what: 'nothing' },
    });
  });

  test('is one whose shape is not known', () => {
    expect(carried({ cut: ['data.features d1.inputs'] }, 'd1.outputs out.inputs')).toEqual({ what: 'nothing' });
    expect(carried({ nodes: [['data', 'Table']] }, 'data.targets loss.y_true')).toEqual({ what: 'nothing' });
  });
});

test('a wire names the programs that use it, and one at a layer aside names none', () => {
  const input = classifier({
    nodes: [
      ['second', 'Train'],
      ['sgd', 'SGD'],
      ['aside', 'Dense'],
    ],
    edges: ['loss.loss second.loss', 'sgd.optimizer second.optimizer', 'd1.outputs aside.inputs'],
  });
  expect(planOf(input, 'd1.outputs out.inputs')?.programs).toEqual(['train', 'second']);
  expect(planOf(input, 'sgd.optimizer second.optimizer')?.programs).toEqual(['second']);
  expect(planOf(input, 'd1.outputs aside.inputs')?.programs).toEqual([]);
});

describe('after an edit', () => {
  const before = classifier({ nodes: [['lr', 'CosineDecay']], edges: ['lr.schedule opt.learning_rate'] });
  const changed = (node: string, params: Record<string, number>) => {
    const old = plansOf(before);
    const now = plansOf(applied(before, { type: 'setParams', node, params }));
    return [...now].filter(([id, plan]) => plan !== old.get(id)).map(([id]) => id);
  };

  test('the plans that nothing has changed for are the very same', () => {
    // A rate comes from all the schedules behind it, so its plan is always made anew.
    expect(changed('train', { epochs: 3 })).toEqual([
      'loss.loss->train.loss',
      'opt.optimizer->train.optimizer',
      'lr.schedule->opt.learning_rate',
    ]);
  });

  test('those at a node that has changed are made anew', () => {
    expect(changed('d1', { units: 5 })).toEqual([
      'data.features->d1.inputs',
      'd1.outputs->out.inputs',
      'out.outputs->loss.y_pred',
      'lr.schedule->opt.learning_rate',
    ]);
  });
});
