/** Every diagnostic: a document that triggers it, and for each of its fixes that applying it makes it go away. */
import { describe, expect, test } from 'vitest';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { dataset } from '../../src/catalog/data/dataset.ts';
import { defineDataset } from '../../src/catalog/define/index.ts';
import { catalog } from '../../src/catalog/index.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { applied, classifier, compiled, document, found } from './documents.ts';

interface Case {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'hint';
  readonly node?: string;
  readonly document: GraphDocument;
  /** Labels of the fixes, in order. */
  readonly fixes: readonly string[];
  readonly says?: RegExp;
}

const wide = ['data', 'Dataset', { name: 'digits' }] as const;

const CASES: readonly Case[] = [
  {
    code: 'duplicate-id',
    severity: 'error',
    node: 'd1',
    document: document(
      [
        ['d1', 'Dense'],
        ['d1', 'Dense'],
      ],
      [],
    ),
    fixes: [],
  },
  {
    code: 'unknown-type',
    severity: 'warning',
    node: 'd1',
    document: classifier({ nodes: [['d1', 'Dence', { units: 16, activation: 'relu' }]] }),
    fixes: ['Make it a Dense'],
    says: /"Dence"/,
  },
  {
    code: 'unknown-source',
    severity: 'error',
    node: 'out',
    document: classifier({ nodes: [['d1', 'FromTheFuture']] }),
    fixes: ['Take d1 out'],
  },
  {
    code: 'unknown-param',
    severity: 'warning',
    node: 'd1',
    document: classifier({ nodes: [['d1', 'Dense', { unit: 16, activation: 'relu' }]] }),
    fixes: ['Rename unit to units', 'Remove unit'],
  },
  {
    code: 'bad-param',
    severity: 'error',
    node: 'd1',
    document: classifier({ nodes: [['d1', 'Dense', { units: 0, activation: 'relu' }]] }),
    fixes: ['Set units to 1', 'Set units to its default, 32'],
    says: /units of Dense d1 is 0, expected a whole number from 1/,
  },
  {
    code: 'bad-param',
    severity: 'error',
    node: 'd1',
    document: classifier({ nodes: [['d1', 'Dense', { units: 4, activation: 'Relu' }]] }),
    fixes: ['Set activation to relu', 'Set activation to its default, linear'],
  },
  {
    code: 'dangling-wire',
    severity: 'error',
    node: 'd1',
    document: classifier({ edges: ['ghost.initializer d1.kernel_initializer'] }),
    fixes: ['Remove the wire'],
    says: /"ghost"/,
  },
  {
    code: 'dangling-wire',
    severity: 'warning',
    document: classifier({ edges: ['ghost.a phantom.b'] }),
    fixes: ['Remove the wire'],
  },
  {
    code: 'self-wire',
    severity: 'error',
    node: 'd1',
    document: classifier({ edges: ['d1.outputs d1.inputs'] }),
    fixes: ['Remove the wire'],
  },
  {
    code: 'unknown-port',
    severity: 'error',
    node: 'd1',
    document: classifier({ cut: ['data.features d1.inputs'], edges: ['data.features d1.input'] }),
    fixes: ['Connect data.features to d1.inputs'],
    says: /no input "input"/,
  },
  {
    code: 'unknown-port',
    severity: 'error',
    node: 'data',
    document: classifier({ cut: ['data.features d1.inputs'], edges: ['data.outputs d1.inputs'] }),
    fixes: ['Connect data.features to d1.inputs'],
  },
  {
    code: 'kind-mismatch',
    severity: 'error',
    node: 'd1',
    document: classifier({ cut: ['data.features d1.inputs'], edges: ['data.targets d1.inputs'] }),
    fixes: ['Connect data.features to d1.inputs'],
    says: /targets .* takes a tensor/,
  },
  {
    code: 'two-wires',
    severity: 'error',
    node: 'train',
    document: classifier({ nodes: [['sgd', 'SGD']], edges: ['sgd.optimizer train.optimizer'] }),
    fixes: ['Keep sgd.optimizer', 'Remove the wire'],
  },
  {
    code: 'cycle',
    severity: 'error',
    node: 'sum',
    document: classifier({
      nodes: [['sum', 'Add']],
      cut: ['d1.outputs out.inputs'],
      edges: ['d1.outputs sum.inputs', 'sum.outputs out.inputs', 'out.outputs sum.inputs'],
    }),
    fixes: ['Remove the wire out.outputs → sum.inputs'],
    says: /sum → out → sum/,
  },
  {
    code: 'missing-input',
    severity: 'error',
    node: 'train',
    document: classifier({ without: ['opt'], cut: ['opt.optimizer train.optimizer'] }),
    fixes: ['Add Adam and connect it'],
  },
  {
    code: 'missing-input',
    severity: 'error',
    node: 'train',
    document: classifier({ cut: ['opt.optimizer train.optimizer'] }),
    fixes: ['Connect opt.optimizer to train.optimizer', 'Add Adam and connect it'],
  },
  {
    code: 'missing-input',
    severity: 'error',
    node: 'd1',
    // A bypass with nothing behind it.
    document: classifier({
      nodes: [['d1', 'Dense', { activation: 'relu' }, { muted: true }]],
      cut: ['data.features d1.inputs'],
    }),
    fixes: ['Connect data.features to d1.inputs'],
  },
  {
    code: 'missing-input',
    severity: 'error',
    node: 'd1',
    document: classifier({ cut: ['data.features d1.inputs'] }),
    fixes: ['Connect data.features to d1.inputs'],
  },
  {
    code: 'missing-input',
    severity: 'error',
    node: 'loss',
    document: classifier({ cut: ['data.targets loss.y_true'] }),
    fixes: ['Connect data.targets to loss.y_true'],
  },
  {
    code: 'missing-input',
    severity: 'error',
    node: 'train',
    document: classifier({
      without: ['loss'],
      cut: ['loss.loss train.loss', 'data.targets loss.y_true', 'out.outputs loss.y_pred'],
    }),
    fixes: ['Add CategoricalCrossentropy and connect it'],
  },
  {
    code: 'missing-input',
    severity: 'warning',
    node: 'late',
    document: classifier({
      nodes: [
        ['late', 'Dense'],
        ['later', 'Dense'],
      ],
      edges: ['late.outputs later.inputs'],
    }),
    fixes: ['Connect data.features to late.inputs'],
  },
  {
    code: 'muted-required',
    severity: 'error',
    node: 'loss',
    document: classifier({ nodes: [['loss', 'CategoricalCrossentropy', undefined, { muted: true }]] }),
    fixes: ['Unmute loss'],
  },
  {
    code: 'muted-required',
    severity: 'error',
    node: 'data',
    document: classifier({ nodes: [['data', 'Dataset', { name: 'spiral' }, { muted: true }]] }),
    fixes: ['Unmute data'],
  },
  {
    code: 'shape-mismatch',
    severity: 'error',
    node: 'sum',
    document: classifier({
      nodes: [
        ['d2', 'Dense', { units: 8, activation: 'relu' }],
        ['sum', 'Add'],
      ],
      cut: ['d1.outputs out.inputs'],
      edges: ['data.features d2.inputs', 'd1.outputs sum.inputs', 'd2.outputs sum.inputs', 'sum.outputs out.inputs'],
    }),
    fixes: ['Set units of d1 to 8', 'Set units of d2 to 16'],
  },
  {
    code: 'initializer-refuses',
    severity: 'error',
    node: 'd1',
    document: classifier({ nodes: [['id', 'Identity']], edges: ['id.initializer d1.bias_initializer'] }),
    fixes: ['Unplug id'],
  },
  {
    code: 'regularizer-refuses',
    severity: 'error',
    node: 'd1',
    document: classifier({
      nodes: [['apart', 'OrthogonalRegularizer']],
      edges: ['apart.regularizer d1.bias_regularizer'],
    }),
    fixes: ['Unplug apart'],
    says: /compares the rows or columns of a matrix/,
  },
  {
    code: 'constraint-refuses',
    severity: 'error',
    node: 'd1',
    document: classifier({
      nodes: [['short', 'MaxNorm', { axis: 1 }]],
      edges: ['short.constraint d1.bias_constraint'],
    }),
    fixes: ['Unplug short'],
    says: /found axis 1, expected 0/,
  },
  {
    code: 'too-many-units',
    severity: 'error',
    node: 'd1',
    document: classifier({ nodes: [['d1', 'Maxout', { units: 16_384, pieces: 1000 }]] }),
    fixes: ['Set units of d1 to 16'],
    says: /Maxout d1 would need 791\sMB to train: it has 16,384,000 units/,
  },
  {
    code: 'too-many-parameters',
    severity: 'error',
    node: 'out',
    document: classifier({
      nodes: [
        ['d1', 'Dense', { units: 16_384, activation: 'relu' }],
        ['out', 'Dense', { units: 1000, activation: 'softmax' }],
      ],
    }),
    fixes: ['Set units of out to 512'],
  },
  {
    code: 'too-much-memory',
    severity: 'error',
    node: 'd1',
    document: classifier({
      nodes: [
        ['d1', 'Dense', { units: 16_384, activation: 'relu' }],
        ['train', 'Train', { batch_size: 65_536 }],
      ],
    }),
    fixes: ['Set units of d1 to 512'],
  },
  {
    code: 'two-datasets',
    severity: 'error',
    node: 'more',
    document: classifier({
      nodes: [
        ['more', 'Dataset', { name: 'moons' }],
        ['join', 'Concatenate'],
      ],
      cut: ['data.features d1.inputs'],
      edges: ['data.features join.inputs', 'more.features join.inputs', 'join.outputs d1.inputs'],
    }),
    fixes: ['Use data only', 'Use more only'],
  },
  {
    code: 'targets-elsewhere',
    severity: 'error',
    node: 'loss',
    document: classifier({
      nodes: [['more', 'Dataset', { name: 'moons' }]],
      cut: ['data.targets loss.y_true'],
      edges: ['more.targets loss.y_true'],
    }),
    fixes: ['Use the targets of data'],
  },
  {
    code: 'nothing-to-train',
    severity: 'error',
    node: 'loss',
    document: classifier({
      without: ['d1', 'out'],
      cut: ['data.features d1.inputs', 'd1.outputs out.inputs', 'out.outputs loss.y_pred'],
      edges: ['data.features loss.y_pred'],
    }),
    fixes: ['Insert Dense'],
  },
  {
    code: 'output-width',
    severity: 'error',
    node: 'out',
    document: classifier({ nodes: [['data', 'Dataset', { name: 'spiral', classes: 3 }]] }),
    fixes: ['Set units of out to 3'],
    says: /2 values per example, but data has 3 classes/,
  },
  {
    code: 'output-width',
    severity: 'error',
    node: 'out',
    document: classifier({
      nodes: [
        ['loss', 'BinaryCrossentropy'],
        ['out', 'Dense', { units: 3, activation: 'sigmoid' }],
      ],
    }),
    fixes: ['Set units of out to 1', 'Set units of out to 2'],
  },
  {
    code: 'output-width',
    severity: 'error',
    node: 'soft',
    document: classifier({
      nodes: [wide, ['out', 'Dense', { units: 2 }], ['soft', 'Activation', { activation: 'softmax' }]],
      cut: ['out.outputs loss.y_pred'],
      edges: ['out.outputs soft.inputs', 'soft.outputs loss.y_pred'],
    }),
    fixes: ['Set units of out to 10'],
  },
  {
    code: 'loss-needs-classes',
    severity: 'error',
    node: 'loss',
    document: classifier({ nodes: [['data', 'Dataset', { name: 'reg-plane' }]] }),
    fixes: ['Use MeanSquaredError, and set units of out to 1'],
  },
  {
    code: 'loss-needs-values',
    severity: 'warning',
    node: 'loss',
    document: classifier({ nodes: [['loss', 'MeanSquaredError']] }),
    fixes: ['Use CategoricalCrossentropy'],
  },
  {
    code: 'other-activation',
    severity: 'warning',
    node: 'loss',
    document: classifier({ nodes: [['loss', 'BinaryCrossentropy']] }),
    fixes: ['Set activation of out to sigmoid', 'Use CategoricalCrossentropy'],
    says: /made for sigmoid, but Dense out ends with softmax/,
  },
  {
    code: 'other-activation',
    severity: 'warning',
    node: 'loss',
    document: classifier({ nodes: [['out', 'Dense', { units: 2, activation: 'sigmoid' }]] }),
    fixes: ['Set activation of out to softmax', 'Use BinaryCrossentropy'],
  },
  {
    code: 'softmax-of-one',
    severity: 'warning',
    node: 'out',
    document: classifier({
      nodes: [
        ['loss', 'BinaryCrossentropy'],
        ['out', 'Dense', { units: 1, activation: 'softmax' }],
      ],
    }),
    fixes: ['Set activation of out to sigmoid'],
  },
  {
    code: 'no-probabilities',
    severity: 'warning',
    node: 'out',
    document: classifier({ nodes: [['out', 'Dense', { units: 2 }]] }),
    fixes: ['Insert Activation with softmax', 'Set activation of out to softmax', 'Set from_logits of loss to true'],
  },
  {
    code: 'activation-twice',
    severity: 'warning',
    node: 'loss',
    document: classifier({ nodes: [['loss', 'CategoricalCrossentropy', { from_logits: true }]] }),
    fixes: ['Set from_logits of loss to false', 'Set activation of out to linear'],
  },
  {
    code: 'bounded-output',
    severity: 'hint',
    node: 'out',
    document: classifier({
      nodes: [
        ['data', 'Dataset', { name: 'reg-plane' }],
        ['loss', 'MeanSquaredError'],
        ['out', 'Dense', { units: 1, activation: 'sigmoid' }],
      ],
    }),
    fixes: ['Set activation of out to linear'],
  },
  {
    code: 'no-validation',
    severity: 'warning',
    node: 'stop',
    document: classifier({
      nodes: [
        ['data', 'Dataset', { validation_fraction: 0 }],
        ['stop', 'EarlyStopping', { patience: 5 }],
      ],
      edges: ['stop.callback train.callbacks'],
    }),
    fixes: ['Hold back 20 % of data', 'Watch loss'],
  },
  {
    code: 'unknown-figure',
    severity: 'warning',
    node: 'stop',
    document: classifier({
      nodes: [['stop', 'EarlyStopping', { patience: 5, monitor: 'val_mean_absolute_error' }]],
      edges: ['stop.callback train.callbacks'],
    }),
    fixes: ['Watch val_loss'],
  },
  {
    code: 'batch-too-large',
    severity: 'warning',
    node: 'train',
    document: classifier({ nodes: [['train', 'Train', { batch_size: 4096 }]] }),
    fixes: ['Set batch_size to 400'],
  },
  {
    code: 'clashing-params',
    severity: 'error',
    node: 'opt',
    document: classifier({ nodes: [['opt', 'Adam', { clipnorm: 1, global_clipnorm: 2 }]] }),
    fixes: ['Keep only clipnorm of opt', 'Keep only global_clipnorm of opt'],
    says: /Only one of clipnorm, clipvalue and global_clipnorm may be set, found clipnorm and global_clipnorm/,
  },
  {
    code: 'schedule-too-short',
    severity: 'hint',
    node: 'lr',
    document: classifier({
      nodes: [['lr', 'CosineDecay', { decay_steps: 50 }]],
      edges: ['lr.schedule opt.learning_rate'],
    }),
    fixes: ['Set decay_steps to 260'],
  },
  {
    code: 'schedule-too-long',
    severity: 'hint',
    node: 'lr',
    document: classifier({
      nodes: [['lr', 'CosineDecay', { decay_steps: 100_000, warmup_target: 0.1, warmup_steps: 60 }]],
      edges: ['lr.schedule opt.learning_rate'],
    }),
    fixes: ['Set decay_steps to 200'],
  },
  {
    code: 'bias-before-normalisation',
    severity: 'hint',
    node: 'd1',
    document: classifier({
      nodes: [
        ['d1', 'Dense', { units: 16 }],
        ['bn', 'BatchNormalization'],
        ['relu', 'Activation'],
      ],
      cut: ['d1.outputs out.inputs'],
      edges: ['d1.outputs bn.inputs', 'bn.outputs relu.inputs', 'relu.outputs out.inputs'],
    }),
    fixes: ['Switch off use_bias of d1'],
  },
  {
    code: 'linear-stack',
    severity: 'hint',
    node: 'd1',
    document: classifier({ nodes: [['d1', 'Dense', { units: 16 }]] }),
    fixes: ['Insert Activation with relu'],
  },
  {
    code: 'equal-start',
    severity: 'hint',
    node: 'd1',
    document: classifier({
      nodes: [['zero', 'Zeros']],
      edges: ['zero.initializer d1.kernel_initializer', 'zero.initializer out.kernel_initializer'],
    }),
    fixes: ['Unplug zero'],
  },
  {
    code: 'no-train',
    severity: 'hint',
    document: classifier({ without: ['train', 'opt'], cut: ['loss.loss train.loss', 'opt.optimizer train.optimizer'] }),
    fixes: ['Add Train'],
  },
  {
    code: 'no-train',
    severity: 'hint',
    document: classifier({ nodes: [['train', 'Train', undefined, { muted: true }]] }),
    fixes: ['Unmute train'],
  },
  {
    code: 'unused-node',
    severity: 'hint',
    node: 'spare',
    document: classifier({ nodes: [['spare', 'HeNormal']] }),
    fixes: ['Remove spare'],
  },
];

