/** A network of layers with several inputs and outputs computes, trains and is measured as its graph says. */
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { must } from '../../../src/base/invariant.ts';
import { createCatalog } from '../../../src/catalog/catalog.ts';
import type { LayerDefinition } from '../../../src/catalog/define/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { tensorKey } from '../../../src/compiler/types.ts';
import type { Program } from '../../../src/compiler/types.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { readWires } from '../../../src/runtime/instruments/wires.ts';
import { link } from '../../../src/runtime/link.ts';
import { Network, pass } from '../../../src/runtime/model/network.ts';
import { tf } from '../../../src/runtime/tf.ts';
import type { Tensor } from '../../../src/runtime/tf.ts';
import { attend, recurrentNet, stubCatalog } from '../../support/named-tensors.ts';
import { record } from '../../support/training.ts';
import type { Recorder } from '../../support/training.ts';

let calls = 0;
const counted: LayerDefinition = {
  ...attend,
  call(...given) {
    calls += 1;
    return attend.call(...given);
  },
};
const counting = createCatalog(stubCatalog.all.map((each) => (each === attend ? counted : each)));

const programOf = (document: GraphDocument): Program =>
  must(compile(document, counting).programs[0], 'the program of the test');

let recorder: Recorder | undefined;
beforeAll(async () => {
  await tf.setBackend('cpu');
});
beforeEach(() => void (calls = 0));
afterEach(() => recorder?.trainer.dispose());

async function prepared(document = recurrentNet) {
  recorder = record(programOf(document), 'cpu', { catalog: counting });
  await recorder.trainer.prepare();
  return must(recorder.trainer.current, 'the run');
}

/** The whole network by hand, from the weights by key. */
function byHand(weights: Readonly<Record<string, Tensor>>, x: Tensor): Record<string, Tensor> {
  const w = (key: string) => must(weights[key], key);
  const recurrent = (name: string, initial: Tensor) => {
    let memory = initial;
    for (const step of tf.unstack(x, 1)) {
      const sum = tf.add(tf.matMul(step, w(`${name}/kernel`)), tf.matMul(memory, w(`${name}/recurrent_kernel`)));
      memory = tf.tanh(tf.add(sum, w(`${name}/bias`)));
    }
    return memory;
  };
  const first = recurrent('first', tf.zeros([x.shape[0] ?? 0, 5]));
  const second = recurrent('second', first);
  const product = tf.mul(tf.mul(second, first), first);
  const score = tf.sum(product, 1, true);
  const joined = tf.concat([product, score], 1);
  const out = tf.softmax(tf.add(tf.matMul(joined, w('out/kernel')), w('out/bias')));
  return {
    'first.outputs': first,
    'first.state': first,
    'second.outputs': second,
    'attend.outputs': product,
    'attend.score': score,
    'join.outputs': joined,
    'out.outputs': out,
  };
}

const weightsOf = (network: Network) =>
  Object.fromEntries(network.weights.map(({ key, variable }) => [key, variable as Tensor]));

const near = (found: Tensor, expected: Tensor, what: string) => {
  expect(found.shape, what).toEqual(expected.shape);
  const [a, b] = [found.dataSync(), expected.dataSync()];
  a.forEach((value, i) => expect(value, `${what} [${i}]`).toBeCloseTo(b[i] ?? NaN, 5));
};

