import { describe, expect, test } from 'vitest';
import { atOutputs, inferShapes, layerBytes, shapeAt } from '../../../src/compiler/passes/shapes.ts';
import type { Diagnostic } from '../../../src/compiler/types.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { applied, classifier, document } from '../documents.ts';
import { analysed, ignored, nodeAt, wired } from './analysed.ts';

const factsAt = (input: GraphDocument, id: string) => analysed(input).facts.get(id);

/** The waves of `sine-lstm`, read by a layer. */
const sequence = (type: string, params: Record<string, boolean | number>) =>
  document(
    [
      ['data', 'Dataset', { name: 'reg-waves' }],
      ['steps', 'Reshape', { target_shape: [2, 1] }],
      ['read', type, params],
      ['next', 'Dense', { units: 3 }],
    ],
    ['data.features steps.inputs', 'steps.outputs read.inputs', 'read.state_h next.inputs'],
  );

describe('what is known of a sound graph', () => {
  test('shapes go from the data through every layer', () => {
    const { facts, diagnostics } = analysed(classifier());
    expect(diagnostics).toEqual([]);
    expect(facts.size).toBe(6);
    expect(shapeAt(facts, { layer: 'data', output: 'features' })).toEqual([2]);
    expect(shapeAt(facts, { layer: 'data', output: 'targets' })).toBeUndefined();
    expect(facts.get('d1')).toMatchObject({
      params: { units: 16, activation: 'relu' },
      inputShapes: [[2]],
      outputShape: [16],
      outputShapes: { outputs: [16] },
    });
    expect(facts.get('out')?.inputShapes).toEqual([[16]]);
  });

  test('a data set says what it holds, and nothing else does', () => {
    const { facts } = analysed(classifier());
    expect(facts.get('data')?.dataset).toMatchObject({ shape: [2], target: { kind: 'classes' } });
    expect([...facts].filter(([, { dataset }]) => dataset !== undefined)).toHaveLength(1);
  });

  test('a layer costs its weights, its multiply-adds and the bytes of one batch', () => {
    const known = factsAt(classifier({ nodes: [['train', 'Train', { batch_size: 10 }]] }), 'd1');
    const parameters = 2 * 16 + 16;
    expect(known).toMatchObject({ parameters, multiplyAdds: 32, working: 0, bytes: 4 * (parameters + 10 * 16) });
    expect(known?.weights.map(({ key, shape }) => [key, shape])).toEqual([
      ['d1/kernel', [2, 16]],
      ['d1/bias', [16]],
    ]);
  });

  test('preprocessing hands a shape on and costs nothing', () => {
    const input = classifier({
      nodes: [['step', 'PolynomialFeatures', { degree: 2 }]],
      cut: ['data.features d1.inputs'],
      edges: ['data.features step.inputs', 'step.outputs d1.inputs'],
    });
    const { facts } = analysed(input);
    expect(facts.get('step')).toMatchObject({ inputShapes: [[2]], parameters: 0, bytes: 0, weights: [] });
    expect(facts.get('d1')?.inputShapes).toEqual([facts.get('step')?.outputShape]);
    expect(facts.get('step')?.outputShape).not.toEqual([2]);
  });

  test('each output of a layer has its own shape, the main one first', () => {
    const { facts } = analysed(sequence('LSTM', { units: 5, return_sequences: true, return_state: true }));
    expect(facts.get('read')?.outputShape).toEqual([2, 5]);
    expect(Object.entries(facts.get('read')?.outputShapes ?? {})).toEqual([
      ['outputs', [2, 5]],
      ['state_h', [5]],
      ['state_c', [5]],
    ]);
    expect(facts.get('next')?.inputShapes).toEqual([[5]]);
  });

  test('through a muted layer the shape in front of it goes on', () => {
    const { facts } = analysed(classifier({ nodes: [['d1', 'Dense', { units: 16 }, { muted: true }]] }));
    expect(facts.get('d1')).toMatchObject({ outputShapes: { outputs: [2] }, weights: [], parameters: 0 });
    expect(facts.get('out')?.inputShapes).toEqual([[2]]);
  });
});

describe('the batch that bytes are counted for', () => {
  const outputs = (input: GraphDocument) => {
    const { bytes = 0, parameters = 0 } = factsAt(input, 'd1') ?? {};
    return (bytes / 4 - parameters) / 16;
  };

  test('is the largest of the Train nodes that are not muted', () => {
    const more = [
      ['second', 'Train', { batch_size: 100 }],
      ['third', 'Train', { batch_size: 500 }, { muted: true }],
    ] as const;
    expect(outputs(classifier({ nodes: [['train', 'Train', { batch_size: 10 }], ...more] }))).toBe(100);
  });

  test('is that of Keras where nothing trains', () => {
    const input = classifier({ without: ['train'], cut: ['loss.loss train.loss', 'opt.optimizer train.optimizer'] });
    expect(outputs(input)).toBe(32);
  });

  test('all outputs and what is held on the way count once for each example', () => {
    expect(layerBytes(7, [[2, 3], [4]], 5, 10)).toBe(4 * (7 + 10 * (6 + 4 + 5)));
    expect(layerBytes(0, [], 0, 10)).toBe(0);
  });
});