describe.each(CASES)('$code at $node', ({ code, severity, node, document: broken, fixes, says }) => {
  const find = (input: GraphDocument) => found(input, code).filter((each) => each.node === node);

  test('is found, with its fixes', () => {
    const [diagnostic] = find(broken);
    expect(diagnostic).toMatchObject({ severity, code });
    expect(diagnostic?.fixes?.map(({ label }) => label) ?? []).toEqual(fixes);
    if (says !== undefined) expect(diagnostic?.message).toMatch(says);
    expect(diagnostic?.hint).not.toBe('');
  });

  test.each(fixes)('goes away with: %s', (label) => {
    const fix = find(broken)[0]?.fixes?.find((each) => each.label === label);
    expect(fix).toBeDefined();
    if (fix !== undefined) expect(find(applied(broken, fix.command))).toEqual([]);
  });
});

test('an error keeps back the program that it concerns, and only that one', () => {
  const two = classifier({
    nodes: [
      ['opt2', 'SGD'],
      ['train2', 'Train'],
    ],
    edges: ['loss.loss train2.loss', 'opt2.optimizer train2.optimizer', 'opt.optimizer train2.optimizer'],
  });
  const { programs, diagnostics } = compiled(two);
  expect(diagnostics.map(({ code }) => code)).toEqual(['two-wires']);
  expect(programs.map(({ id }) => id)).toEqual(['train']);
});

