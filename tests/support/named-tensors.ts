/*
 * Types that the catalog has nothing like: a layer with several inputs, one of them optional, and two
 * outputs of different shapes; and a data set of sequences. Tests of named tensors use them.
 */
import { err, ok } from '../../src/base/result.ts';
import { formatShape, sameShape } from '../../src/base/shape.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { defineDataset, defineLayer } from '../../src/catalog/define/index.ts';
import type { LayerDefinition } from '../../src/catalog/define/index.ts';
import { catalog } from '../../src/catalog/index.ts';
import { flag } from '../../src/catalog/params.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { document } from '../compiler/documents.ts';

/** `outputs = query·key·mask` value by value, and `score`, the sum of each example, while `return_score` is on. */
export const attend: LayerDefinition = defineLayer({
  type: 'Attend',
  category: 'Layers',
  keras: { module: 'keras.layers' },
  summary: 'A stub.',
  description: 'A stub for tests. It has several inputs and outputs.',
  inputs: [
    { name: 'inputs', kind: 'tensor', required: true, help: 'What is asked.' },
    { name: 'key', kind: 'tensor', required: true, help: 'What answers.' },
    { name: 'mask', kind: 'tensor', help: 'What counts.' },
  ],
  outputs: [
    { name: 'outputs', kind: 'tensor', help: 'The product.' },
    { name: 'score', kind: 'tensor', when: 'return_score', help: 'The sum of the product.' },
  ],
  params: { return_score: flag(true, { help: 'Opens the output score.' }) },
  outputShape(_params, { inputs: [query], ...others }) {
    for (const [port, [shape] = []] of Object.entries(others))
      if (shape !== undefined && !sameShape(shape, query))
        return err(`takes equal shapes: found ${formatShape(shape)} at ${port}, expected ${formatShape(query)}`);
    return ok(query);
  },
  moreShapes: ({ return_score }) => ({ ...(return_score && { score: [1] }) }),
  call(tf, { return_score }, { inputs: [query], ...others }) {
    const [key = query, mask] = [others['key']?.[0], others['mask']?.[0]];
    const product = tf.mul(query, key);
    const outputs = mask === undefined ? product : tf.mul(product, mask);
    const axes = outputs.shape.map((_n, i) => i).slice(1);
    const score = tf.reshape(tf.sum(outputs, axes), [-1, 1]);
    return return_score ? { outputs, more: { score } } : outputs;
  },
});

const SEQUENCES = 80;
const SHAPE = [4, 3];

/** Two classes: sequences that rise and sequences that fall, under some noise. */
export const sequences = defineDataset({
  type: 'Sequences',
  category: 'Data',
  summary: 'A stub.',
  description: 'A stub for tests. It has sequences of four steps with three features.',
  inputs: [],
  outputs: [
    { name: 'features', kind: 'data', help: 'The sequences.' },
    { name: 'targets', kind: 'targets', help: 'Their classes.' },
  ],
  params: {},
  describe: () => ({
    title: 'Sequences',
    samples: SEQUENCES,
    shape: SHAPE,
    featureNames: Array.from({ length: 12 }, (_, i) => `f${i}`),
    target: { kind: 'classes', names: ['falls', 'rises'] },
  }),
  load(_params, rng) {
    const draw = rng('features');
    const targets = Float32Array.from({ length: SEQUENCES }, (_, i) => i % 2);
    const features = Float32Array.from({ length: SEQUENCES * 12 }, (_, i) => {
      const step = Math.floor((i % 12) / 3);
      return (targets[Math.floor(i / 12)] === 1 ? step : 3 - step) / 3 + 0.3 * draw.normal();
    });
    return Promise.resolve({ features, targets });
  },
  split: () => ({ validation: 0.2, test: 0 }),
});

export const stubCatalog = createCatalog([...catalog.all, attend, sequences], catalog.first);

/** Two recurrent layers, the second of which begins with the memory of the first, and a layer that compares them. */
export const recurrentNet: GraphDocument = {
  ...document(
    [
      ['data', 'Sequences'],
      ['first', 'SimpleRNN', { units: 5, return_state: true }],
      ['second', 'SimpleRNN', { units: 5 }],
      ['attend', 'Attend'],
      ['join', 'Concatenate'],
      ['out', 'Dense', { units: 2, activation: 'softmax' }],
      ['loss', 'CategoricalCrossentropy'],
      ['opt', 'Adam', { learning_rate: 0.02 }],
      ['train', 'Train', { epochs: 4, batch_size: 16 }],
    ],
    [
      'data.features first.inputs',
      'data.features second.inputs',
      'first.state second.initial_state',
      'second.outputs attend.inputs',
      'first.outputs attend.key',
      'first.state attend.mask',
      'attend.outputs join.inputs',
      'attend.score join.inputs',
      'join.outputs out.inputs',
      'out.outputs loss.y_pred',
      'data.targets loss.y_true',
      'loss.loss train.loss',
      'opt.optimizer train.optimizer',
    ],
  ),
  name: 'Two recurrent layers',
};