describe('a forward pass', () => {
  test('gives at every output what the graph says, and nothing else', async () => {
    const run = await prepared();
    const { inputs } = run.device.train;
    const seen = new Map<string, Tensor>();
    tf.tidy(() => {
      const forward = pass({
        training: false,
        tap(key, value) {
          seen.set(key, tf.keep(tf.clone(value)));
          return value;
        },
      });
      const answer = run.network.forward(inputs, forward);
      const expected = byHand(weightsOf(run.network), must(inputs['data'], 'the data'));
      expect([...seen.keys()].toSorted()).toEqual(Object.keys(expected).toSorted());
      for (const [key, tensor] of Object.entries(expected)) near(must(seen.get(key), key), tensor, key);
      near(answer, must(expected['out.outputs'], 'the answer'), 'answer');
    });
    tf.dispose([...seen.values()]);
  });

  test('calls a layer with two outputs once', async () => {
    const run = await prepared();
    calls = 0;
    tf.tidy(() => run.network.forward(run.device.train.inputs, pass({ training: false })));
    expect(calls).toBe(1);
  });

  test('outputs that are one tensor outlive each other, also where nobody taps them', async () => {
    const late = {
      ...recurrentNet,
      nodes: [
        ...recurrentNet.nodes.filter(({ id }) => !['second', 'attend', 'join'].includes(id)),
        { id: 'squared', type: 'Multiply', position: [0, 0] as const },
        { id: 'rest', type: 'Subtract', position: [0, 0] as const },
      ],
      edges: [
        ...recurrentNet.edges.filter(
          ({ from, to }) => !/^(second|attend|join)/.test(from) && !/^(second|attend|join)/.test(to),
        ),
        { from: 'first.outputs', to: 'squared.inputs' },
        { from: 'first.state', to: 'squared.inputs' },
        { from: 'squared.outputs', to: 'rest.inputs' },
        { from: 'first.state', to: 'rest.inputs' },
        { from: 'rest.outputs', to: 'out.inputs' },
      ],
    };
    const run = await prepared(late);
    tf.tidy(() => {
      const answer = run.network.forward(run.device.train.inputs, pass({ training: false }));
      expect([...answer.dataSync()].every(Number.isFinite)).toBe(true);
    });
  });

  test('a tap at the second output is felt by those that read it, and by no one else', async () => {
    const run = await prepared();
    tf.tidy(() => {
      const along = (replaced: string) => {
        const seen: Record<string, string> = {};
        const forward = pass({
          training: false,
          tap(key, value) {
            const given = key === replaced ? tf.add(value, 1) : value;
            seen[key] = [...given.dataSync()].join();
            return given;
          },
        });
        run.network.forward(run.device.train.inputs, forward);
        return seen;
      };
      const [usual, state] = [along('nothing'), along('first.state')];
      const changed = Object.keys(usual).filter((key) => usual[key] !== state[key]);
      expect(changed.toSorted()).toEqual(
        ['first.state', 'second.outputs', 'attend.outputs', 'attend.score', 'join.outputs', 'out.outputs'].toSorted(),
      );
    });
  });

  test('is the same when the layer gives its outputs in another order', async () => {
    const backwards: LayerDefinition = {
      ...attend,
      outputs: [...attend.outputs, { name: 'mean', kind: 'tensor', help: 'Another one.' }],
      moreShapes: () => ({ score: [1], mean: [5] }),
      call(...given) {
        const result = attend.call(...given);
        if (result instanceof tf.Tensor) throw new Error('two outputs were expected');
        const { outputs, more } = result;
        return { outputs, more: { mean: tf.mul(outputs, 0), score: must(more?.['score'], 'score') } };
      },
    };
    const catalog = createCatalog(stubCatalog.all.map((each) => (each === attend ? backwards : each)));
    const program = must(compile(recurrentNet, catalog).programs[0], 'the program');
    const [network, usual] = [
      Network.build(link(program, catalog)),
      Network.build(link(programOf(recurrentNet), counting)),
    ];
    tf.tidy(() => {
      const x = { data: tf.randomUniform([3, 4, 3], -1, 1, 'float32', 5) };
      near(network.forward(x, pass({ training: false })), usual.forward(x, pass({ training: false })), 'answer');
    });
    network.dispose();
    usual.dispose();
  });
});