test('a wire from a port that does not exist keeps back the program of the node it leads to', () => {
  const input = classifier({ nodes: [['he', 'HeNormal']], edges: ['he.values d1.kernel_initializer'] });
  const { programs, diagnostics } = compiled(input);
  expect(diagnostics).toMatchObject([{ code: 'unknown-port', node: 'he' }]);
  expect(programs).toEqual([]);
});

describe('an image that reaches the loss unflattened', () => {
  const image = defineDataset({
    type: 'Image',
    category: 'Data',
    summary: 'Small pictures.',
    description: 'A data set whose examples have two dimensions.',
    inputs: dataset.inputs,
    outputs: dataset.outputs,
    params: {},
    describe: () => ({
      title: 'Image',
      samples: 100,
      shape: [8, 8],
      featureNames: [],
      target: { kind: 'classes', names: ['a', 'b'] },
      image: [8, 8],
    }),
    load: () => Promise.reject(new Error('not loaded in this test')),
    split: () => ({ validation: 0.2, test: 0 }),
  });
  const images = createCatalog([...catalog.all, image], catalog.first);
  const input = classifier({ nodes: [['data', 'Image']] });
  const [diagnostic] = compile(input, images).diagnostics.filter(({ code }) => code === 'output-rank');

  test('is refused at the loss', () => {
    expect(diagnostic).toMatchObject({ severity: 'error', node: 'loss', port: 'y_pred' });
    expect(diagnostic?.message).toContain('8×2');
  });

  test('is flattened in front of the first layer that accepts a row, which leaves the outputs right', () => {
    const [fix] = diagnostic?.fixes ?? [];
    expect(fix?.label).toBe('Insert Flatten before d1 (8×8 becomes 64)');
    const { diagnostics, programs } = compile(fix === undefined ? input : applied(input, fix.command), images);
    expect(diagnostics).toEqual([]);
    expect(programs[0]?.layers.map(({ outputShapes }) => outputShapes['outputs'])).toEqual([[64], [16], [2]]);
  });

  test('is flattened behind a layer that is also read by one that wants it as it is', () => {
    const shared = classifier({
      nodes: [
        ['data', 'Image'],
        ['pool', 'GlobalAveragePooling1D'],
      ],
      edges: ['d1.outputs pool.inputs'],
    });
    const fixes = compile(shared, images).diagnostics.find(({ code }) => code === 'output-rank')?.fixes ?? [];
    expect(fixes.map(({ label }) => label)).toEqual(['Insert Flatten before out (8×16 becomes 128)']);
    for (const { command } of fixes) {
      const { diagnostics } = compile(applied(shared, command), images);
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });
});

test('a graph beyond the limits is opened but not run', () => {
  const rows = Array.from({ length: 5001 }, (_, i) => [`n${i}`, 'Note'] as const);
  const { diagnostics, programs } = compiled(document(rows, []));
  expect(diagnostics).toMatchObject([{ code: 'too-large', severity: 'error' }]);
  expect(programs).toEqual([]);
});
