/* Typing is building: names alone make a network that trains and lies as one would have drawn it. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import { buildNode } from '../../src/compiler/build-node.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { Picture } from '../../src/compiler/placing.ts';
import { boxOf } from '../../src/compiler/placing.ts';
import { applyCommand } from '../../src/graph/commands/apply.ts';
import { newDocument } from '../../src/graph/new.ts';
import { tooNear } from '../../src/graph/placing/boxes.ts';
import { edgeId, type GraphDocument, type NodeId } from '../../src/graph/types.ts';
import { document as documentOf } from './documents.ts';

const picture: Picture = { catalog, sizeOf: () => ({ width: 136, height: 110 }) };

interface Drawn {
  readonly document: GraphDocument;
  readonly selected: readonly NodeId[];
}

/** Types a name with the last node selected, as the palette does. */
function typed({ document, selected }: Drawn, type: string): Drawn & { readonly settled: readonly string[] } {
  const built = buildNode(document, picture, type, { anchors: selected, centre: [0, 0], lineWidth: 876 });
  const applied = applyCommand(document, built.command);
  if (!applied.ok) throw new Error(applied.error.message);
  return { document: applied.value.document, selected: [built.node], settled: built.settled };
}

const typeAll = (names: readonly string[], start: Drawn = { document: newDocument(), selected: [] }): Drawn =>
  names.reduce<Drawn>(typed, start);

const wires = ({ document }: Drawn) => document.edges.map(edgeId).toSorted();
const at = ({ document }: Drawn, id: NodeId) => document.nodes.find((node) => node.id === id)?.position ?? [NaN, NaN];

function expectApart({ document }: Drawn): void {
  const boxes = document.nodes.map((node) => boxOf(node, picture));
  const close = boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter((b) => tooNear(a, b, 8))
      .map((b) => `${a.id} ${b.id}`),
  );
  expect(close).toEqual([]);
}

const TEN = [
  'Dataset',
  'Dense',
  'BatchNormalization',
  'Activation',
  'Dense',
  'CategoricalCrossentropy',
  'Adam',
  'CosineDecay',
  'EarlyStopping',
  'Train',
];

describe('ten names, typed', () => {
  const drawn = typeAll(TEN);

  it('are a network that trains', () => {
    expect(wires(drawn)).toEqual(
      [
        'dataset1.features->dense1.inputs',
        'dense1.outputs->bn1.inputs',
        'bn1.outputs->activation1.inputs',
        'activation1.outputs->dense2.inputs',
        'dense2.outputs->cc1.y_pred',
        'dataset1.targets->cc1.y_true',
        'cosinedecay1.schedule->adam1.learning_rate',
        'cc1.loss->train1.loss',
        'adam1.optimizer->train1.optimizer',
        'earlystopping1.callback->train1.callbacks',
      ].toSorted(),
    );
    const { programs, diagnostics } = compile(drawn.document, catalog);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(programs.map(({ id }) => id)).toEqual(['train1']);
  });

  it('begin with what serves most people, where the default of Keras does not', () => {
    const params = (id: NodeId) => drawn.document.nodes.find((node) => node.id === id)?.params;
    expect(params('earlystopping1')).toEqual({ patience: 10 });
    expect(params('bn1')).toEqual({ momentum: 0.9 });
    expect(params('adam1')).toBeUndefined();
  });

  it('lie in rows, parameters below what they serve, nothing on anything', () => {
    expectApart(drawn);
    const row = (id: NodeId) => at(drawn, id)[1];
    expect(new Set(['dataset1', 'dense1', 'bn1', 'activation1'].map(row)).size).toBe(1);
    expect(new Set(['dense2', 'cc1', 'train1'].map(row)).size).toBe(1);
    expect(row('dense2')).toBeGreaterThan(row('dense1'));
    expect(at(drawn, 'dense2')[0]).toBe(at(drawn, 'dataset1')[0]);
    expect(row('adam1')).toBeGreaterThan(row('train1'));
    expect(at(drawn, 'adam1')[0]).toBe(at(drawn, 'train1')[0]);
    expect(at(drawn, 'cosinedecay1')[0]).toBeLessThan(at(drawn, 'adam1')[0]);
    expect(row('cosinedecay1')).toBe(row('adam1'));
    expect(row('earlystopping1')).toBe(row('adam1'));
  });

  it('settle only what nobody has set, and say so', () => {
    const before = typeAll(TEN.slice(0, 5));
    const { settled, document } = typed(before, 'CategoricalCrossentropy');
    expect(settled.join()).toMatch(/units of dense2.*activation of dense2/);
    expect(document.nodes.find(({ id }) => id === 'dense2')?.params).toMatchObject({ activation: 'softmax' });
    const set = applyCommand(before.document, { type: 'setParams', node: 'dense2', params: { units: 7 } });
    const own = set.ok ? typed({ ...before, document: set.value.document }, 'CategoricalCrossentropy') : undefined;
    expect(own?.document.nodes.find(({ id }) => id === 'dense2')?.params).toMatchObject({ units: 7 });
  });

  it('take one step each: undone, the node leaves no wire behind', () => {
    const before = typeAll(TEN.slice(0, 9));
    const built = buildNode(before.document, picture, 'Train', {
      anchors: before.selected,
      centre: [0, 0],
      lineWidth: 876,
    });
    expect(built.edges).toHaveLength(3);
    expect(built.command.type === 'batch' || built.command.type === 'add').toBe(true);
  });
});