describe('an incomplete graph', () => {
  test('a layer without its input has no shape, nor has any behind it, and nothing is reported', () => {
    const { facts, diagnostics } = analysed(classifier({ cut: ['data.features d1.inputs'] }));
    expect(diagnostics).toEqual([]);
    for (const id of ['d1', 'out']) expect(facts.get(id)).toMatchObject({ outputShapes: {}, weights: [], bytes: 0 });
    expect(facts.get('out')?.inputShapes).toEqual([undefined]);
    expect(facts.get('d1')?.params).toMatchObject({ units: 16 });
  });

  test('of several inputs all must be known', () => {
    const input = classifier({
      nodes: [
        ['loose', 'Dense'],
        ['sum', 'Add'],
      ],
      edges: ['d1.outputs sum.inputs', 'loose.outputs sum.inputs'],
    });
    const { facts, diagnostics } = analysed(input);
    expect(facts.get('sum')).toMatchObject({ inputShapes: [[16], undefined], outputShapes: {} });
    expect(diagnostics).toEqual([]);
  });

  test('where a wire was left out, what remains is not judged', () => {
    const parts = { nodes: [['sum', 'Add']], edges: ['d1.outputs sum.inputs', 'data.features sum.inputs'] } as const;
    expect(analysed(classifier(parts)).diagnostics.map(({ code }) => code)).toEqual(['shape-mismatch']);
    const severed = classifier({ ...parts, edges: [...parts.edges, 'data.targets sum.inputs'] });
    expect(analysed(severed).diagnostics).toEqual([]);
    expect(factsAt(severed, 'sum')?.outputShapes).toEqual({});
  });
});

describe('a layer that cannot take what it receives', () => {
  const input = classifier({
    nodes: [['pool', 'MaxPooling2D']],
    cut: ['d1.outputs out.inputs'],
    edges: ['d1.outputs pool.inputs', 'pool.outputs out.inputs'],
  });

  test('is named, with what it found and expected and where that comes from', () => {
    const { facts, diagnostics } = analysed(input);
    expect(diagnostics).toHaveLength(1);
    const [{ message, hint, ...diagnostic }] = diagnostics as [Diagnostic];
    expect(diagnostic).toMatchObject({ severity: 'error', code: 'shape-mismatch', node: 'pool' });
    expect(message).toMatch(/^MaxPooling2D pool .* three dimensions: found shape 16\.$/);
    expect(hint).toBe('It receives 16 from d1.');
    expect(facts.get('pool')).toMatchObject({ inputShapes: [[16]], outputShapes: {}, parameters: 0 });
    expect(facts.get('out')?.outputShape).toBeUndefined();
  });

  test('gets fixes where there are some', () => {
    const differing = document(
      [
        ['data', 'Dataset', { name: 'iris' }],
        ['a', 'Dense', { units: 3 }],
        ['b', 'Dense', { units: 4 }],
        ['sum', 'Add'],
      ],
      ['data.features a.inputs', 'data.features b.inputs', 'a.outputs sum.inputs', 'b.outputs sum.inputs'],
    );
    const [diagnostic] = analysed(differing).diagnostics;
    expect(diagnostic?.hint).toBe('It receives 3 from a, 4 from b.');
    const [fix] = diagnostic?.fixes ?? [];
    expect(fix && analysed(applied(differing, fix.command)).diagnostics).toEqual([]);
  });

  test('a preprocessing node is told of in the same way, without fixes', () => {
    const digits = classifier({
      nodes: [
        ['data', 'Dataset', { name: 'spiral' }],
        ['step', 'Augment'],
      ],
      edges: ['data.features step.inputs'],
    });
    const [diagnostic] = analysed(digits).diagnostics;
    expect(diagnostic).toMatchObject({ code: 'shape-mismatch', node: 'step', fixes: [] });
    expect(diagnostic?.hint).toBe('It receives 2 from data.');
  });

  test('a data set that lacks its data is told of, and has no shape', () => {
    const { facts, diagnostics } = analysed(classifier({ nodes: [['data', 'Table']] }));
    expect(diagnostics).toMatchObject([{ code: 'no-data', node: 'data', wants: 'table' }]);
    expect(facts.get('data')).toMatchObject({ outputShapes: {} });
    expect(facts.get('data')?.dataset).toBeUndefined();
  });
});

describe('after an edit', () => {
  test('what nothing has changed for keeps the very same facts', () => {
    const before = classifier({ nodes: [['side', 'Dense', { units: 3 }]], edges: ['data.features side.inputs'] });
    const after = applied(before, { type: 'setParams', node: 'd1', params: { units: 5 } });
    const [old, now] = [analysed(before).facts, analysed(after).facts];
    for (const id of ['data', 'side']) expect(now.get(id)).toBe(old.get(id));
    for (const id of ['d1', 'out']) expect(now.get(id)).not.toBe(old.get(id));
    expect(now.get('out')?.inputShapes).toEqual([[5]]);
  });

  test('what was reported once is reported again', () => {
    const input = classifier({ nodes: [['pool', 'MaxPooling2D']], edges: ['d1.outputs pool.inputs'] });
    const reports = () => {
      const found: string[] = [];
      inferShapes(wired(input), ({ code }) => found.push(code));
      return found;
    };
    expect(reports()).toEqual(['shape-mismatch']);
    expect(reports()).toEqual(['shape-mismatch']);
  });

  test('a larger batch makes every layer count anew', () => {
    const before = classifier();
    const after = applied(before, { type: 'setParams', node: 'train', params: { batch_size: 64 } });
    const bytes = (input: GraphDocument) => inferShapes(wired(input), ignored).get('d1')?.bytes ?? 0;
    expect(bytes(after) - bytes(before)).toBe(4 * 32 * 16);
  });
});

test('one shape stands at every output that carries a tensor or data, and at no other', () => {
  const graph = wired(classifier({ nodes: [['read', 'LSTM']] }));
  expect(atOutputs(nodeAt(graph, 'data'), [3])).toEqual({ features: [3] });
  expect(atOutputs(nodeAt(graph, 'opt'), [3])).toEqual({});
  expect(Object.keys(atOutputs(nodeAt(graph, 'read'), [3]))).toEqual(['outputs', 'state_h', 'state_c']);
});