describe('training', () => {
  test('runs every layer once a step, and learns', async () => {
    const run = await prepared();
    calls = 0;
    run.advance();
    expect(calls).toBe(1);
    const tensors = tf.memory().numTensors;
    const { trainer, last, all } = must(recorder, 'the recorder');
    trainer.command({ type: 'start' });
    await trainer.settled();
    expect(last('done')).toMatchObject({ reason: 'epochs', epochs: 4 });
    const losses = all('epoch').map(({ logs }) => logs['loss'] ?? NaN);
    expect(losses.at(-1)).toBeLessThan(losses[0] ?? NaN);
    expect(tf.memory().numTensors).toBeLessThanOrEqual(tensors + 1);
  });

  test('takes the step that the gradient of the network by hand gives', async () => {
    const sgd: GraphDocument = {
      ...recurrentNet,
      nodes: recurrentNet.nodes.map((node) =>
        node.id === 'opt' ? { ...node, type: 'SGD', params: { learning_rate: 0.1 } } : node,
      ),
    };
    const shuffled: GraphDocument = {
      ...sgd,
      nodes: sgd.nodes.map((node) =>
        node.id === 'train' ? { ...node, params: { epochs: 1, batch_size: 64, shuffle: false } } : node,
      ),
    };
    const run = await prepared(shuffled);
    const { train } = run.device;
    const expected = tf.tidy(() => {
      const variables = run.network.weights.map(({ variable }) => variable);
      const { grads } = tf.variableGrads(() => {
        const answer = must(
          byHand(weightsOf(run.network), must(train.inputs['data'], 'data'))['out.outputs'],
          'answer',
        );
        return tf.neg(tf.mean(tf.sum(tf.mul(train.targets, tf.log(answer)), 1))).asScalar();
      }, variables);
      return run.network.weights.map(
        ({ key, variable }) =>
          [key, [...tf.sub(variable, tf.mul(must(grads[variable.name], key), 0.1)).dataSync()]] as const,
      );
    });
    run.advance();
    for (const [key, values] of expected) {
      const found = must(weightsOf(run.network)[key], key).dataSync();
      values.forEach((value, i) => expect(found[i], `${key} [${i}]`).toBeCloseTo(value, 5));
    }
  });

  test('a loss on the second output trains on that one', async () => {
    const program = programOf(recurrentNet);
    const { nodes, edges } = recurrentNet;
    const onState: GraphDocument = {
      ...recurrentNet,
      nodes: nodes.map((node) =>
        node.id === 'first'
          ? { ...node, params: { units: 1, activation: 'sigmoid', return_state: true, return_sequences: true } }
          : node.id === 'loss'
            ? { ...node, type: 'BinaryCrossentropy' }
            : node,
      ),
      edges: edges.map((each) => (each.to === 'loss.y_pred' ? { ...each, from: 'first.state' } : each)),
    };
    expect(program.output).toEqual({ layer: 'out', output: 'outputs' });
    const run = await prepared(onState);
    tf.tidy(() => {
      const answer = run.network.forward(run.device.train.inputs, pass({ training: false }));
      expect(answer.shape).toEqual([run.device.train.count, 1]);
      const values = answer.dataSync();
      expect(values.every((value) => value > 0 && value < 1)).toBe(true);
    });
    expect(run.advance()).toBe(true);
    await run.settle();
    expect(run.lastLoss).toBeGreaterThan(0);
  });
});

describe('measuring', () => {
  test('has an entry for every output of every layer, with its own numbers', async () => {
    const run = await prepared();
    const { tensors } = await readWires(run);
    const expected = [
      ...run.linked.program.inputs.map(({ name, output }) => tensorKey({ layer: name, output })),
      ...run.linked.program.layers.flatMap(({ node, outputShapes }) =>
        Object.keys(outputShapes).map((output) => tensorKey({ layer: node, output })),
      ),
    ];
    expect(Object.keys(tensors).toSorted()).toEqual(expected.toSorted());
    expect(expected).toContain('attend.score');
    expect(tensors['attend.score']).toMatchObject({ shape: [1], units: 1 });
    expect(tensors['attend.outputs']).toMatchObject({ shape: [5], units: 5 });
    for (const key of expected.slice(1)) expect(tensors[key]?.gradientNorm, `slope at ${key}`).toBeGreaterThan(0);
    const { inputs } = run.device.train;
    const means = tf.tidy(() =>
      Object.fromEntries(
        Object.entries(byHand(weightsOf(run.network), must(inputs['data'], 'the data'))).map(([key, tensor]) => [
          key,
          tf.mean(tensor).dataSync()[0] ?? NaN,
        ]),
      ),
    );
    for (const [key, mean] of Object.entries(means))
      expect(tensors[key]?.forward.mean, `mean at ${key}`).toBeCloseTo(mean, 4);
  });
});