describe('behind the selected one', () => {
  const chain = documentOf(
    [
      ['data', 'Dataset'],
      ['d1', 'Dense'],
      ['out', 'Dense', { units: 2 }],
      ['he', 'HeNormal'],
    ],
    ['data.features d1.inputs', 'd1.outputs out.inputs', 'he.initializer d1.kernel_initializer'],
  );
  const placedChain: GraphDocument = {
    ...chain,
    nodes: chain.nodes.map((node, i) => ({
      ...node,
      position: i === 3 ? ([240, 180] as const) : ([i * 240, 0] as const),
    })),
  };

  it('a node goes between it and what it leads to, and what is behind makes room', () => {
    const drawn = typed({ document: placedChain, selected: ['d1'] }, 'Dropout');
    expect(wires(drawn)).toContain('dropout1.outputs->out.inputs');
    expect(at(drawn, 'dropout1')).toEqual([480, 0]);
    expect(at(drawn, 'out')).toEqual([720, 0]);
    expect([at(drawn, 'data'), at(drawn, 'd1'), at(drawn, 'he')]).toEqual([
      [0, 0],
      [240, 0],
      [240, 180],
    ]);
  });

  it('a parameter that moves with what it serves keeps its place below it', () => {
    const drawn = typed({ document: placedChain, selected: ['data'] }, 'Standardize');
    expect(at(drawn, 'standardize1')).toEqual([240, 0]);
    expect(at(drawn, 'd1')).toEqual([480, 0]);
    expect(at(drawn, 'he')).toEqual([480, 180]);
    expect(at(drawn, 'data')).toEqual([0, 0]);
  });

  it('an initializer goes to the weights that start at random, below the layer', () => {
    const drawn = typed({ document: placedChain, selected: ['out'] }, 'HeNormal');
    expect(wires(drawn)).toContain('henormal1.initializer->out.kernel_initializer');
    expect(at(drawn, 'henormal1')[0]).toBe(480);
    expect(at(drawn, 'henormal1')[1]).toBeGreaterThan(100);
    // Zeros is what a bias starts with anyway: it is meant for the kernel.
    expect(wires(typed({ document: placedChain, selected: ['out'] }, 'Zeros'))).toContain(
      'zeros1.initializer->out.kernel_initializer',
    );
  });

  it('from a selected parameter it goes behind what that serves', () => {
    const drawn = typed({ document: placedChain, selected: ['he'] }, 'BatchNormalization');
    expect(wires(drawn)).toEqual(expect.arrayContaining(['d1.outputs->bn1.inputs', 'bn1.outputs->out.inputs']));
  });

  it('with nothing selected it takes the one loose end; with several it stays free', () => {
    expect(wires(typed({ document: placedChain, selected: [] }, 'Dropout'))).toContain('out.outputs->dropout1.inputs');
    const two = applyCommand(placedChain, { type: 'disconnect', edges: ['d1.outputs->out.inputs'] });
    const free = two.ok ? typed({ document: two.value.document, selected: [] }, 'Dropout') : undefined;
    expect(free && wires(free)).toEqual(['data.features->d1.inputs', 'he.initializer->d1.kernel_initializer']);
  });

  it('a parameter serves all selected ones', () => {
    const free = applyCommand(placedChain, { type: 'remove', nodes: ['he'] });
    const drawn = free.ok ? typed({ document: free.value.document, selected: ['d1', 'out'] }, 'HeNormal') : undefined;
    expect(drawn && wires(drawn)).toEqual(
      expect.arrayContaining([
        'henormal1.initializer->d1.kernel_initializer',
        'henormal1.initializer->out.kernel_initializer',
      ]),
    );
  });

  it('joins all selected ones where it takes many', () => {
    const two = applyCommand(placedChain, { type: 'disconnect', edges: ['d1.outputs->out.inputs'] });
    const drawn = two.ok ? typed({ document: two.value.document, selected: ['d1', 'out'] }, 'Add') : undefined;
    expect(drawn && wires(drawn)).toEqual(
      expect.arrayContaining(['d1.outputs->add1.inputs', 'out.outputs->add1.inputs']),
    );
  });
});
