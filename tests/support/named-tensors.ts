/*
 * A layer that no shipped type is like: several inputs, one of them optional, and two outputs of
 * different shapes. Tests of named tensors use it where the catalog has nothing that fits.
 */
import { err, ok } from '../../src/base/result.ts';
import { formatShape, sameShape } from '../../src/base/shape.ts';
import { defineLayer } from '../../src/catalog/define/index.ts';
import type { LayerDefinition } from '../../src/catalog/define/index.ts';
import { flag } from '../../src/catalog/params.ts';

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
